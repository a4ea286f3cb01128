// Two servers and a pack, verified with one strategy or another.
#pragma once

#include <algorithm>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "tests/verify/shop.h"
#include "tests/verify/two_sides.h"

namespace tieout::tests {

struct ServerPair {
    db::Engine source, target;
};
inline std::ostream& operator<<(std::ostream& out, const ServerPair& pair) {
    return out << db::name(pair.source) << " to " << db::name(pair.target);
}
inline const std::vector<ServerPair> server_pairs = {
    {db::Engine::mysql, db::Engine::postgresql},
    {db::Engine::postgresql, db::Engine::mysql},
    {db::Engine::mysql, db::Engine::mysql},
    {db::Engine::postgresql, db::Engine::postgresql}};

class Pushed {
public:
    Pushed(ServerPair pair, const std::string& source_sql, const std::string& target_sql,
           const std::string& verify_yaml)
        : source(pair.source), target(pair.target), pack_(verify_yaml) {
        source.run_client(source_sql);
        target.run_client(target_sql);
    }

    verify::Verification verified(verify::Strategy strategy,
                                  const std::string& zone = "UTC") const {
        return verified(strategy, source.parsed(), target.parsed(), zone);
    }
    verify::Verification verified(verify::Strategy strategy, const db::Url& source_url,
                                  const db::Url& target_url,
                                  const std::string& zone = "UTC") const {
        verify::VerifyOptions options;
        options.strategy = strategy;
        options.zone = zone;
        return verified(options, source_url, target_url);
    }
    verify::Verification verified(const verify::VerifyOptions& options, const db::Url& source_url,
                                  const db::Url& target_url) const {
        const auto left = db::Session::open(source_url);
        const auto right = db::Session::open(target_url);
        return verify::verify(pack_.load(), *left, *right, options, {});
    }

    Scratch source, target;

private:
    PackFolder pack_;
};

// Findings, counts and totals, as lines.
inline std::vector<std::string> all_told(const verify::Verification& seen) {
    std::vector<std::string> lines = told(seen.findings);
    for (const auto& each : seen.ties)
        lines.push_back(each.tie + ": " + std::to_string(each.source_rows) + " " +
                        std::to_string(each.target_rows) + " equal " + std::to_string(each.equal) +
                        " missing " + std::to_string(each.missing) + " extra " +
                        std::to_string(each.extra) + " changed " + std::to_string(each.changed) +
                        " duplicate " + std::to_string(each.duplicate) + " " + each.not_looked);
    for (const auto& each : seen.totals)
        lines.push_back(each.tie + " " + each.name + " " + each.group + ": " + each.source + " " +
                        each.target + " " + each.difference + " " + each.explained);
    for (const auto& each : seen.total_sets)
        lines.push_back(each.tie + " " + each.name + ": " + std::to_string(each.equal) + " of " +
                        std::to_string(each.groups));
    return lines;
}

}  // namespace tieout::tests
