// The installs whose rows are written by hand, and how what is written is held against what came
// out.
#pragma once

#include <string>
#include <vector>

#include "rules/pack.h"

namespace tieout::tests {

struct Install {
    std::string folder, zone, currency;
};
extern const Install new_york, amsterdam;

// The pack with the install's parameters.
rules::Pack pack_of(const Install& install);

using Lines = std::vector<std::string>;

// Fails the test with a sentence for each line that stands on one side only; their order does not
// matter.
void must_be_equal(const std::string& what, const Lines& by_hand, const Lines& by_program);

}  // namespace tieout::tests
