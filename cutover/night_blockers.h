// What stands in the way of the night's beginning.
#pragma once

#include <string>
#include <vector>

#include "cutover/night.h"

namespace tieout::cutover {

// A sentence each: the window, the postpone file, what an earlier night has left in the target, the
// gate of the rehearsals, and the blockers of the plan. What only the cycle of this night can say
// is left to its gate. What could not be looked at stands in the way too.
std::vector<std::string> night_blockers(const Night& night);

}  // namespace tieout::cutover
