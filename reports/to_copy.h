// What a reader takes from a report to another window: SQL that shows the rows of a finding, and
// the waiver that would accept it.
#pragma once

#include <string>

#include "rules/record.h"

namespace tieout::reports {

struct SqlToCopy {
    std::string source, target;  // empty: there is none that we could answer for
};
// SELECTs of the rows that the finding's samples name, on the sides on which there is something to
// see. They only read.
SqlToCopy sql_to_copy(const rules::CycleRecord& record, const rules::Finding& finding);

// An entry of waivers.yaml with the limits of the finding as it is now; who, why and until are left
// for the one who accepts it, and the file is refused until they are filled.
std::string waiver_to_copy(const rules::Finding& finding);

// A rule is asked of one side; a difference has two.
struct Sides {
    bool source = true, target = true;
};
Sides sides_of(const rules::Finding& finding);

}  // namespace tieout::reports
