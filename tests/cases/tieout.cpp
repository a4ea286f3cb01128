#include "tests/cases/tieout.h"

namespace tieout::tests {

Outcome run_tieout(std::vector<std::string> words, const std::filesystem::path& folder) {
    if (words.at(0) == "tieout" || words.at(0) == "tieout-verify")
        words[0] = TIEOUT_BINARY_DIR "/" + words[0];
    return run({std::move(words),
                folder,
                {{"TZ", "Pacific/Auckland"}, {"HOME", folder.string()}, {"NO_COLOR", "1"}}});
}

}  // namespace tieout::tests
