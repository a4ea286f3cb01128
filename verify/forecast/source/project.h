// What the source will bill in the coming months, in both readings.
#pragma once

#include "verify/forecast/projection.h"
#include "verify/forecast/source/books.h"

namespace tieout::verify::forecast::source {

// `flags` are the same in both: why the readings differ. Where count or money of a client's month
// differ, a flag of that client speaks of that month: one whose run is in it, or one without a run.
struct Readings {
    Projection faithful, intended;
};

// Throws Error(Fault::usage) where the zone is not known.
Readings project(const Books& books, const Terms& terms);

// Keys that are numbers by value and before all others; those by text.
bool key_before(const std::string& a, const std::string& b);

}  // namespace tieout::verify::forecast::source
