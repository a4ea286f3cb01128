// Both sides' forecasts held against each other: a tie whose rows are the months of clients.
//
// The target must bill what the source means to bill (`intended`): for each client and calendar
// month the same number of invoices and the same sum, to the cent. What the source really bills
// (`faithful`) is shown beside it; its differences are the source's own and carry the source's
// flags.
//
// A month that differs is a member of a finding of the tie "forecast", with the client and the
// month as its key. Where every service, credit or tax in which it differs has been found wrong by
// a tie of its own, the member follows from that row and takes its origin. Otherwise it stands for
// itself: of origin source where the source's own forecast raises the same flag for the same
// service (the fault stands in the source's data, a stale renewal date, say), else of origin
// target.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "rules/finding_log.h"
#include "rules/forecast_result.h"
#include "verify/forecast/client_months.h"
#include "verify/forecast/evidence.h"
#include "verify/forecast/plan.h"
#include "verify/forecast/source/project.h"
#include "verify/forecast/target/bill.h"
#include "verify/forecast/target/standing.h"

namespace tieout::verify::forecast {

// What follows from whom.
struct Sources {
    const Evidence& evidence;
    const target::Standing& standing;
    // False: the evidence's findings are not in the record; they decide origins only.
    bool told = true;
};

// Takes one client after the other, and keeps of them what the result says of all.
class Comparison {
public:
    // The plan, and what `sources` names, must outlive it.
    Comparison(const Plan& plan, const Sources& sources) : plan_(plan), sources_(sources) {}

    // Each client once, in the order of ByKey.
    void add(const std::string& client, const Projections& sides);

    // Fills by_month, compared, differs, difference, at_once, flags, excluded and changes of a
    // result; adds a finding for each month of a client that differs. Only now: where a side cannot
    // be asked to the end, nothing was found.
    rules::ForecastResult finish(rules::FindingLog& findings);

private:
    struct Flagged {
        rules::ForecastFlag whole;
        std::set<std::string> services;
    };
    // What one side says beside its invoices.
    struct Remarks {
        std::map<std::string, Flagged> flags;      // by id
        std::map<std::string, Excluded> excluded;  // by reason
        void add(const Projection& of_client);
        void tell(const std::string& side, rules::ForecastResult& result) const;
    };
    void add_months(const Months& months);
    void tell_differences(const std::string& client, const Months& months,
                          const Projections& sides);
    void add_change(const std::string& client, const Months& months, const Projections& sides);
    void keep_greatest_changes();

    const Plan& plan_;
    const Sources sources_;
    rules::ForecastResult result_;
    std::map<std::string, rules::ForecastMonth> by_month_;
    Remarks source_, target_;
    rules::FindingLog findings_;
};

// Each client of either side, its bills made when it is its turn, and gone before the next one's
// are made. Throws what the engines throw.
rules::ForecastResult compare(const Plan& plan, source::Projector& source,
                              const target::Projector& target, const Sources& sources,
                              rules::FindingLog& findings);

}  // namespace tieout::verify::forecast
