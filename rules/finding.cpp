#include "rules/finding.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/digest.h"
#include "base/error.h"
#include "rules/finding_life.h"
#include "rules/yaml.h"

namespace tieout::rules {
namespace {

// Words in the order of the enums.
constexpr std::array severities{"error", "warning", "notice"};
constexpr std::array origins{"source", "target"};
constexpr std::array kinds{"missing",      "refused",    "extra",    "changed",     "duplicate",
                           "null_key",     "unreadable", "total",    "witness",     "broken_rule",
                           "not_enforced", "absent",     "sequence", "quarantined", "transformed",
                           "empty",        "not_looked"};
constexpr std::array life_states{"new", "standing", "regressed", "resolved", "not_looked"};

template <class Enum, std::size_t n>
Enum enum_of(const std::array<const char*, n>& words, const std::string& word, const char* what) {
    const auto found = std::find(words.begin(), words.end(), std::string_view(word));
    if (found != words.end()) return static_cast<Enum>(found - words.begin());
    const auto meant = nearest(word, {words.begin(), words.end()});
    throw Error(Fault::usage,
                "`" + word + "` is no " + what +
                    (meant.empty() ? "" : "; did you mean `" + std::string(meant) + "`?"));
}

// Each part with its length, so that ("ab","c") and ("a","bc") differ.
std::string joined(const std::vector<std::string>& parts) {
    std::string result;
    for (const std::string& part : parts)
        result += std::to_string(part.size()) + ":" + part;
    return result;
}

std::strong_ordering by_value(const std::string& a, const std::string& b) {
    const auto left = Decimal::parse(a), right = Decimal::parse(b);
    if (left && right && *left != *right) return *left <=> *right;
    if (left.has_value() != right.has_value()) {
        return left ? std::strong_ordering::less : std::strong_ordering::greater;
    }
    return a <=> b;
}

}  // namespace

const char* name(Severity severity) {
    return severities.at(static_cast<std::size_t>(severity));
}
const char* name(Origin origin) {
    return origins.at(static_cast<std::size_t>(origin));
}
const char* name(FindingKind kind) {
    return kinds.at(static_cast<std::size_t>(kind));
}
const char* name(LifeState state) {
    return life_states.at(static_cast<std::size_t>(state));
}

Severity severity_of(const std::string& word) {
    return enum_of<Severity>(severities, word, "severity");
}
Origin origin_of(const std::string& word) {
    return enum_of<Origin>(origins, word, "origin");
}
FindingKind kind_of(const std::string& word) {
    return enum_of<FindingKind>(kinds, word, "kind of finding");
}
LifeState life_state_of(const std::string& word) {
    return enum_of<LifeState>(life_states, word, "state of a finding");
}

std::string text(const Key& key) {
    std::string result;
    for (const KeyPart& part : key)
        result += (&part == key.data() ? "" : "/") + part.value;
    return result;
}

std::string finding_id(const Finding& finding) {
    std::vector<std::string> columns = finding.columns;
    std::sort(columns.begin(), columns.end());
    return stable_id(
        {finding.tie, finding.rule, name(finding.kind), name(finding.origin), joined(columns)});
}

std::string member_id(const std::string& finding_id, const Key& key) {
    std::vector<std::string> values;
    for (const KeyPart& part : key)
        values.push_back(part.value);
    return stable_id({finding_id, joined(values)});
}

bool key_before(const Key& a, const Key& b) {
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        const auto order = by_value(a[i].value, b[i].value);
        if (order != 0) return order < 0;
    }
    if (a.size() != b.size()) return a.size() < b.size();
    return a < b;
}

}  // namespace tieout::rules
