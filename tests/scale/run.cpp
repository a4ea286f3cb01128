#include "tests/scale/run.h"

#include <algorithm>
#include <stdexcept>

namespace tieout::tests {
namespace {

using Json = nlohmann::json;

std::string cell(const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string told(const Json& finding, const Json& sample) {
    const std::string kind = finding.at("kind");
    std::string line = finding.at(kind == "broken_rule" ? "rule" : "tie");
    line += " " + kind;
    for (const auto& [name, value] : sample.at("key").items())
        line += " " + name + " " + cell(value);
    if (kind == "changed")
        for (const Json& column : sample.at("columns"))
            line += " " + cell(column.at("name")) + " " + cell(column.at("source")) + " -> " +
                    cell(column.at("target"));
    return line + " origin " + cell(finding.at("origin"));
}

}  // namespace

std::vector<std::string> Verified::found() const {
    std::vector<std::string> lines;
    for (const Json& finding : record.at("findings"))
        for (const Json& sample : finding.at("samples"))
            lines.push_back(told(finding, sample));
    std::sort(lines.begin(), lines.end());
    return lines;
}

const Json& Verified::tie(const std::string& name) const {
    for (const Json& each : record.at("ties"))
        if (each.at("tie") == name) return each;
    throw std::runtime_error("no tie " + name);
}

Verified verified(const Place& place, const db::Url& source, const db::Url& target,
                  std::vector<std::string> more) {
    more.push_back("--json");
    const Outcome outcome = tieout_between(place, "verify", source, target, more);
    if (outcome.out.empty()) throw std::runtime_error("verify said nothing: " + outcome.err);
    return {outcome.exit, Json::parse(outcome.out), outcome.err};
}

}  // namespace tieout::tests
