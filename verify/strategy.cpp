#include "verify/strategy.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tieout::verify {
namespace {

constexpr std::array<std::pair<std::string_view, Strategy>, 4> words{
    {{"auto", Strategy::automatic},
     {"merge", Strategy::merge},
     {"table", Strategy::table},
     {"push-down", Strategy::push_down}}};

// By bytes of UTF-8, as canonical text is compared.
std::string by_bytes(db::Engine engine, const std::string& column) {
    switch (engine) {
        case db::Engine::postgresql:
            return column + " COLLATE \"C\"";
        case db::Engine::sqlite:
            return column + " COLLATE BINARY";
        case db::Engine::mysql:
            break;
    }
    return "CAST(CONVERT(" + column + " USING utf8mb4) AS BINARY)";
}

// Empty: the engine's order of the column is not that of its canonical values.
std::string ordered(As as, db::ValueType type, db::Engine engine, const std::string& column) {
    using db::ValueType;
    const bool whole = is_number(as) && type == ValueType::integer;
    const bool day = as == As::date && type == ValueType::date;
    const bool moment =
        as == As::instant && (type == ValueType::datetime || type == ValueType::instant);
    if (whole || day || moment) return column;
    const bool word = as == As::text || as == As::label;
    return word && type == ValueType::text ? by_bytes(engine, column) : "";
}

// A key column that is a plain column of `from`'s own table.
const db::TableColumn* own_column(const Side& side, const Value& key, const db::Table& table) {
    if (key.form != Value::Form::column || !key.steps.empty()) return nullptr;
    const std::string name = side.column_name(key.text);
    const std::string alias = side.from.substr(side.from.rfind(' ') + 1);
    const bool own = side.joins.empty() || name == key.text || key.text == alias + "." + name;
    return own ? table.find(name) : nullptr;
}

// Rows lie in the order of the primary key where it is what they are stored by.
bool is_clustered(const Side& side, const db::Table& table, db::Engine engine) {
    const db::Constraint* primary = table.primary_key();
    if (primary == nullptr || !side.joins.empty() || !side.where.empty()) return false;
    if (primary->columns.size() < side.key.size()) return false;
    for (std::size_t i = 0; i < side.key.size(); ++i) {
        const db::TableColumn* column = table.find(side.column_name(side.key[i].text));
        if (column != table.find(primary->columns[i]) || column->type == db::ValueType::text)
            return false;
        // SQLite: INTEGER PRIMARY KEY is the rowid; any other is an index beside the table.
        if (engine == db::Engine::sqlite && !column->identity) return false;
    }
    return engine == db::Engine::sqlite ||
           (engine == db::Engine::mysql && table.storage == "InnoDB");
}

std::string no_order(const KeyOrder& source, const KeyOrder& target) {
    return source.by.empty() ? "on the source " + source.why_not
                             : "on the target " + target.why_not;
}

}  // namespace

std::optional<Strategy> strategy_of(std::string_view word) {
    for (const auto& [name, strategy] : words)
        if (name == word) return strategy;
    return std::nullopt;
}

KeyOrder key_order(const Side& side, const std::vector<As>& key_as, const db::Table* table,
                   db::Engine engine, const std::vector<std::string>& quoted) {
    KeyOrder order;
    if (side.from.empty() || table == nullptr)
        order.why_not = "the rows come from a statement or a view";
    else if (!std::holds_alternative<std::monostate>(side.explode))
        order.why_not = "the rows are made of other rows";
    if (!order.why_not.empty()) return order;
    for (std::size_t i = 0; i < side.key.size(); ++i) {
        const db::TableColumn* column = own_column(side, side.key[i], *table);
        const std::string sql =
            column == nullptr ? "" : ordered(key_as[i], column->type, engine, quoted[i]);
        if (sql.empty())
            return {{}, false, "the key's order is not that of a column of `" + table->name + "`"};
        order.by.push_back(sql);
    }
    order.is_free = is_clustered(side, *table, engine);
    return order;
}

Choice choose(Strategy asked, const KeyOrder& source, const KeyOrder& target) {
    const bool possible = !source.by.empty() && !target.by.empty();
    switch (asked) {
        case Strategy::table:
            return {false, "asked for"};
        case Strategy::merge:
            if (possible) return {true, "asked for"};
            return {false, "merge was asked for, but " + no_order(source, target)};
        case Strategy::automatic:
        case Strategy::push_down:
            break;
    }
    if (source.is_free && target.is_free)
        return {true, "both sides keep their rows in the order of the key"};
    return {};
}

}  // namespace tieout::verify
