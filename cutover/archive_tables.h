// What lies in an archive: each table of the source under a name of its own, and how its columns
// are kept.
//
// A number is an integer or an exact decimal as text, never a binary fraction but where the source
// has one. Text is what the source stored, byte for byte: as TEXT where these bytes are UTF-8 of
// what they mean, else as a BLOB, and then what it means stands in `archive_text`, from where the
// view `readable_TABLE` takes it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cutover/archive_plan.h"
#include "db/catalogue.h"
#include "db/sqlite_connection.h"

namespace tieout::cutover {

struct ArchivedColumn {
    std::string name, declared, charset;  // the source's words
    db::ValueType type = db::ValueType::other;
    Keeps keeps = Keeps::all;
    std::string left_out;  // why; empty: nothing is
    bool absent = false;   // not in this source: only the view has it, as NULL
};

struct ArchivedTable {
    std::int64_t number = 0;
    std::string source;     // as the pack calls it
    std::string stored_as;  // as the source's database does
    std::string name;       // in the archive
    // Of the integer that is each row's number here: the source's own key where that is one whole
    // number, else a column that the archive adds.
    std::string row;
    bool row_is_added = false;
    bool has_key = false;  // a primary key of which nothing is left out
    bool absent = false;   // not in this source: only the view is there
    std::vector<ArchivedColumn> columns;

    std::vector<const ArchivedColumn*> there() const;  // columns that are in the source
    std::string view() const { return "readable_" + name; }
};

std::vector<ArchivedTable> tables_to_archive(const db::Catalogue& source, const Secrets& secrets);

// The tables, and `archive_table`, `archive_column` that describe them: all still empty but these
// two.
void make_tables(const db::SqliteConnection& archive, const std::vector<ArchivedTable>& tables);
// Back from an archive.
std::vector<ArchivedTable> tables_of(const db::SqliteConnection& archive);

// As SQLite writes a name.
std::string quoted(const std::string& name);

}  // namespace tieout::cutover
