// How each planted problem shows itself, written by hand from modernbill.md, section 5: never from
// what the verifier said.
#pragma once

#include <string_view>
#include <vector>

#include "rules/finding.h"

namespace tieout::tests {

// Which rows show it: the planted one; also those that the planting touches; only those.
enum class Seen { at_the_row, beside_it, only_beside };

struct Sign {
    rules::FindingKind kind;
    std::string_view tie;          // empty: a rule of no tie
    std::string_view rule;         // how the rule's name begins; empty: none
    std::string_view column = {};  // one that the finding names; empty: any
    Seen seen = Seen::at_the_row;
    bool shows(const rules::Finding& finding) const;
};

// One of them is enough. A problem without signs must be silent.
const std::vector<Sign>& signs_of(int problem);

}  // namespace tieout::tests
