// Days on which nobody cuts over: invoices are made or fall due on them, or cards are charged.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "cutover/plan_file.h"
#include "db/session.h"
#include "verify/decode.h"

namespace tieout::cutover {

// Why each is kept clear: "invoices are due (214 on that day)".
using KeptDays = std::map<Date, std::vector<std::string>>;

struct DaysAhead {
    Date first, last;
};

// How many moments fell on each day, judged. Of `days`: those that have at least `heap` times what
// the mean day ahead has. Of `days_of_month`: the coming 1sts where the 1sts of the past had so
// many times what the mean day of the month had.
void add_kept_days(const KeptClear& kept, const std::map<Date, std::uint64_t>& moments,
                   DaysAhead ahead, KeptDays& into);

// Asks the source of all of them. `past_until`: unix seconds at which the past year ends.
KeptDays read_kept_days(const rules::Pack& pack, const std::vector<KeptClear>& kept,
                        db::Session& source, verify::Zone& zone, std::int64_t past_until,
                        DaysAhead ahead);

}  // namespace tieout::cutover
