// Records made by hand: what a report must be good for.
#pragma once

#include "rules/record.h"

namespace tieout::reports::tests {

rules::CycleRecord clean_record();  // a rehearsal that holds
rules::CycleRecord
broken_record();  // differences on both sides, quarantine, constraints: the usual first cycle
rules::CycleRecord
hostile_record();  // customers named <script>, right-to-left marks, 10 KB names, =1+1

}  // namespace tieout::reports::tests
