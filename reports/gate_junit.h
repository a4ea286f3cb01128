// The gate as JUnit: each clause is a case.
#pragma once

#include <string>

#include "rules/record.h"

namespace tieout::reports {

// `cycle`: the one that was judged.
std::string gate_junit(const rules::GateResult& gate, int cycle);

}  // namespace tieout::reports
