// A record in which every member holds something, and no two the same: what a reader or a writer
// forgets, shows.
#pragma once

#include "rules/record.h"

namespace tieout::rules::tests {

CycleRecord full_record();

}  // namespace tieout::rules::tests
