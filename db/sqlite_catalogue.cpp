#include "db/sqlite_catalogue.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/unicode.h"
#include "db/sqlite_ddl.h"
#include "db/sqlite_values.h"

namespace tieout::db {
namespace {

using Row = std::vector<std::optional<std::string>>;

std::string text(const Row& row, std::size_t at) {
    return row[at].value_or("");
}

bool same_names(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const auto& x, const auto& y) { return to_lower(x) == to_lower(y); });
}

// Names of collations are written as people please: "nocase", "NoCase".
std::string upper(std::string name) {
    for (char& c : name)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return name;
}

// The numbers in "varchar(100)" or "decimal_text(12,2)".
std::vector<int> numbers_in(std::string_view declared) {
    std::vector<int> numbers;
    std::size_t at = declared.find('(');
    while (at < declared.size() && declared[at] != ')') {
        int value = 0;
        const char* const begin = declared.data() + at + 1;
        const auto read = std::from_chars(begin, declared.data() + declared.size(), value);
        if (read.ec != std::errc()) break;
        numbers.push_back(value);
        at = declared.find_first_of(",)", at + 1);
    }
    return numbers;
}

void read_declared(TableColumn& column) {
    column.type = sqlite_value_type(column.declared);
    const std::vector<int> numbers = numbers_in(column.declared);
    if (numbers.empty()) return;
    if (column.type == ValueType::decimal) {
        column.precision = numbers[0];
        column.scale = numbers.size() > 1 ? numbers[1] : 0;
    } else if (column.type == ValueType::text || column.type == ValueType::bytes ||
               column.type == ValueType::bits) {
        column.length = numbers[0];
    }
}

// Reads one table, step by step, into `table`.
class TableReader {
public:
    TableReader(const SqliteConnection& connection, Table& table, bool without_rowid)
        : connection_(connection), table_(table), without_rowid_(without_rowid) {
        ddl_ = read_create_table(
            query("select sql from sqlite_schema where type = 'table' and name = ?")
                .front()[0]
                .value_or(""));
    }

    void read() {
        read_columns();
        read_primary_key();
        read_not_null();
        read_unique();
        read_foreign_keys();
        read_checks();
        read_sequence();
        read_estimate();
    }

private:
    std::vector<Row> query(std::string_view sql) const {
        return connection_.query(sql, {table_.name}).rows;
    }

    void read_columns() {
        for (const Row& row : query("select name, type, \"notnull\", dflt_value, pk, hidden "
                                    "from pragma_table_xinfo(?) order by cid")) {
            if (text(row, 5) == "1") continue;  // a virtual table's hidden column
            TableColumn column;
            column.name = text(row, 0);
            column.declared = text(row, 1);
            read_declared(column);
            column.charset = "utf8";
            column.collation = collation_of(column.name);
            column.nullable = text(row, 2) == "0";
            column.default_sql = row[3];
            column.generated = text(row, 5) == "2" || text(row, 5) == "3";
            if (column.generated) column.generated_as = generated_as(column.name);
            if (text(row, 4) != "0") keyed_.emplace(std::stoi(text(row, 4)), table_.columns.size());
            table_.columns.push_back(std::move(column));
        }
    }

    std::string generated_as(const std::string& column) const {
        for (const auto& [name, expression] : ddl_.generated)
            if (to_lower(name) == to_lower(column)) return expression;
        return "";
    }

    std::string collation_of(const std::string& column) const {
        const char* collation = nullptr;
        sqlite3_table_column_metadata(connection_.raw(), "main", table_.name.c_str(),
                                      column.c_str(), nullptr, &collation, nullptr, nullptr,
                                      nullptr);
        return upper(collation == nullptr ? "" : collation);
    }

    void read_primary_key() {
        if (keyed_.empty()) return;
        Constraint key;
        key.kind = ConstraintKind::primary_key;
        const bool is_rowid =
            keyed_.size() == 1 && !without_rowid_ &&
            to_lower(table_.columns[keyed_.begin()->second].declared) == "integer";
        for (const auto& [position, at] : keyed_) {
            TableColumn& column = table_.columns[at];
            key.columns.push_back(column.name);
            if (is_rowid || without_rowid_)
                column.nullable = false;  // elsewhere SQLite lets NULL in
            if (is_rowid) column.identity = true;
        }
        key.name = declared_name(key, table_.name + "_pkey");
        table_.constraints.push_back(std::move(key));
    }

    void read_not_null() {
        for (const TableColumn& column : table_.columns) {
            if (column.nullable) continue;
            Constraint constraint;
            constraint.kind = ConstraintKind::not_null;
            constraint.name = table_.name + "." + column.name;
            constraint.columns = {column.name};
            table_.constraints.push_back(std::move(constraint));
        }
    }

    void read_unique() {
        for (const Row& row : query("select name from pragma_index_list(?) "
                                    "where \"unique\" = 1 and origin <> 'pk' order by name"))
            table_.constraints.push_back(unique_of(text(row, 0)));
    }

