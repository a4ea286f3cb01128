// The first lines of a record: what is about to be looked at, before anything is.
#pragma once

#include <string>

#include "rules/pack.h"
#include "rules/project.h"
#include "rules/record.h"

namespace tieout::rules {

// `started_at` is UTC, RFC 3339: the clock belongs to the caller.
CycleRecord begin_record(const Project& project, const Pack& pack, const std::string& command,
                         const std::string& started_at);

}  // namespace tieout::rules
