#include "cutover/archive_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.h"
#include "base/unicode.h"

namespace tieout::cutover {
namespace {

using db::ValueType;

// The first of `name`, `name_2`, `name_3`, … that is not taken; SQLite folds ASCII letters.
std::string free_name(std::string name, std::set<std::string>& taken) {
    std::string free = name;
    for (int next = 2; !taken.insert(to_lower(free)).second; ++next)
        free = fmt::format("{}_{}", name, next);
    return free;
}

// What the archive itself calls its tables, those behind the full-text index included. SQLite keeps
// "sqlite_" for its own.
std::set<std::string> own_names() {
    return {"archive_table", "archive_column", "archive_text",   "archive_zone",
            "moved",         "not_moved",      "search",         "search_data",
            "search_idx",    "search_content", "search_docsize", "search_config"};
}

std::string archive_name(const std::string& source, std::set<std::string>& taken) {
    const std::string folded = to_lower(source);
    const bool reserved = folded.starts_with("sqlite_") || folded.starts_with("readable_");
    return free_name((reserved ? "source_" : "") + source, taken);
}

// An unsigned 64-bit key may be greater than SQLite's integers.
bool fits_a_row_number(const db::TableColumn& column) {
    return column.type == ValueType::integer &&
           !(column.is_unsigned && to_lower(column.declared).starts_with("bigint"));
}

// What is left out pairs no rows.
bool is_secret(const db::Constraint& key, const db::Table& table, const Secrets& secrets) {
    return std::any_of(key.columns.begin(), key.columns.end(), [&](const auto& column) {
        return secrets.keeps(table.name, column) != Keeps::all;
    });
}

void find_row_number(const db::Table& table, const Secrets& secrets, ArchivedTable& archived) {
    const db::Constraint* key = table.primary_key();
    archived.has_key = key != nullptr && !is_secret(*key, table, secrets);
    if (archived.has_key && key->columns.size() == 1) {
        const db::TableColumn* column = table.find(key->columns.front());
        if (column != nullptr && fits_a_row_number(*column)) {
            archived.row = column->name;
            return;
        }
    }
    std::set<std::string> taken;
    for (const db::TableColumn& column : table.columns)
        taken.insert(to_lower(column.name));
    archived.row = free_name("archive_row", taken);
    archived.row_is_added = true;
}

ArchivedColumn archived_column(const std::string& table, const db::TableColumn& column,
                               const Secrets& secrets) {
    ArchivedColumn archived{column.name, column.declared, column.charset, column.type, Keeps::all,
                            "",          column.absent};
    archived.keeps = secrets.keeps(table, column.name);
    if (archived.keeps != Keeps::all) archived.left_out = secrets.why(table, column.name);
    return archived;
}

// The types of db/sqlite_session.h, which never turn a value into another.
std::string sqlite_type(const ArchivedColumn& column) {
    switch (column.type) {
        case ValueType::integer:
            return column.declared.find("unsigned") != std::string::npos &&
                           to_lower(column.declared).starts_with("bigint")
                       ? "decimal_text(20,0)"
                       : "integer";
        case ValueType::boolean:
            return "boolean_int";
        case ValueType::decimal:
            return "decimal_text";
        case ValueType::real:
            return "real";
        case ValueType::bytes:
            return "blob";
        case ValueType::date:
            return "date_text";
        case ValueType::datetime:
            return "datetime_text";
        case ValueType::instant:
            return "instant_text";
        case ValueType::time:
            return "time_text";
        default:
            return "text";
    }
}

void make_table(const db::SqliteConnection& archive, const ArchivedTable& table) {
    std::string columns;
    if (table.row_is_added) columns = quoted(table.row) + " integer primary key";
    for (const ArchivedColumn* column : table.there()) {
        columns += (columns.empty() ? "" : ", ") + quoted(column->name) + " ";
        columns += !table.row_is_added && column->name == table.row ? "integer primary key"
                                                                    : sqlite_type(*column);
    }
    archive.run("create table " + quoted(table.name) + " (" + columns + ")");
}

constexpr const char* keeps_words[] = {"all", "some rows", "nothing"};

void describe(const db::SqliteConnection& archive, const ArchivedTable& table) {
    archive.query("insert into archive_table values (cast(? as integer), ?, ?, ?, ?, ?, ?, ?)",
                  {std::to_string(table.number), table.name, table.source, table.stored_as,
                   table.row, table.row_is_added ? "added" : "the source's key",
                   table.has_key ? "yes" : "no", table.absent ? "yes" : "no"});
    int number = 0;
    for (const ArchivedColumn& column : table.columns)
        archive.query(
            "insert into archive_column values (cast(? as integer), cast(? as integer), ?, ?, ?, "
            "?, "
            "?, ?, ?)",
            {std::to_string(table.number), std::to_string(++number), column.name,
             std::string(db::name(column.type)), column.declared, column.charset,
             keeps_words[static_cast<int>(column.keeps)], column.left_out,
             column.absent ? "yes" : "no"});
}

ValueType type_named(const std::string& word) {
    for (int i = 0; i <= static_cast<int>(ValueType::other); ++i)
        if (db::name(static_cast<ValueType>(i)) == word) return static_cast<ValueType>(i);
    throw Error(Fault::usage, "the archive has a type that this tieout does not know: " + word);
}

Keeps keeps_named(const std::string& word) {
    const auto found = std::find(std::begin(keeps_words), std::end(keeps_words), word);
    if (found == std::end(keeps_words))
        throw Error(Fault::usage, "the archive keeps a column in an unknown way: " + word);
    return static_cast<Keeps>(found - std::begin(keeps_words));
}

}  // namespace

std::string quoted(const std::string& name) {
    return db::quote_identifier(db::Engine::sqlite, name);
}

std::vector<const ArchivedColumn*> ArchivedTable::there() const {
    std::vector<const ArchivedColumn*> result;
    for (const ArchivedColumn& column : columns)
        if (!column.absent) result.push_back(&column);
    return result;
}

std::vector<ArchivedTable> tables_to_archive(const db::Catalogue& source, const Secrets& secrets) {
    std::set<std::string> taken = own_names();
    std::vector<ArchivedTable> tables;
    for (const db::Table& table : source.tables) {
        ArchivedTable archived;
        archived.number = static_cast<std::int64_t>(tables.size()) + 1;
        archived.source = table.name;
        archived.stored_as = table.stored_as.empty() ? table.name : table.stored_as;
        archived.name = archive_name(table.name, taken);
        archived.absent = table.absent;
        find_row_number(table, secrets, archived);
        for (const db::TableColumn& column : table.columns)
            archived.columns.push_back(archived_column(table.name, column, secrets));
        tables.push_back(std::move(archived));
    }
    return tables;
}

void make_tables(const db::SqliteConnection& archive, const std::vector<ArchivedTable>& tables) {
    archive.run(
        "create table archive_table (number integer primary key, name text, source text, "
        "stored_as text, row_column text, row_column_is text, has_key text, absent text)");
    archive.run(
        "create table archive_column (table_number integer, number integer, name text, type text, "
        "declared text, charset text, keeps text, left_out text, absent text, "
        "primary key (table_number, number)) without rowid");
    // What a BLOB in a column of text means.
    archive.run(
        "create table archive_text (table_number integer, row_number integer, column_number "
        "integer, text text, primary key (table_number, row_number, column_number)) without rowid");
    for (const ArchivedTable& table : tables) {
        if (!table.absent) make_table(archive, table);
        describe(archive, table);
    }
}

std::vector<ArchivedTable> tables_of(const db::SqliteConnection& archive) {
    std::vector<ArchivedTable> tables;
    for (const auto& row : archive
                               .query("select number, name, source, stored_as, row_column, "
                                      "row_column_is, has_key, absent from archive_table "
                                      "order by number")
                               .rows) {
        ArchivedTable table;
        table.number = std::stoll(row[0].value());
        table.name = row[1].value();
        table.source = row[2].value();
        table.stored_as = row[3].value();
        table.row = row[4].value();
        table.row_is_added = row[5] == "added";
        table.has_key = row[6] == "yes";
        table.absent = row[7] == "yes";
        for (const auto& column :
             archive
                 .query("select name, type, declared, charset, keeps, left_out, absent from "
                        "archive_column where table_number = cast(? as integer) order by number",
                        {*row[0]})
                 .rows)
            table.columns.push_back({column[0].value(), column[2].value(), column[3].value(),
                                     type_named(column[1].value()), keeps_named(column[4].value()),
                                     column[5].value(), column[6] == "yes"});
        tables.push_back(std::move(table));
    }
    return tables;
}

}  // namespace tieout::cutover
