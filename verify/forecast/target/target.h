// The target's whole answer: its rows, and what follows from them.
#pragma once

#include "verify/forecast/target/bill.h"

namespace tieout::verify::forecast::target {

struct Answer {
    Projection projection;
    Rows rows;
};

// Throws what read_rows throws, and what the session throws.
Answer ask_target(db::Session& target, const SidePlan& plan, const Terms& terms);

}  // namespace tieout::verify::forecast::target
