// The terms under which both sides are asked, from what the operator wishes, what the pack expects
// and what the source's rows say.
#pragma once

#include <string>

#include "db/session.h"
#include "rules/project.h"
#include "verify/forecast/plan.h"

namespace tieout::verify::forecast {

struct ChosenTerms {
    Terms terms;
    std::string as_of_why;  // "the day after the source's last invoice, of 2005-06-14"
    std::string tax;        // for people
};

// Where no day is wished for, it is the day after the source's last invoice that its clock knows
// (`last_run` of the pack: column `moment`, unix seconds; its one ? is the moment of the snapshot):
// what was due until then, the source has billed or let pass. In monthly mode the next billing day
// on or after it, since nothing is billed between. A copy of last year is so asked about the months
// that followed it, not about today, when every date in it would be stale. Without an invoice: the
// day of the snapshot. Throws Error(Fault::usage) where a wish cannot be read or the zone is not
// known.
ChosenTerms choose_terms(const Plan& plan, const rules::ForecastWish& wish, const std::string& zone,
                         db::Session& source);

// The first day on or after `day` that is `bill_day` of its month, or its month's last.
Date next_bill_day(Date day, int bill_day);

}  // namespace tieout::verify::forecast
