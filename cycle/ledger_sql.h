// SQLite as the ledger uses it: every trouble is Error(Fault::disk) that names the file.
#pragma once

#include <sqlite3.h>

#include <optional>
#include <string>

namespace tieout::cycle {

class Statement {
public:
    Statement(sqlite3* db, const char* sql);
    ~Statement() { sqlite3_finalize(statement_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& bind(int index, const std::string& text);
    Statement& bind(int index, sqlite3_int64 number);
    Statement& bind_null(int index);
    // True: there is a row.
    bool step();
    // For the next row to be written.
    void reset();

    std::string text(int column) const;
    sqlite3_int64 number(int column) const { return sqlite3_column_int64(statement_, column); }
    bool is_null(int column) const {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }

private:
    void check(int code) const;
    sqlite3* db_;
    sqlite3_stmt* statement_ = nullptr;
};

// One or several statements that give no rows.
void run(sqlite3* db, const std::string& sql);

}  // namespace tieout::cycle
