// What probes take from the environment, so that nothing of it is printed again: a server may echo
// what it was sent.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace tieout::cutover {

class ProbeSecrets {
public:
    // `text` itself; of "env:NAME" what the variable holds. Throws Error(Fault::usage) where it is
    // not set.
    std::string value_of(const std::string& text);
    // `text` with every such value, and every longer part of one (a token, a password within a
    // URL), replaced by its "env:NAME".
    std::string hidden(std::string text) const;

private:
    void keep(const std::string& secret, const std::string& name);
    std::vector<std::pair<std::string, std::string>> secrets_;  // value and name, the longest first
};

}  // namespace tieout::cutover
