#include "db/mysql_catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>

#include "base/error.h"
#include "db/mysql_connection.h"

namespace tieout::db {
namespace {

using Cells = std::vector<std::optional<std::string>>;

std::string text(const Cells& row, std::size_t at) {
    return row[at].value_or("");
}

template <typename Number>
std::optional<Number> number(const Cells& row, std::size_t at) {
    if (!row[at]) return std::nullopt;
    Number value{};
    const char* const end = row[at]->data() + row[at]->size();
    const auto [stop, error] = std::from_chars(row[at]->data(), end, value);
    if (error != std::errc() || stop != end) return std::nullopt;
    return value;
}

// Whether this server's information_schema has a column: the engines and their versions differ.
bool has_column(MysqlConnection& connection, std::string_view table, std::string_view column) {
    return !connection
                .ask(
                    fmt::format("SELECT 1 FROM information_schema.columns WHERE table_schema = "
                                "'information_schema' AND table_name = '{}' AND column_name = '{}'",
                                table, column))
                .empty();
}

// Tables by name, while they are being filled.
class Reader {
public:
    explicit Reader(MysqlConnection& connection) : connection_(connection) {}

    Catalogue read() {
        if (!connection_.is_mariadb() && connection_.version() >= 80000)
            connection_.run("SET SESSION information_schema_stats_expiry = 0");
        read_tables();
        read_columns();
        read_unique_indexes();
        read_foreign_keys();
        read_checks();
        remark_on_server();
        for (auto& [name, table] : tables_)
            catalogue_.tables.push_back(std::move(table));
        return std::move(catalogue_);
    }

private:
    Table* find(const Cells& row, std::size_t at) {
        const auto found = tables_.find(text(row, at));
        return found == tables_.end() ? nullptr : &found->second;
    }

    void read_tables() {
        for (const auto& row : connection_.ask(
                 "SELECT table_name, table_type, engine, table_rows, auto_increment FROM "
                 "information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name")) {
            const std::string type = text(row, 1);
            if (type == "VIEW") catalogue_.views.push_back(text(row, 0));
            if (type != "BASE TABLE" && type != "SYSTEM VERSIONED") continue;
            Table& table = tables_[text(row, 0)];
            table.name = text(row, 0);
            table.storage = text(row, 2);
            table.estimated_rows = number<std::int64_t>(row, 3).value_or(-1);
            next_ids_[table.name] = number<std::int64_t>(row, 4);
        }
    }

    void read_columns() {
        for (const auto& row : connection_.ask(
                 "SELECT table_name, column_name, data_type, column_type, is_nullable, "
                 "column_default, character_maximum_length, numeric_precision, numeric_scale, "
                 "character_set_name, collation_name, extra, generation_expression FROM "
                 "information_schema.columns "
                 "WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position")) {
            Table* const table = find(row, 0);
            if (!table) continue;
            table->columns.push_back(column_of(row));
            const TableColumn& column = table->columns.back();
            if (!column.nullable) add_not_null(*table, column.name);
            if (column.identity)
                table->sequences.push_back({table->name, column.name, next_ids_[table->name]});
        }
    }

    TableColumn column_of(const Cells& row) const {
        TableColumn column;
        column.name = text(row, 1);
        column.type = mysql_value_type(text(row, 2));
        column.declared = text(row, 3);
        column.charset = row[9].value_or("utf8");
        column.collation = text(row, 10);
        column.nullable = text(row, 4) == "YES";
        const std::string extra = text(row, 11);
        const auto says = [&](const char* word) { return extra.find(word) != std::string::npos; };
        column.generated = says("VIRTUAL") || says("STORED GENERATED") || says("PERSISTENT");
        if (column.generated) column.generated_as = text(row, 12);
        column.identity = says("auto_increment");
        column.is_unsigned = column.declared.find("unsigned") != std::string::npos;
        // MariaDB writes a default of NULL as the word.
        if (!(connection_.is_mariadb() && text(row, 5) == "NULL")) column.default_sql = row[5];
        column.length = number<int>(row, 6);
        if (column.type == ValueType::bits) column.length = number<int>(row, 7);
        if (column.type == ValueType::decimal) {
            column.precision = number<int>(row, 7);
            column.scale = number<int>(row, 8);
        }
        column.members = mysql_members(column.declared);
        return column;
    }

