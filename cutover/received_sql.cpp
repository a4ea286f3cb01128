#include "cutover/received_sql.h"

#include <algorithm>
#include <set>

#include "base/hex.h"
#include "db/mysql_sql.h"
#include "db/session.h"

namespace tieout::cutover {
namespace {

using db::Engine;
using db::ValueType;

void place(const db::Catalogue& catalogue, const std::string& table, std::set<std::string>& seen,
           std::vector<std::string>& order) {
    const db::Table* const found = catalogue.find(table);
    if (found == nullptr || !seen.insert(found->name).second) return;
    for (const db::Constraint& key : found->constraints)
        if (key.kind == db::ConstraintKind::foreign_key)
            place(catalogue, key.parent_table, seen, order);
    order.push_back(found->name);
}

// So that an instant in UTC and a backslash mean one thing.
constexpr const char* mysql_head =
    "set time_zone = '+00:00';\nset sql_mode = concat(@@sql_mode, ',NO_BACKSLASH_ESCAPES');\n";

}  // namespace

std::vector<MarkedTable> parents_first(const db::Catalogue& target) {
    std::set<std::string> seen;
    std::vector<std::string> order;
    for (const db::Table& table : target.tables)
        place(target, table.name, seen, order);
    std::vector<MarkedTable> tables = tables_to_mark(target);
    const auto at = [&](const MarkedTable& table) {
        return std::find(order.begin(), order.end(), table.name) - order.begin();
    };
    std::stable_sort(tables.begin(), tables.end(),
                     [&](const auto& a, const auto& b) { return at(a) < at(b); });
    return tables;
}

std::string ReceivedSql::name(const std::string& identifier) const {
    return db::quote_identifier(engine_, identifier);
}

std::string ReceivedSql::literal(const std::optional<std::string>& cell, ValueType type) const {
    if (!cell) return "null";
    std::string sql;
    if (type == ValueType::bytes && engine_ == Engine::postgresql) {
        sql = "'\\x" + hex(*cell) + "'";
    } else if (type == ValueType::bytes) {
        db::append_hex_literal(sql, *cell);
    } else if (type == ValueType::bits && engine_ == Engine::mysql) {
        sql = "b'" + *cell + "'";
    } else if (type == ValueType::instant && engine_ == Engine::mysql) {
        db::append_literal(sql, cell->substr(0, cell->rfind('+')), db::Backslash::plain);
    } else {
        db::append_literal(sql, *cell, db::Backslash::plain);
    }
    return sql;
}

std::string ReceivedSql::condition(const MarkedTable& table, const std::vector<ValueType>& types,
                                   const Cells& key) const {
    std::string sql;
    for (std::size_t i = 0; i < key.size(); ++i) {
        sql += (i == 0 ? "" : " and ") + name(table.key[i]);
        sql += key[i] ? " = " + literal(key[i], types[table.key_places[i]]) : " is null";
    }
    return sql;
}

void ReceivedSql::insert(const MarkedTable& table, const std::vector<ValueType>& types,
                         const Cells& cells) {
    std::string names, values;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        names += (i == 0 ? "" : ", ") + name(table.columns[i]);
        values += (i == 0 ? "" : ", ") + literal(cells[i], types[i]);
    }
    const char* const own_ids = engine_ == Engine::postgresql ? " overriding system value" : "";
    written_ += "insert into " + name(table.name) + " (" + names + ")" + own_ids + " values (" +
                values + ");\n";
}

void ReceivedSql::update(const MarkedTable& table, const std::vector<ValueType>& types,
                         const Cells& cells) {
    std::string sets;
    Cells key;
    for (const std::size_t at : table.key_places)
        key.push_back(cells[at]);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool is_key = std::find(table.key_places.begin(), table.key_places.end(), i) !=
                            table.key_places.end();
        if (!is_key)
            sets += (sets.empty() ? "" : ", ") + name(table.columns[i]) + " = " +
                    literal(cells[i], types[i]);
    }
    written_ += "update " + name(table.name) + " set " + sets + " where " +
                condition(table, types, key) + ";\n";
}

void ReceivedSql::remove(const MarkedTable& table, const std::vector<ValueType>& types,
                         const Cells& key) {
    removed_.push_back("delete from " + name(table.name) + " where " +
                       condition(table, types, key) + ";\n");
}

std::string ReceivedSql::text() const {
    std::string sql = engine_ == Engine::mysql ? mysql_head : "";
    sql += "begin;\n";
    for (auto statement = removed_.rbegin(); statement != removed_.rend(); ++statement)
        sql += *statement;
    return sql + written_ + "commit;\n";
}

}  // namespace tieout::cutover
