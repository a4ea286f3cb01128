#include "tests/cases/tieout.h"

#include <cstdlib>
#include <sstream>

namespace tieout::tests {
namespace {

// TIEOUT_TEST_FLAGS are further flags of whatever verifies: all texts once more, read another way.
void add_flags(std::vector<std::string>& words) {
    const char* flags = std::getenv("TIEOUT_TEST_FLAGS");
    if (flags == nullptr || words.size() < 2) return;
    if (words[1] != "verify" && words[1] != "cycle") return;
    std::istringstream in(flags);
    for (std::string flag; in >> flag;)
        words.push_back(flag);
}

}  // namespace

Outcome run_tieout(std::vector<std::string> words, const std::filesystem::path& folder) {
    if (words.at(0) == "tieout" || words.at(0) == "tieout-verify")
        words[0] = TIEOUT_BINARY_DIR "/" + words[0];
    add_flags(words);
    return run({std::move(words),
                folder,
                {{"TZ", "Pacific/Auckland"}, {"HOME", folder.string()}, {"NO_COLOR", "1"}}});
}

}  // namespace tieout::tests
