// Which columns of a side may come as the server holds them (db/native.h), because nothing looks at
// their text.
#pragma once

#include <string>
#include <vector>

#include "verify/tie.h"

namespace tieout::verify {

// As the pack writes them. Empty where a producer makes rows of the side's rows: it reads text.
std::vector<std::string> columns_that_may_be_native(const Tie& tie, SideName side);

}  // namespace tieout::verify
