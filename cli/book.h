// The ledger of a project's state folder, for commands that read it.
#pragma once

#include "cycle/ledger.h"
#include "rules/project.h"

namespace tieout::cli {

// Throws Error(Fault::usage) where no cycle has run.
cycle::Ledger open_book(const rules::Project& project);

}  // namespace tieout::cli
