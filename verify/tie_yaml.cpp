#include <algorithm>
#include <set>

#include "rules/pack.h"
#include "rules/yaml.h"
#include "verify/side_yaml.h"
#include "verify/tie.h"

namespace tieout::verify {
namespace {

using rules::Pack;
using rules::Yaml;

const std::vector<std::string_view> as_words = {"integer", "decimal", "money", "date",  "instant",
                                                "boolean", "label",   "text",  "bytes", "secret",
                                                "real",    "time",    "json",  "uuid"};

As read_as(const Yaml& node) {
    return static_cast<As>(node.one_of(as_words));
}

Words read_words(const Yaml& root, const Pack& pack) {
    Words words;
    if (const auto maps = root.find("maps"))
        for (const auto& [name, map] : maps->entries())
            for (const auto& [code, word] : map.entries())
                words.maps[name][pack.expand(code)] = word.kind() == Yaml::Kind::null
                                                          ? std::nullopt
                                                          : std::optional(pack.expand(word.text()));
    if (const auto sets = root.find("sets"))
        for (const auto& [name, set] : sets->entries())
            words.sets[name] = set.texts();
    return words;
}

std::string key_name(const Value& value, std::size_t position) {
    const bool column = value.form == Value::Form::column || value.form == Value::Form::choose;
    if (!column) return "key_" + std::to_string(position + 1);
    return value.text.substr(value.text.rfind('.') + 1);
}

void read_keys(const Yaml& node, Tie& tie) {
    if (tie.source.key.size() != tie.target.key.size())
        node.need("target").need("key").fail(
            "the target's key has " + std::to_string(tie.target.key.size()) +
            " columns, the source's " + std::to_string(tie.source.key.size()));
    for (std::size_t i = 0; i < tie.source.key.size(); ++i)
        tie.key_names.push_back(key_name(tie.source.key[i], i));
    tie.key_as.assign(tie.source.key.size(), As::text);
    const auto key_as = node.find("key_as");
    if (!key_as) return;
    if (!key_as->is_list()) {
        tie.key_as.assign(tie.key_as.size(), read_as(*key_as));
        return;
    }
    const auto items = key_as->items();
    if (items.size() != tie.key_as.size())
        key_as->fail("one type for each of the " + std::to_string(tie.key_as.size()) +
                     " key columns is expected");
    for (std::size_t i = 0; i < items.size(); ++i)
        tie.key_as[i] = read_as(items[i]);
}

DefangedForm read_form(const Yaml& node, const Pack& pack) {
    node.only({"mail_to", "value"});
    if (node.find("mail_to").has_value() == node.find("value").has_value())
        node.fail("expected `mail_to` or `value`, one of them");
    DefangedForm form;
    if (const auto domain = node.find("mail_to")) {
        form.mail_to = pack.expand(domain->text());
        return form;
    }
    const Yaml constant = node.need("value");
    if (constant.kind() != Yaml::Kind::null) form.constant = pack.expand(constant.text());
    return form;
}

std::optional<Marker> read_marker(const Yaml& root, const Pack& pack) {
    const auto node = root.find("defanged");
    if (!node) return std::nullopt;
    node->only({"table", "where"});
    Marker marker{node->need("table").text(), ""};
    if (const auto where = node->find("where")) marker.where = pack.expand(where->text());
    return marker;
}

void read_fields(const Yaml& node, const Words& words, const Pack& pack, Tie& tie) {
    for (const auto& [name, field] : node.need("fields").entries()) {
        field.only({"source", "target", "as", "defanged"});
        tie.fields.push_back({name, read_as(field.need("as")),
                              read_value(field.need("source"), SideName::source, words, pack),
                              read_value(field.need("target"), SideName::target, words, pack),
                              std::nullopt});
        if (const auto form = field.find("defanged"))
            tie.fields.back().defanged = read_form(*form, pack);
    }
    std::stable_partition(tie.fields.begin(), tie.fields.end(),
                          [](const Field& field) { return field.as != As::secret; });
}

std::size_t need_field(const Yaml& node, std::string_view name, const Tie& tie) {
    if (const auto field = tie.field(name)) return *field;
    std::vector<std::string_view> known;
    for (const Field& field : tie.fields)
        known.push_back(field.name);
    node.fail_word(name, known);
}

void read_relations(const Yaml& node, Tie& tie) {
    if (const auto parents = node.find("parents"))
        for (const auto& [field, parent] : parents->entries())
            tie.parents.push_back(
                {need_field(parents->position_of(field), field, tie), parent.text()});
    if (const auto sums = node.find("derived_from"))
        for (const Yaml& item : sums->items()) {
            item.only({"tie", "by"});
            tie.derived_from.push_back({item.need("tie").text(), item.need("by").text()});
        }
    if (const auto money = node.find("money")) {
        tie.money = need_field(*money, money->text(), tie);
        if (!is_number(tie.fields[*tie.money].as)) money->fail("`money` must be a number");
    }
}

Expectations read_expectations(const Yaml& node) {
    node.only({"unique", "unique_ignoring_case", "foreign_keys", "not_null", "checks"});
    Expectations expects;
    if (const auto unique = node.find("unique"))
        for (const Yaml& columns : unique->items())
            expects.unique.push_back(columns.texts());
    if (const auto unique = node.find("unique_ignoring_case"))
        for (const Yaml& columns : unique->items())
            expects.unique_ignoring_case.push_back(columns.texts());
    if (const auto keys = node.find("foreign_keys"))
        for (const Yaml& key : keys->items()) {
            const auto texts = key.texts();
            if (texts.size() != 2) key.fail("[column, parent table] is expected");
            expects.foreign_keys.emplace_back(texts[0], texts[1]);
        }
    if (const auto columns = node.find("not_null")) expects.not_null = columns->texts();
    if (const auto checks = node.find("checks")) expects.checks = checks->texts();
    return expects;
}

Tie read_tie(const std::string& name, const Yaml& node, const Words& words, const Pack& pack) {
    node.only({"title", "source", "target", "key_as", "parents", "derived_from", "money", "fields",
               "totals", "expects"});
    Tie tie;
    tie.name = name;
    tie.position = node.where();
    const auto title = node.find("title");
    tie.title = title ? pack.expand(title->text()) : name;
    tie.source = read_side(node.need("source"), SideName::source, words, pack);
    tie.target = read_side(node.need("target"), SideName::target, words, pack);
    read_keys(node, tie);
    read_fields(node, words, pack, tie);
    read_relations(node, tie);
    if (const auto totals = node.find("totals"))
        for (const Yaml& total : totals->items())
            tie.totals.push_back(read_total(total, total.text(), tie));
    if (const auto expects = node.find("expects")) tie.expects = read_expectations(*expects);
    return tie;
}

void check_defanged(const Yaml& ties_node, const Ties& ties) {
    if (ties.defanged) return;
    for (const Tie& tie : ties.ties)
        for (const Field& field : tie.fields)
            if (field.defanged)
                ties_node.need(tie.name)
                    .need("fields")
                    .need(field.name)
                    .position_of("defanged")
                    .fail(
                        "nothing says how a defanged target is known: `defanged` on top, with "
                        "its `table`");
}

// What must be looked at before `tie`; a tie that is its own parent waits for nobody.
std::vector<std::string> needs(const Tie& tie) {
    std::vector<std::string> names;
    for (const Parent& parent : tie.parents)
        if (parent.tie != tie.name) names.push_back(parent.tie);
    for (const Derivation& sum : tie.derived_from)
        names.push_back(sum.tie);
    return names;
}

void check_relations(const Yaml& ties_node, const Ties& ties) {
    std::vector<std::string_view> known;
    for (const Tie& tie : ties.ties)
        known.push_back(tie.name);
    for (const Tie& tie : ties.ties) {
        const Yaml node = ties_node.need(tie.name);
        for (const Parent& parent : tie.parents)
            if (ties.find(parent.tie) == nullptr) {
                const Yaml at = node.need("parents").need(tie.fields[parent.field].name);
                at.fail_word(parent.tie, known);
            }
        for (std::size_t i = 0; i < tie.derived_from.size(); ++i) {
            const Yaml at = node.need("derived_from").items()[i];
            const Tie* summed = ties.find(tie.derived_from[i].tie);
            if (summed == nullptr) at.need("tie").fail_word(tie.derived_from[i].tie, known);
            need_field(at.need("by"), tie.derived_from[i].by, *summed);
        }
    }
}

void sort_by_need(const Yaml& ties_node, Ties& ties) {
    std::vector<Tie> sorted;
    std::set<std::string> done;
    while (!ties.ties.empty()) {
        const auto ready = std::find_if(ties.ties.begin(), ties.ties.end(), [&](const Tie& tie) {
            const auto names = needs(tie);
            return std::all_of(names.begin(), names.end(),
                               [&](const std::string& name) { return done.count(name) != 0; });
        });
        if (ready == ties.ties.end())
            ties_node.need(ties.ties.front().name)
                .fail("`parents` and `derived_from` of this tie lead back to itself");
        done.insert(ready->name);
        sorted.push_back(std::move(*ready));
        ties.ties.erase(ready);
    }
    ties.ties = std::move(sorted);
}

}  // namespace

Ties Ties::load(const Pack& pack) {
    const Yaml root = pack.yaml("verify.yaml");
    root.only({"maps", "sets", "ties", "forecast", "defanged"});
    const Words words = read_words(root, pack);
    const Yaml ties_node = root.need("ties");
    Ties result;
    result.defanged = read_marker(root, pack);
    for (const auto& [name, node] : ties_node.entries())
        result.ties.push_back(read_tie(name, node, words, pack));
    check_defanged(ties_node, result);
    check_relations(ties_node, result);
    sort_by_need(ties_node, result);
    return result;
}

}  // namespace tieout::verify
