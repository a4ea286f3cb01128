// What the source knows: its books read, and held against the terms. source/project.h bills by
// them.
#pragma once

#include <string>
#include <vector>

#include "db/session.h"
#include "verify/forecast/plan.h"
#include "verify/forecast/projection.h"
#include "verify/forecast/source/books.h"
#include "verify/forecast/source/evidence.h"

namespace tieout::verify::forecast::source {

struct Answer {
    Books books;
    Evidence evidence;
    std::vector<std::string> doubts;  // warnings for people
};

// Throws Error(Fault::usage) for an unknown zone or a statement that the pack lacks, and what the
// session throws.
Answer ask_source(db::Session& session, const SidePlan& plan, const Terms& terms);

}  // namespace tieout::verify::forecast::source