    Constraint unique_of(const std::string& index) const {
        Constraint unique;
        unique.kind = ConstraintKind::unique;
        const auto sql = connection_.query(
            "select sql from sqlite_schema where type = 'index' and name = ?", {index});
        const SqliteIndexDdl ddl = read_create_index(sql.rows.empty() ? "" : text(sql.rows[0], 0));
        unique.predicate = ddl.predicate;
        bool is_plain = true;
        const auto positions = connection_.query(
            "select name, coll from pragma_index_xinfo(?) where key = 1 order by seqno", {index});
        for (std::size_t i = 0; i < positions.rows.size(); ++i) {
            const Row& row = positions.rows[i];
            if (row[0]) unique.columns.push_back(*row[0]);
            const std::string collation = upper(text(row, 1));
            is_plain = is_plain && row[0] && collation == "BINARY";
            const std::string expression = row[0] ? quote_identifier(Engine::sqlite, *row[0])
                                           : i < ddl.expressions.size() ? ddl.expressions[i]
                                                                        : "";
            unique.expressions.push_back(under_collation(expression, collation));
        }
        if (is_plain) unique.expressions.clear();
        unique.name = declared_name(unique, index);
        return unique;
    }

    static std::string under_collation(const std::string& expression,
                                       const std::string& collation) {
        if (collation == "NOCASE") return "lower(" + expression + ")";
        if (collation == "RTRIM") return "rtrim(" + expression + ", ' ')";
        return expression;
    }

    void read_foreign_keys() {
        std::map<int, Constraint> keys;
        for (const Row& row : query("select id, \"table\", \"from\", \"to\" from "
                                    "pragma_foreign_key_list(?) order by id, seq")) {
            Constraint& key = keys[std::stoi(text(row, 0))];
            key.kind = ConstraintKind::foreign_key;
            key.parent_table = text(row, 1);
            key.columns.push_back(text(row, 2));
            if (row[3]) key.parent_columns.push_back(*row[3]);
        }
        for (auto& [id, key] : keys) {
            if (key.parent_columns.empty()) key.parent_columns = key_columns_of(key.parent_table);
            std::string name = table_.name;
            for (const std::string& column : key.columns)
                name += '_' + column;
            key.name = declared_name(key, name + "_fkey");
            table_.constraints.push_back(std::move(key));
        }
    }

    std::vector<std::string> key_columns_of(const std::string& table) const {
        std::vector<std::string> columns;
        for (const Row& row : connection_
                                  .query("select name from pragma_table_info(?) where pk > 0 "
                                         "order by pk",
                                         {table})
                                  .rows)
            columns.push_back(text(row, 0));
        return columns;
    }

    void read_checks() {
        for (const SqliteDdlConstraint& each : ddl_.constraints) {
            if (each.kind != ConstraintKind::check) continue;
            Constraint check;
            check.name = each.name.empty() ? each.expression : each.name;
            check.expression = each.expression;
            for (const TableColumn& column : table_.columns)
                if (std::any_of(each.columns.begin(), each.columns.end(), [&](const auto& word) {
                        return to_lower(word) == to_lower(column.name);
                    }))
                    check.columns.push_back(column.name);
            table_.constraints.push_back(std::move(check));
        }
    }

    void read_sequence() {
        if (ddl_.autoincrement.empty() || !connection_.has_table("sqlite_sequence")) return;
        const auto rows = query("select seq + 1 from sqlite_sequence where name = ?");
        const TableColumn* const column = table_.find(ddl_.autoincrement);
        table_.sequences.push_back({table_.name,
                                    column == nullptr ? ddl_.autoincrement : column->name,
                                    rows.empty() ? 1 : std::stoll(text(rows[0], 0))});
    }

    void read_estimate() {
        if (!connection_.has_table("sqlite_stat1")) return;
        const auto rows =
            query("select max(cast(stat as integer)) from sqlite_stat1 where tbl = ?");
        if (!rows.empty() && rows[0][0]) table_.estimated_rows = std::stoll(*rows[0][0]);
    }

    // The name that the CREATE TABLE gives this constraint, else `otherwise`.
    std::string declared_name(const Constraint& constraint, const std::string& otherwise) const {
        for (const SqliteDdlConstraint& each : ddl_.constraints)
            if (each.kind == constraint.kind && !each.name.empty() &&
                same_names(each.columns, constraint.columns))
                return each.name;
        return otherwise;
    }

    const SqliteConnection& connection_;
    Table& table_;
    bool without_rowid_;
    SqliteTableDdl ddl_;
    std::map<int, std::size_t> keyed_;  // position in the primary key → column
};

bool any_constraint(const Catalogue& catalogue, ConstraintKind kind) {
    return std::any_of(catalogue.tables.begin(), catalogue.tables.end(), [&](const Table& table) {
        return std::any_of(table.constraints.begin(), table.constraints.end(),
                           [&](const Constraint& each) { return each.kind == kind; });
    });
}

}  // namespace

Catalogue read_sqlite_catalogue(const SqliteConnection& connection) {
    Catalogue catalogue;
    const auto listed = connection.query(
        "select name, type, wr from pragma_table_list where schema = 'main' and type <> 'shadow' "
        "and name not like 'sqlite\\_%' escape '\\' order by name");
    for (const Row& row : listed.rows) {
        if (text(row, 1) == "view") {
            catalogue.views.push_back(text(row, 0));
            continue;
        }
        Table& table = catalogue.tables.emplace_back();
        table.name = text(row, 0);
        TableReader(connection, table, text(row, 2) == "1").read();
    }
    if (any_constraint(catalogue, ConstraintKind::foreign_key))
        catalogue.remarks.push_back(
            "SQLite enforces foreign keys only in sessions that ask for it (PRAGMA foreign_keys).");
    if (!catalogue.tables.empty())
        catalogue.remarks.push_back(
            "SQLite does not enforce declared lengths, nor, outside STRICT tables, declared "
            "types.");
    return catalogue;
}

}  // namespace tieout::db
