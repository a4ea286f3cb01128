#include "verify/zero_config.h"

#include <algorithm>
#include <cctype>
#include <map>

#include "base/unicode.h"
#include "verify/target_state.h"

namespace tieout::verify {
namespace {

using db::ValueType;
using rules::FindingKind;
using rules::Origin;

rules::Finding of_structure(const std::string& tie, const std::string& what, FindingKind kind,
                            Origin origin, const std::string& title) {
    rules::Finding about;
    about.tie = tie;
    about.rule = what;
    about.table = tie;
    about.kind = kind;
    about.origin = origin;
    about.severity =
        kind == FindingKind::absent ? rules::Severity::warning : rules::Severity::error;
    about.title = title;
    about.advice = "Write a pack that says what becomes of it.";
    about.count = 1;
    return about;
}

// Pairs by equal name, then by folded name where that leaves no doubt.
template <class Item>
class Names {
public:
    explicit Names(const std::vector<Item>& items) {
        for (const Item& item : items) {
            exact_[to_lower(item.name)].push_back(&item);
            folded_[folded_name(item.name)].push_back(&item);
        }
    }
    const Item* find(const std::string& name) const {
        if (const Item* item = only(exact_, to_lower(name))) return item;
        return only(folded_, folded_name(name));
    }

private:
    using Map = std::map<std::string, std::vector<const Item*>>;
    Map exact_, folded_;
    static const Item* only(const Map& map, const std::string& name) {
        const auto found = map.find(name);
        return found == map.end() || found->second.size() != 1 ? nullptr : found->second.front();
    }
};

using Columns = Names<db::TableColumn>;

struct Pairing {
    const db::Table& source;
    const db::Table& target;
    rules::FindingLog& findings;
    Tie tie;

    void run() {
        tie.name = source.name;
        tie.title = source.name;
        tie.position = source.name;
        tie.source.from = source.name;
        tie.target.from = target.name;
        tie.source.exact_names = tie.target.exact_names = true;
        pair_columns();
        pair_keys();
    }

    void pair_columns() {
        const Columns there(target.columns), here(source.columns);
        for (const db::TableColumn& column : source.columns) {
            const db::TableColumn* other = there.find(column.name);
            if (other != nullptr && here.find(other->name) == &column)
                add_field(column, *other);
            else
                tell_absent(source.name, column.name, Origin::target,
                            "the target's `" + target.name);
        }
        for (const db::TableColumn& column : target.columns) {
            const db::TableColumn* other = here.find(column.name);
            if (other == nullptr || there.find(other->name) != &column)
                tell_absent(target.name, column.name, Origin::source,
                            "the source's `" + source.name);
        }
    }

    void tell_absent(const std::string& table, const std::string& column, Origin origin,
                     const std::string& where) {
        findings.add(
            of_structure(source.name, "column:" + table + "." + column, FindingKind::absent, origin,
                         "`" + table + "." + column + "` has no partner in " + where + "`"));
    }

    void add_field(const db::TableColumn& from, const db::TableColumn& to) {
        const As as = common_type(from.type, to.type);
        tie.fields.push_back({from.name, as, Value::column(from.name), Value::column(to.name)});
        if (as == As::decimal) {
            Total total;
            total.name = "sum " + from.name;
            total.sum = tie.fields.size() - 1;
            tie.totals.push_back(std::move(total));
        }
    }

