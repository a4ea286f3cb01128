#include <algorithm>
#include <array>

#include "rules/pack_files.h"

namespace tieout::rules {
namespace {

// A file, or {inline: "select …"}.
std::string one_sql(const Pack& pack, const Yaml& node) {
    if (node.is_map()) {
        node.only({"inline"});
        return node.need("inline").text();
    }
    const std::string file = node.text();
    std::error_code not_there;
    if (!std::filesystem::is_regular_file(pack.folder / file, not_there)) {
        node.fail("found no file `" + file +
                  "` in the pack, expected a file of SQL, or {inline: \"select …\"}");
    }
    return pack.read(file);
}

FieldTest field_test_at(const Yaml& node) {
    constexpr std::array tests{"in",      "not_in",        "is_null", "at_least",
                               "at_most", "at_most_field", "day"};
    node.only({"field", "in", "not_in", "is_null", "at_least", "at_most", "at_most_field", "day"});
    FieldTest test;
    test.where = node.where();
    test.field = node.need("field").text();
    const auto entries = node.entries();
    if (entries.size() != 2) {
        node.fail("found " + std::to_string(entries.size() - 1) +
                  " tests of one field, expected one (write them one below the other)");
    }
    const auto& [word, value] = entries[0].first == "field" ? entries[1] : entries[0];
    const auto at = std::find(tests.begin(), tests.end(), std::string_view(word));
    test.kind = static_cast<FieldTest::Kind>(at - tests.begin());
    const bool takes_list =
        test.kind == FieldTest::Kind::in || test.kind == FieldTest::Kind::not_in;
    test.words = takes_list ? value.texts() : std::vector{value.text()};
    if (test.kind == FieldTest::Kind::is_null) value.boolean();
    if (test.kind == FieldTest::Kind::day && (value.integer() < 1 || value.integer() > 31)) {
        value.fail("found " + value.text() + ", expected a day of the month, 1 to 31");
    }
    return test;
}

std::vector<FieldTest> field_tests_at(const Yaml& node) {
    std::vector<FieldTest> result;
    for (const Yaml& item : node.items())
        result.push_back(field_test_at(item));
    return result;
}

void read_question(const Pack& pack, const Yaml& node, Rule& rule) {
    if (const auto source = node.find("source")) rule.source_sql = pack.sql_at(*source);
    if (const auto target = node.find("target")) rule.target_sql = pack.sql_at(*target);
    if (const auto when = node.find("when")) rule.when = field_tests_at(*when);
    if (const auto must = node.find("must")) rule.must = field_tests_at(*must);
    const bool asks_sql = !rule.source_sql.empty() || !rule.target_sql.empty();
    if (!rule.must.empty()) {
        node.need("tie");
        if (asks_sql) node.fail("found SQL beside `must`, expected one of them");
        if (!rule.off_midnight.empty())
            node.fail("found `off_midnight` without SQL, expected both");
        return;
    }
    if (!rule.when.empty()) node.fail("found `when` without `must`, expected both");
    if (!asks_sql) {
        node.fail("found neither source, target nor must, expected one of them at least");
    }
    rule.key = node.need("key").texts();
}

Rule rule_at(const Pack& pack, const std::string& name, const Yaml& node) {
    node.only({"title", "severity", "source", "target", "table", "tie", "key", "amount", "advice",
               "off_midnight", "when", "must"});
    Rule rule;
    rule.name = name;
    rule.where = node.where();
    rule.title = node.need("title").text();
    if (const auto severity = node.find("severity")) {
        rule.severity = static_cast<Severity>(severity->one_of({"error", "warning", "notice"}));
    }
    const auto text = [&node](const char* key) {
        const auto value = node.find(key);
        return value ? value->text() : std::string();
    };
    rule.advice = text("advice");
    rule.source_table = text("table");
    rule.tie = text("tie");
    rule.amount = text("amount");
    if (const auto off = node.find("off_midnight")) rule.off_midnight = off->texts();
    read_question(pack, node, rule);
    return rule;
}

// `moved`, or {not_moved: "the reason"}.
Coverage coverage_at(const Yaml& node, std::string_view plain,
                     const std::vector<std::string_view>& reasoned) {
    if (node.is_map()) {
        node.only(reasoned);
        const auto entries = node.entries();
        if (entries.size() != 1) {
            node.fail("found " + std::to_string(entries.size()) + " fates, expected one");
        }
        return {entries.front().first, entries.front().second.text()};
    }
    const std::string fate = node.text();
    if (fate == plain) return {fate, ""};
    if (std::find(reasoned.begin(), reasoned.end(), fate) != reasoned.end()) {
        node.fail("found `" + fate + "` without a reason, expected {" + fate + ": \"why\"}");
    }
    std::vector<std::string_view> all = reasoned;
    all.insert(all.begin(), plain);
    node.fail_word(fate, all);
}

std::map<std::string, Coverage> coverages_at(const Yaml& node, std::string_view plain,
                                             const std::vector<std::string_view>& reasoned) {
    std::map<std::string, Coverage> result;
    for (const auto& [table, columns] : node.entries()) {
        for (const auto& [column, fate] : columns.entries()) {
            result[table + "." + column] = coverage_at(fate, plain, reasoned);
        }
    }
    return result;
}

}  // namespace

const std::string* Rule::sql(Origin side, const std::string& engine) const {
    const auto& by_engine = side == Origin::source ? source_sql : target_sql;
    auto found = by_engine.find(engine);
    if (found == by_engine.end()) found = by_engine.find("any");
    return found == by_engine.end() ? nullptr : &found->second;
}

std::map<std::string, std::string> Pack::sql_at(const Yaml& node) const {
    if (!node.is_map()) return {{"any", one_sql(*this, node)}};
    node.only({"sql", "inline", "mysql", "postgresql", "sqlite"});
    const auto entries = node.entries();
    if (entries.empty()) node.fail("found an empty map, expected sql, inline or engines");
    const std::string& first = entries.front().first;
    if (first == "sql" || first == "inline") {
        if (entries.size() > 1) {
            node.position_of(entries[1].first)
                .fail("found `" + entries[1].first + "` beside `" + first +
                      "`, expected one of them");
        }
        return first == "sql" ? sql_at(entries.front().second)
                              : std::map<std::string, std::string>{{"any", one_sql(*this, node)}};
    }
    node.only({"mysql", "postgresql", "sqlite"});
    std::map<std::string, std::string> result;
    for (const auto& [engine, sql] : entries)
        result[engine] = one_sql(*this, sql);
    return result;
}

void read_rules_yaml(const Yaml& file, Pack& pack) {
    file.only({"rules", "coverage", "target_coverage"});
    if (const auto rules = file.find("rules")) {
        for (const auto& [name, node] : rules->entries()) {
            pack.rules.push_back(rule_at(pack, name, node));
        }
    }
    if (const auto coverage = file.find("coverage")) {
        pack.coverage = coverages_at(*coverage, "moved", {"derived", "not_moved"});
    }
    if (const auto coverage = file.find("target_coverage")) {
        pack.target_coverage = coverages_at(*coverage, "filled", {"own", "defaulted", "empty"});
    }
}

}  // namespace tieout::rules