    static void add_not_null(Table& table, const std::string& column) {
        Constraint rule;
        rule.kind = ConstraintKind::not_null;
        rule.name = table.name + "." + column;
        rule.columns = {column};
        table.constraints.push_back(std::move(rule));
    }

    void read_unique_indexes() {
        const bool functional = has_column(connection_, "STATISTICS", "EXPRESSION");
        Constraint* index = nullptr;
        std::string last;
        for (const auto& row : connection_.ask(fmt::format(
                 "SELECT table_name, index_name, column_name, sub_part, {} FROM "
                 "information_schema.statistics WHERE table_schema = DATABASE() AND non_unique = 0 "
                 "ORDER BY table_name, index_name = 'PRIMARY' DESC, index_name, seq_in_index",
                 functional ? "expression" : "NULL"))) {
            Table* const table = find(row, 0);
            if (!table) continue;
            const std::string here = text(row, 0) + '\n' + text(row, 1);
            if (here != last) index = start_index(*table, text(row, 1));
            last = here;
            add_position(*index, row);
        }
        for (auto& [name, table] : tables_)
            for (Constraint& each : table.constraints)
                drop_plain_expressions(each);
    }

    static Constraint* start_index(Table& table, const std::string& name) {
        Constraint& index = table.constraints.emplace_back();
        index.kind = name == "PRIMARY" ? ConstraintKind::primary_key : ConstraintKind::unique;
        index.name = name;
        return &index;
    }

    static void add_position(Constraint& index, const Cells& row) {
        if (row[2]) index.columns.push_back(*row[2]);
        if (!row[2])
            index.expressions.push_back("(" + text(row, 4) + ")");
        else if (row[3])
            index.expressions.push_back(
                fmt::format("left({}, {})", quote_mysql_name(*row[2]), *row[3]));
        else
            index.expressions.push_back(quote_mysql_name(*row[2]));
    }

    // Expressions are said only where some position is not simply its column.
    static void drop_plain_expressions(Constraint& index) {
        const bool plain =
            std::equal(index.expressions.begin(), index.expressions.end(), index.columns.begin(),
                       index.columns.end(), [](const auto& expression, const auto& column) {
                           return expression == quote_mysql_name(column);
                       });
        if (plain) index.expressions.clear();
    }

    void read_foreign_keys() {
        Constraint* key = nullptr;
        std::string last;
        for (const auto& row : connection_.ask(
                 "SELECT table_name, constraint_name, column_name, IF(referenced_table_schema = "
                 "table_schema, referenced_table_name, CONCAT(referenced_table_schema, '.', "
                 "referenced_table_name)), referenced_column_name FROM "
                 "information_schema.key_column_usage WHERE table_schema = DATABASE() AND "
                 "referenced_table_name IS NOT NULL "
                 "ORDER BY table_name, constraint_name, ordinal_position")) {
            Table* const table = find(row, 0);
            if (!table) continue;
            const std::string here = text(row, 0) + '\n' + text(row, 1);
            if (here != last) {
                key = &table->constraints.emplace_back();
                key->kind = ConstraintKind::foreign_key;
                key->name = text(row, 1);
                key->parent_table = text(row, 3);
            }
            last = here;
            key->columns.push_back(text(row, 2));
            key->parent_columns.push_back(text(row, 4));
        }
    }

    void read_checks() {
        if (!has_column(connection_, "CHECK_CONSTRAINTS", "CHECK_CLAUSE")) return;
        const bool level = has_column(connection_, "CHECK_CONSTRAINTS", "LEVEL");
        const bool own_table = has_column(connection_, "CHECK_CONSTRAINTS", "TABLE_NAME");
        const bool enforced = has_column(connection_, "TABLE_CONSTRAINTS", "ENFORCED");
        const bool on = !connection_.is_mariadb() ||
                        connection_.ask_one("SELECT @@global.check_constraint_checks") != "0";
        // MySQL's checks are named once a database and know their table only through
        // table_constraints.
        const std::string sql =
            own_table ? fmt::format(
                            "SELECT table_name, constraint_name, check_clause, {}, 'YES' FROM "
                            "information_schema.check_constraints WHERE constraint_schema = "
                            "DATABASE() ORDER BY 1, 2",
                            level ? "level" : "'Table'")
                      : fmt::format(
                            "SELECT t.table_name, c.constraint_name, c.check_clause, 'Table', {} "
                            "FROM information_schema.check_constraints c JOIN "
                            "information_schema.table_constraints t USING (constraint_schema, "
                            "constraint_name) WHERE c.constraint_schema = DATABASE() AND "
                            "t.constraint_type = 'CHECK' ORDER BY 1, 2",
                            enforced ? "t.enforced" : "'YES'");
        for (const auto& row : connection_.ask(sql))
            if (Table* const table = find(row, 0)) add_check(*table, row, on);
        if (!on)
            catalogue_.remarks.push_back(
                "check_constraint_checks is off on this server: new rows are not checked.");
    }