    // The source's primary key; where it has none, the target's.
    void pair_keys() {
        const auto named = [this](const db::Constraint& key, bool source_key) {
            for (const std::string& column : key.columns)
                for (const Field& field : tie.fields) {
                    const std::string& name = source_key ? field.source.text : field.target.text;
                    if (name != column) continue;
                    tie.source.key.push_back(field.source);
                    tie.target.key.push_back(field.target);
                    tie.key_names.push_back(field.name);
                    tie.key_as.push_back(field.as);
                }
            if (tie.key_names.size() == key.columns.size()) return true;
            tie.source.key.clear();
            tie.target.key.clear();
            tie.key_names.clear();
            tie.key_as.clear();
            return false;
        };
        const db::Constraint* key = source.primary_key();
        if (key != nullptr && named(*key, true)) return;
        key = target.primary_key();
        if (key != nullptr) named(*key, false);
    }
};

bool is_plain_number(ValueType type) {
    return type == ValueType::integer || type == ValueType::decimal;
}

bool is_moment(ValueType type) {
    return type == ValueType::datetime || type == ValueType::instant || type == ValueType::date;
}

As own_type(ValueType type) {
    switch (type) {
        case ValueType::integer:
            return As::integer;
        case ValueType::decimal:
            return As::decimal;
        case ValueType::real:
            return As::real;
        case ValueType::boolean:
            return As::boolean;
        case ValueType::bytes:
            return As::bytes;
        case ValueType::date:
            return As::date;
        case ValueType::datetime:
        case ValueType::instant:
            return As::instant;
        case ValueType::time:
            return As::time;
        case ValueType::json:
            return As::json;
        case ValueType::uuid:
            return As::uuid;
        default:
            return As::text;
    }
}

void tell_unpaired(const db::Table& table, Origin lacking, rules::FindingLog& findings) {
    const std::string side = lacking == Origin::target ? "target" : "source";
    findings.add(of_structure(table.name, "table:" + table.name, FindingKind::absent, lacking,
                              "The table `" + table.name + "` has no partner in the " + side));
}

}  // namespace

std::string folded_name(std::string_view name) {
    std::string folded;
    for (const char c : to_lower(name))
        if (c != '_' && c != '-' && c != ' ') folded.push_back(c);
    return folded;
}

As common_type(ValueType source, ValueType target) {
    if (source == target) return own_type(source);
    if (is_plain_number(source) && is_plain_number(target)) return As::decimal;
    const auto one_is = [&](ValueType type) { return source == type || target == type; };
    const auto both = [&](bool (*is)(ValueType)) { return is(source) && is(target); };
    if (both(is_moment)) return As::instant;
    if (one_is(ValueType::boolean) && one_is(ValueType::integer)) return As::boolean;
    if (one_is(ValueType::boolean) && one_is(ValueType::bits)) return As::boolean;
    // A double's shortest decimal against the exact one: what the double could not hold is a
    // difference.
    if (one_is(ValueType::real) && (is_plain_number(source) || is_plain_number(target)))
        return As::decimal;
    // A whole number in a text may have lost or kept leading zeros: as text that is seen.
    if (one_is(ValueType::text) && !one_is(ValueType::integer) && !one_is(ValueType::other))
        return own_type(source == ValueType::text ? target : source);
    return As::text;
}

Ties pair_by_name(const db::Catalogue& source, const db::Catalogue& target,
                  rules::FindingLog& findings) {
    const Names<db::Table> here(source.tables), there(target.tables);
    Ties ties;
    for (const db::Table& table : source.tables) {
        const db::Table* other = there.find(table.name);
        if (other == nullptr || here.find(other->name) != &table) {
            tell_unpaired(table, Origin::target, findings);
            continue;
        }
        Pairing pairing{table, *other, findings, {}};
        pairing.run();
        if (pairing.tie.key_names.empty()) {
            findings.add(of_structure(table.name, "key:" + table.name, FindingKind::not_looked,
                                      Origin::source,
                                      "`" + table.name +
                                          "` has no primary key by which its rows "
                                          "could be paired; it was not compared"));
            continue;
        }
        Total count;
        count.name = "count";
        pairing.tie.totals.insert(pairing.tie.totals.begin(), std::move(count));
        ties.ties.push_back(std::move(pairing.tie));
    }
    for (const db::Table& table : target.tables) {
        const db::Table* other = here.find(table.name);
        if (other == nullptr || there.find(other->name) != &table)
            tell_unpaired(table, Origin::source, findings);
    }
    return ties;
}

Proof prove_by_name(db::Session& source, db::Session& target, const VerifyOptions& given) {
    Proof proof;
    proof.findings = rules::FindingLog(given.samples_per_finding);
    Ties ties = pair_by_name(source.catalogue(), target.catalogue(), proof.findings);
    VerifyOptions options = given;
    for (const Tie& tie : ties.ties)
        options.may_be_empty.push_back(tie.name);
    ties.keep_only(given.only_ties);
    Verification seen = verify(ties, source, target, options, BrokenKeys());
    proof.ties = std::move(seen.ties);
    proof.totals = std::move(seen.totals);
    proof.total_sets = std::move(seen.total_sets);
    proof.findings.merge(std::move(seen.findings));
    const bool compared = std::any_of(proof.ties.begin(), proof.ties.end(), [](const auto& tie) {
        return tie.source_rows + tie.target_rows > 0;
    });
    if (!compared)
        proof.findings.add(of_structure("", "tables", FindingKind::empty, Origin::source,
                                        "Nothing was compared: no table of the one side has rows "
                                        "and a partner in the other"));
    if (!given.is_partial()) look_at_target(ties, target, proof.findings);
    return proof;
}

}  // namespace tieout::verify
