// A fault planted in the migrator's rules, as migrate_mutants.txt says it, and what must be found.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tieout::tests {

struct Mutant {
    std::string name, under, replace, by;  // nothing to replace: the rules stay as they are
    std::string zone;                      // of the migrator alone; empty: the shop's
    std::set<std::string> found;           // "changed client status", "missing credit", …
    int line = 0;
};

// Throws std::runtime_error "line N: …" where a line is none of the file's words.
std::vector<Mutant> parse_mutants(std::string_view text);

// `rules` with the mutant's text replaced. Throws std::runtime_error where it does not stand there
// exactly once.
std::string mutated(const std::string& rules, const Mutant& mutant);

}  // namespace tieout::tests
