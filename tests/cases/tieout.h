// The real program, run where the machine's own zone and settings are as unlike the data's as can
// be.
#pragma once

#include "tests/support/process.h"

namespace tieout::tests {

// `words` as typed: "tieout" or "tieout-verify" first; the program is the one of this build.
Outcome run_tieout(std::vector<std::string> words, const std::filesystem::path& folder);

}  // namespace tieout::tests
