// One open SQLite file and its prepared statements: what the reading session and the writer share.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/row_batch.h"
#include "db/session.h"

namespace tieout::db {

struct SqliteStatementEnd {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};
using SqliteStatement = std::unique_ptr<sqlite3_stmt, SqliteStatementEnd>;

enum class SqliteAccess { read_only, read_write };

class SqliteConnection {
public:
    // `read_write` creates the file where there is none. The functions of sqlite_functions.h are
    // there from the start. Throws Error(Fault::connection | usage | rights).
    SqliteConnection(const Url& url, SqliteAccess access);

    sqlite3* raw() const { return database_.get(); }
    const std::string& path() const { return path_; }

    // One statement; the text behind it must be blank or comment.
    SqliteStatement prepare(std::string_view sql) const;
    // The first statement of `sql`, which is shortened to what follows; null where nothing but
    // comments was left.
    SqliteStatement prepare_first(std::string_view& sql) const;
    // True where a row is there.
    bool step(sqlite3_stmt* statement) const;
    // One statement whose rows, if any, do not matter.
    void run(std::string_view sql) const;
    SmallResult query(std::string_view sql,
                      const std::vector<std::optional<std::string>>& parameters = {}) const;
    // The first cell of the first row; "" where there is none.
    std::string cell(std::string_view sql) const;

    // What SQLite says went wrong last, as a sentence that names the file.
    [[noreturn]] void fail() const;
    bool has_table(std::string_view table) const;

private:
    struct Close {
        void operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
    };
    std::string path_;
    std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace tieout::db
