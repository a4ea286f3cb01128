#include "db/sqlite_connection.h"

#include <filesystem>

#include "base/error.h"
#include "db/sqlite_functions.h"
#include "db/sqlite_values.h"

namespace tieout::db {
namespace {

constexpr int busy_timeout_ms = 5'000;  // long enough for another's commit, short enough to be told

// Why `path` is no file that could be opened; "" where nothing speaks against it.
std::string objection(const std::string& path, SqliteAccess access) {
    namespace fs = std::filesystem;
    std::error_code ignored;
    const fs::file_status status = fs::status(path, ignored);
    if (path.empty() || path == ":memory:") return "names no file";
    if (fs::is_directory(status)) return "is a folder, not a file";
    if (fs::exists(status)) return "";
    if (access == SqliteAccess::read_only) return "does not exist";
    const fs::path folder = fs::path(path).parent_path();
    if (folder.empty() || fs::is_directory(folder, ignored)) return "";
    return "cannot be made: its folder does not exist";
}

struct Meaning {
    Fault fault;
    const char* advice;
};

Meaning meaning_of(int code) {
    if (code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY)
        return {Fault::connection,
                "Whoever wrote to it was killed amid its work, which only a session that may write "
                "can undo: run `tieout migrate` again, or open the file once with sqlite3 and list "
                "its tables."};
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {Fault::connection,
                    "Another program is using the file; wait until it is done, or close it, and "
                    "run the command again."};
        case SQLITE_CANTOPEN:
            return {Fault::connection,
                    "Check the path, and that this user may read the file and enter its folder."};
        case SQLITE_NOTADB:
            return {Fault::usage, "Check the path: this file is something else."};
        case SQLITE_PERM:
        case SQLITE_AUTH:
        case SQLITE_READONLY:
            return {Fault::rights, "This user or this session may not write to it."};
        case SQLITE_FULL:
            return {Fault::disk, "The disk is full; make room and run the command again."};
        case SQLITE_IOERR:
            return {Fault::disk, "The disk could not be read or written; check it, and its space."};
        case SQLITE_CORRUPT:
            return {Fault::disk, "The file is damaged; restore it, then run the command again."};
        case SQLITE_INTERRUPT:
            return {Fault::interrupted, "The statement was stopped."};
        case SQLITE_CONSTRAINT:
        case SQLITE_MISMATCH:
        case SQLITE_TOOBIG:
        case SQLITE_RANGE:
            return {Fault::data, ""};
        case SQLITE_NOMEM:
        case SQLITE_MISUSE:
            return {Fault::internal, ""};
        default:
            return {Fault::schema, "Check the statement against the tables that are there."};
    }
}

}  // namespace

SqliteConnection::SqliteConnection(const Url& url, SqliteAccess access) : path_(url.database) {
    if (const std::string why = objection(path_, access); !why.empty())
        throw Error(Fault::connection,
                    "The SQLite file '" + path_ + "' " + why + ". Check the path of the URL.");
    sqlite3* database = nullptr;
    const int flags = access == SqliteAccess::read_only
                          ? SQLITE_OPEN_READONLY
                          : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int code =
        sqlite3_open_v2(path_.c_str(), &database, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    database_.reset(database);
    if (code != SQLITE_OK) fail();
    sqlite3_extended_result_codes(raw(), 1);
    sqlite3_busy_timeout(raw(), busy_timeout_ms);
    sqlite3_limit(raw(), SQLITE_LIMIT_ATTACHED, 0);  // no statement may reach another file
    add_sqlite_functions(raw());
    cell("select count(*) from sqlite_schema");  // SQLite opens lazily: now it must read the file
}

SqliteStatement SqliteConnection::prepare_first(std::string_view& sql) const {
    sqlite3_stmt* statement = nullptr;
    const char* tail = nullptr;
    while (!sql.empty()) {
        const int code =
            sqlite3_prepare_v2(raw(), sql.data(), static_cast<int>(sql.size()), &statement, &tail);
        if (code != SQLITE_OK) fail();
        const auto read = static_cast<std::size_t>(tail - sql.data());
        sql.remove_prefix(read);
        if (statement != nullptr || read == 0) break;
    }
    return SqliteStatement(statement);
}

SqliteStatement SqliteConnection::prepare(std::string_view sql) const {
    std::string_view rest = sql;
    SqliteStatement statement = prepare_first(rest);
    if (!statement)
        throw Error(Fault::schema, "An SQL statement was expected, but there was none.");
    if (prepare_first(rest))
        throw Error(Fault::schema, "One SQL statement was expected, but there were more: " +
                                       std::string(sql.substr(0, 200)));
    return statement;
}

bool SqliteConnection::step(sqlite3_stmt* statement) const {
    const int code = sqlite3_step(statement);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) fail();
    return false;
}

void SqliteConnection::run(std::string_view sql) const {
    const SqliteStatement statement = prepare(sql);
    while (step(statement.get())) {
    }
}

SmallResult SqliteConnection::query(
    std::string_view sql, const std::vector<std::optional<std::string>>& parameters) const {
    const SqliteStatement statement = prepare(sql);
    if (sqlite3_bind_parameter_count(statement.get()) != static_cast<int>(parameters.size()))
        throw Error(Fault::internal, "A query was given another number of values than it has '?'.");
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (!parameters[i]) continue;  // unbound is NULL
        const std::string& text = *parameters[i];
        if (sqlite3_bind_text64(statement.get(), static_cast<int>(i) + 1, text.data(), text.size(),
                                SQLITE_STATIC, SQLITE_UTF8) != SQLITE_OK)
            fail();
    }
    bool row_is_there = step(statement.get());
    SmallResult result;
    result.columns = sqlite_columns(statement.get(), row_is_there, {});
    for (; row_is_there; row_is_there = step(statement.get())) {
        auto& row = result.rows.emplace_back();
        for (std::size_t i = 0; i < result.columns.size(); ++i) {
            std::string text;
            if (append_sqlite_cell(statement.get(), static_cast<int>(i), result.columns[i].type,
                                   text))
                row.emplace_back(std::move(text));
            else
                row.emplace_back(std::nullopt);
        }
    }
    return result;
}

std::string SqliteConnection::cell(std::string_view sql) const {
    const SmallResult result = query(sql);
    return result.rows.empty() ? "" : result.rows[0][0].value_or("");
}

void SqliteConnection::fail() const {
    const Meaning meaning = meaning_of(sqlite3_extended_errcode(raw()));
    std::string sentence = "SQLite says of '" + path_ + "': " + sqlite3_errmsg(raw()) + ".";
    if (*meaning.advice != '\0') sentence.append(" ").append(meaning.advice);
    throw Error(meaning.fault, sentence);
}

bool SqliteConnection::has_table(std::string_view table) const {
    return !query("select 1 from sqlite_schema where type = 'table' and name = ?",
                  {std::string(table)})
                .rows.empty();
}

}  // namespace tieout::db
