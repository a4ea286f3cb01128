// The two databases that a case is given, prepared once for each (given, engines) and cloned for
// each case.
#pragma once

#include <memory>
#include <string>

#include "tests/cases/case.h"
#include "tests/support/scratch.h"

namespace tieout::tests {

struct Pair {
    std::shared_ptr<Scratch> source,
        target;  // shared: the source of a case that does not change it is everybody's
};

// The folder of the pack of `given`.
std::string pack_folder(const Given& given);

// `folder` is the case's own: fixtures are looked for there. A migrated pair was verified, and
// nothing was found: that is the clean twin of every fault that is planted in it. Throws
// std::runtime_error with what was printed.
Pair prepare(const Given& given, const Engines& engines, const std::string& folder,
             bool source_changes);

}  // namespace tieout::tests
