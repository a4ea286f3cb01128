// What one has to know beside the plan itself.
#pragma once

#include <string>
#include <vector>

#include "cutover/plan.h"

namespace tieout::cutover {

// Sentences, the gravest first.
std::vector<std::string> remarks_of(const Plan& plan);

}  // namespace tieout::cutover
