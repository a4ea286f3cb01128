#include "tests/cases/expected.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace tieout::tests {
namespace {

using Json = nlohmann::ordered_json;

// One row of one finding; a finding without rows is one of these without a key.
struct Observed {
    std::size_t finding = 0;
    std::string kind, tie, rule, origin, severity, key, follows;
    Json columns = Json::array();
    bool in_source = true, in_target = true, met = false;
};

std::string word(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

std::string scalar(const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string key_of(const Json& sample) {
    std::string text;
    for (const auto& [name, value] : sample.at("key").items())
        text += (text.empty() ? "" : "/") + scalar(value);
    return text;
}

std::vector<Observed> observe(const Json& report) {
    std::vector<Observed> all;
    std::size_t number = 0;
    for (const auto& finding : report.at("findings")) {
        Observed one{number++,
                     word(finding, "kind"),
                     word(finding, "tie"),
                     word(finding, "rule"),
                     word(finding, "origin"),
                     word(finding, "severity"),
                     "",
                     ""};
        const Json samples = finding.value("samples", Json::array());
        if (samples.empty()) all.push_back(one);
        for (const auto& sample : samples) {
            one.key = key_of(sample);
            one.columns = sample.value("columns", Json::array());
            one.follows = word(sample, "follows_tie");
            one.in_source = sample.value("in_source", true);
            one.in_target = sample.value("in_target", true);
            all.push_back(one);
        }
    }
    return all;
}

bool is(const Value& expected, const Json& column, const char* side, bool has_row) {
    if (expected.kind == Value::Kind::absent || !has_row)
        return (expected.kind == Value::Kind::absent) == !has_row;
    const auto found = column.find(side);
    const bool is_null = found == column.end() || found->is_null();
    return expected.kind == Value::Kind::null ? is_null
                                              : !is_null && scalar(*found) == expected.text;
}

bool has_column(const Observed& row, const ExpectedColumn& expected) {
    return std::any_of(row.columns.begin(), row.columns.end(), [&](const Json& column) {
        return word(column, "name") == expected.name &&
               is(expected.source, column, "source", row.in_source) &&
               is(expected.target, column, "target", row.in_target);
    });
}

bool meets(const Observed& row, const ExpectFinding& expected) {
    return row.kind == expected.kind && (row.tie == expected.name || row.rule == expected.name) &&
           (!expected.key || row.key == *expected.key) &&
           (expected.origin.empty() || row.origin == expected.origin) &&
           (expected.severity.empty() || row.severity == expected.severity) &&
           (expected.kind != "changed" || expected.columns.empty() ||
            row.columns.size() == expected.columns.size()) &&
           std::all_of(expected.columns.begin(), expected.columns.end(),
                       [&](const ExpectedColumn& column) { return has_column(row, column); });
}

std::string side(const Json& column, const char* name, bool has_row) {
    const auto found = column.find(name);
    if (!has_row) return "absent";
    return found == column.end() || found->is_null() ? "NULL" : Json(scalar(*found)).dump();
}

// As a case would write it, so that it can be read and, where it is right, copied.
std::string text(const Observed& row) {
    std::string line = "finding " + row.kind + " " + (row.tie.empty() ? row.rule : row.tie);
    if (!row.key.empty()) line += " key " + row.key;
    const char* comma = " ";
    for (const auto& column : row.columns) {
        line += comma + word(column, "name") + " " + side(column, "source", row.in_source) +
                " -> " + side(column, "target", row.in_target);
        comma = ", ";
    }
    return line + " origin " + row.origin + " severity " + row.severity +
           (row.rule.empty() || row.tie.empty() ? "" : " (rule " + row.rule + ")");
}

std::string text(const ExpectFinding& expected) {
    return expected.kind + " " + expected.name + (expected.key ? " key " + *expected.key : "");
}

// Takes the rows that one expectation speaks of; false where there is none.
bool meet(std::vector<Observed>& rows, const ExpectFinding& expected, const Json& findings) {
    for (Observed& row : rows) {
        if (row.met || !meets(row, expected)) continue;
        if (!expected.count) return row.met = true;
        if (findings[row.finding].value("count", std::uint64_t{0}) != *expected.count) continue;
        for (Observed& other : rows)
            if (other.finding == row.finding) other.met = true;
        return true;
    }
    return false;
}

}  // namespace

std::vector<std::string> unmet_findings(const Json& report,
                                        const std::vector<ExpectFinding>& expected,
                                        bool nothing_else) {
    std::vector<std::string> unmet;
    auto rows = observe(report);
    std::set<std::string> explained;
    std::set<std::size_t> counted;
    for (const auto& one : expected) {
        if (!meet(rows, one, report.at("findings"))) unmet.push_back("not found: " + text(one));
        explained.insert(one.name);
    }
    for (const auto& row : rows) {
        const bool asked = row.severity != "notice" && !explained.count(row.follows);
        if (!row.met && (nothing_else ? asked : !unmet.empty()))
            unmet.push_back("not expected: " + text(row));
    }
    if (!nothing_else) return unmet;
    for (std::size_t i = 0; i < report.at("findings").size(); ++i) {
        const auto& finding = report["findings"][i];
        const auto count = finding.value("count", std::uint64_t{0});
        const bool by_count = std::any_of(expected.begin(), expected.end(), [&](const auto& one) {
            return one.count == count && one.kind == word(finding, "kind");
        });
        if (word(finding, "severity") != "notice" && !by_count &&
            count > finding.value("samples", Json::array()).size())
            unmet.push_back("not expected: " + std::to_string(count) + " rows of " +
                            word(finding, "kind") + " " + word(finding, "tie") +
                            word(finding, "rule") + ", of which not all are shown");
    }
    return unmet;
}

std::vector<std::string> unmet_figures(const Json& report, const ExpectTie& expected) {
    std::vector<std::string> unmet;
    for (const auto& tie : report.at("ties")) {
        if (word(tie, "tie") != expected.tie) continue;
        for (const auto& [figure, number] : expected.figures) {
            const auto found = tie.find(figure);
            const std::string is = found == tie.end() ? "nothing" : scalar(*found);
            if (is != std::to_string(number))
                unmet.push_back("tie " + expected.tie + ": " + figure + " is " + is + ", not " +
                                std::to_string(number));
        }
        return unmet;
    }
    return {"no tie " + expected.tie + " in the report"};
}

}  // namespace tieout::tests
