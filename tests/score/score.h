// Findings held against the manifest of what was planted: found, missed, false.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "rules/finding_log.h"
#include "rules/record.h"
#include "sample/manifest.h"

namespace tieout::tests {

struct Score {
    struct Line {
        std::string title;
        int planted = 0, found = 0, missed = 0, silent = 0, wrong = 0;
    };
    std::map<int, Line> by_problem;         // `wrong`: false alarms at rows of this problem
    std::vector<std::string> missed;        // problem, table, key
    std::vector<std::string> false_alarms;  // finding, table, key
    std::string text() const;               // the confusion table and its totals
};

// A planted row is found where a member that follows from no other shows one of its signs with the
// origin that the manifest expects; a tolerated one may be silent. Every other member must be a
// sign of a problem that names its row, or follow from one that is.
Score score(const sample::Manifest& manifest, const std::vector<rules::Finding>& findings,
            const std::vector<rules::FindingMembers>& members);

}  // namespace tieout::tests