    static void add_check(Table& table, const Cells& row, bool on) {
        Constraint check;
        check.kind = ConstraintKind::check;
        check.name = text(row, 1);
        check.expression = text(row, 2);
        check.columns = named_columns(table, check.expression);
        check.enforced = on && text(row, 4) == "YES";
        if (!on)
            check.why_not = "check_constraint_checks is off";
        else if (!check.enforced)
            check.why_not = "NOT ENFORCED";
        if (check.expression.starts_with("json_valid(") && check.columns.size() == 1)
            for (TableColumn& column : table.columns)
                if (column.name == check.columns[0] && column.declared == "longtext")
                    column.type = ValueType::json;
        table.constraints.push_back(std::move(check));
    }

    static std::vector<std::string> named_columns(const Table& table, std::string_view sql) {
        std::vector<std::string> names;
        for (const TableColumn& column : table.columns) {
            const std::string quoted = quote_mysql_name(column.name);
            if (sql.find(quoted) != std::string_view::npos ||
                sql.find('"' + column.name + '"') != std::string_view::npos)
                names.push_back(column.name);
        }
        return names;
    }

    void remark_on_server() {
        if (connection_.ask_one("SELECT @@global.foreign_key_checks") == "0")
            catalogue_.remarks.push_back(
                "foreign_key_checks is off on this server: children without parents are accepted.");
        const std::string mode = connection_.ask_one("SELECT @@global.sql_mode");
        if (mode.find("STRICT_") == std::string::npos)
            catalogue_.remarks.push_back(
                "The server's sql_mode is not strict: values that do not fit are cut or zeroed.");
    }

    MysqlConnection& connection_;
    Catalogue catalogue_;
    std::map<std::string, Table> tables_;
    std::map<std::string, std::optional<std::int64_t>> next_ids_;
};

}  // namespace

ValueType mysql_value_type(std::string_view data_type) {
    static const std::map<std::string_view, ValueType> types{
        {"tinyint", ValueType::integer},   {"smallint", ValueType::integer},
        {"mediumint", ValueType::integer}, {"int", ValueType::integer},
        {"bigint", ValueType::integer},    {"year", ValueType::integer},
        {"decimal", ValueType::decimal},   {"float", ValueType::real},
        {"double", ValueType::real},       {"bit", ValueType::bits},
        {"char", ValueType::text},         {"varchar", ValueType::text},
        {"tinytext", ValueType::text},     {"text", ValueType::text},
        {"mediumtext", ValueType::text},   {"longtext", ValueType::text},
        {"enum", ValueType::text},         {"set", ValueType::text},
        {"binary", ValueType::bytes},      {"varbinary", ValueType::bytes},
        {"tinyblob", ValueType::bytes},    {"blob", ValueType::bytes},
        {"mediumblob", ValueType::bytes},  {"longblob", ValueType::bytes},
        {"date", ValueType::date},         {"datetime", ValueType::datetime},
        {"timestamp", ValueType::instant}, {"time", ValueType::time},
        {"json", ValueType::json},         {"uuid", ValueType::uuid}};
    const auto found = types.find(data_type);
    return found == types.end() ? ValueType::other : found->second;
}

std::vector<std::string> mysql_members(std::string_view column_type) {
    std::vector<std::string> members;
    if (!column_type.starts_with("enum(") && !column_type.starts_with("set(")) return members;
    for (std::size_t at = column_type.find('\''); at < column_type.size();) {
        const std::size_t end = skip_opaque(column_type, at, Backslash::plain);
        std::string member;
        for (std::size_t i = at + 1; i + 1 < end; ++i) {
            member += column_type[i];
            if (column_type[i] == '\'') ++i;
        }
        members.push_back(std::move(member));
        at = column_type.find('\'', end);
    }
    return members;
}

Catalogue read_mysql_catalogue(MysqlConnection& connection) {
    return Reader(connection).read();
}

}  // namespace tieout::db
