// The built program on both heads, and what its JSON says.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/place.h"
#include "tests/scale/servers.h"

namespace tieout::tests {

inline std::string written(const db::Url& url) {
    return std::string(url.engine == db::Engine::mysql ? "mysql" : "postgresql") + "://" +
           url.user + "@" + url.host + ":" + std::to_string(url.port) + "/" + url.database;
}

inline Outcome tieout_between(const Place& place, const std::string& command, const db::Url& source,
                              const db::Url& target, const std::vector<std::string>& more = {}) {
    std::vector<std::string> words{command, written(source), written(target)};
    words.insert(words.end(),
                 {"--pack", TIEOUT_SOURCE_DIR "/tests/scale/shop", "--zone", "UTC", "--quiet"});
    words.insert(words.end(), more.begin(), more.end());
    return place.tieout(words);
}

inline Outcome on_both_heads(const Place& place, const std::string& command,
                             const std::vector<std::string>& more = {}) {
    return tieout_between(place, command, servers().source.head(), servers().target.head(), more);
}

struct Verified {
    int exit = 0;
    nlohmann::json record;
    std::string err;

    // "invoice changed id 7 total 1.00 -> 1.01 origin source", one line a sample, sorted.
    std::vector<std::string> found() const;
    const nlohmann::json& tie(const std::string& name) const;
};
Verified verified(const Place& place, const db::Url& source, const db::Url& target,
                  std::vector<std::string> more = {});

}  // namespace tieout::tests
