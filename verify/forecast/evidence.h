// What the other ties have found of a row, so that a difference of the forecast that follows from
// it is not told as something new.
#pragma once

#include <map>
#include <string>

#include "rules/finding_log.h"
#include "verify/forecast/plan.h"

namespace tieout::verify::forecast {

class Evidence {
public:
    struct Reported {
        std::string tie;
        rules::Key key;
        rules::Origin origin = rules::Origin::target;
    };

    Evidence() = default;
    // The rows of all findings but notices, of the ties that the plan names: a bill stands on no
    // other, and those of invoices and payments would be the most.
    Evidence(const rules::FindingLog& findings, const Plan& plan);

    // `key` as rules::text(Key) prints it. nullptr: nothing was found of it. Where several findings
    // speak of a row, one of origin source is told.
    const Reported* find(const std::string& tie, const std::string& key) const;

    // The first row of the tie that was found wrong; nullptr: none.
    const Reported* any(const std::string& tie) const;

private:
    std::map<std::string, std::map<std::string, Reported>> rows_;
};

}  // namespace tieout::verify::forecast
