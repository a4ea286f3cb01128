#include "rules/waiver.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/calendar.h"
#include "base/error.h"
#include "rules/yaml.h"

namespace tieout::rules {
namespace {

constexpr std::array states{"used", "expired", "unused", "outgrown"};

std::string word_at(const Yaml& node, std::string_view key) {
    const auto value = node.find(key);
    return value ? value->text() : "";
}

std::string needed_at(const Yaml& node, std::string_view key) {
    const Yaml value = node.need(key);
    if (value.text().empty()) value.fail("found nothing, expected a text");
    return value.text();
}

std::string day_at(const Yaml& node) {
    if (!Date::parse(node.text()))
        node.fail("found `" + node.text() + "`, expected a day that exists, as 2026-12-31");
    return node.text();
}

FindingKind kind_at(const Yaml& node) {
    if (node.text() == name(FindingKind::not_looked))
        node.fail("what was not looked at cannot be waived: nobody knows what is there");
    try {
        return kind_of(node.text());
    } catch (const Error& error) {
        node.fail(error.what());
    }
}

void read_pattern(const Yaml& node, Waiver& waiver) {
    waiver.tie = word_at(node, "tie");
    waiver.rule = word_at(node, "rule");
    if (waiver.tie.empty() && waiver.rule.empty())
        node.fail("expected `finding`, or a `tie` or `rule` with its `kind`");
    waiver.kind = kind_at(node.need("kind"));
    if (const auto columns = node.find("columns")) waiver.columns = columns->texts();
    if (*waiver.kind == FindingKind::changed && waiver.columns.empty())
        node.fail("expected `columns` too: the only ones that may differ");
}

Waiver waiver_at(const Yaml& node) {
    node.only({"finding", "tie", "rule", "kind", "columns", "who", "why", "until", "max_rows",
               "max_money"});
    Waiver waiver;
    waiver.where = node.where();
    waiver.finding = word_at(node, "finding");
    if (waiver.finding.empty()) {
        read_pattern(node, waiver);
    } else {
        for (const char* key : {"tie", "rule", "kind", "columns"})
            if (node.find(key))
                node.position_of(key).fail("`" + std::string(key) +
                                           "` beside `finding`: the id says it already");
    }
    waiver.who = needed_at(node, "who");
    waiver.why = needed_at(node, "why");
    waiver.until = day_at(node.need("until"));
    const Yaml rows = node.need("max_rows");
    if (rows.integer() < 1) rows.fail("found " + rows.text() + ", expected 1 or more");
    waiver.max_rows = static_cast<std::uint64_t>(rows.integer());
    if (const auto money = node.find("max_money")) {
        const auto amount = Decimal::parse(money->text());
        if (!amount || amount->is_negative())
            money->fail("found `" + money->text() + "`, expected an amount, as 1204.50");
        waiver.max_money = *amount;
    }
    return waiver;
}

}  // namespace

Waiver waiver_of(const Finding& finding) {
    Waiver waiver;
    waiver.finding = finding.id;
    waiver.max_rows = std::max<std::uint64_t>(finding.count, 1);
    // Owed or owing: a limit is a size.
    if (finding.amount)
        waiver.max_money = finding.amount->is_negative() ? -*finding.amount : *finding.amount;
    return waiver;
}

std::string entry_of(const Waiver& waiver, const std::string& remark) {
    std::string text = fmt::format(
        "  # {}\n  - finding: {}\n    who: {}\n    why: {}\n    until: {}\n    max_rows: {}\n",
        yaml_quoted(remark), yaml_quoted(waiver.finding), yaml_quoted(waiver.who),
        yaml_quoted(waiver.why), waiver.until, waiver.max_rows);
    if (!waiver.max_money.is_zero())
        text += fmt::format("    max_money: {}\n", yaml_quoted(waiver.max_money.text()));
    return text;
}

bool Waiver::covers(const Finding& one) const {
    if (one.kind == FindingKind::not_looked) return false;
    if (!finding.empty()) return one.id == finding;
    const auto is_named = [&](const std::string& column) {
        return std::find(columns.begin(), columns.end(), column) != columns.end();
    };
    return (tie.empty() || one.tie == tie) && (rule.empty() || one.rule == rule) &&
           one.kind == kind &&
           (columns.empty() || std::all_of(one.columns.begin(), one.columns.end(), is_named));
}

std::vector<Waiver> load_waivers(const std::filesystem::path& file) {
    std::vector<Waiver> waivers;
    if (!std::filesystem::exists(file)) return waivers;
    const Yaml root = Yaml::load(file);
    root.only({"waivers"});
    const Yaml list = root.need("waivers");
    if (list.kind() == Yaml::Kind::null) return waivers;
    for (const Yaml& item : list.items())
        waivers.push_back(waiver_at(item));
    return waivers;
}

const char* name(WaiverState state) {
    return states.at(static_cast<std::size_t>(state));
}

WaiverState waiver_state_of(const std::string& word) {
    const auto found = std::find(states.begin(), states.end(), std::string_view(word));
    if (found == states.end()) throw Error(Fault::usage, "`" + word + "` is no state of a waiver");
    return static_cast<WaiverState>(found - states.begin());
}

}  // namespace tieout::rules
