// What the target still holds of an earlier night: rows that it received from customers, which the
// next migration would remove.
#pragma once

#include <string>

#include "cutover/night.h"

namespace tieout::cutover {

// "the target holds 3 rows that it received in night 0001, …"; empty: nothing such, or a later
// cycle has looked at them already.
std::string received_before(const Night& night);

}  // namespace tieout::cutover
