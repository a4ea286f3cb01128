#include "cycle/ledger_sql.h"

#include <fmt/format.h>

#include "base/error.h"

namespace tieout::cycle {

Statement::Statement(sqlite3* db, const char* sql) : db_(db) {
    check(sqlite3_prepare_v2(db, sql, -1, &statement_, nullptr));
}

Statement& Statement::bind(int index, const std::string& text) {
    check(sqlite3_bind_text64(statement_, index, text.data(), text.size(), SQLITE_TRANSIENT,
                              SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind(int index, sqlite3_int64 number) {
    check(sqlite3_bind_int64(statement_, index, number));
    return *this;
}

Statement& Statement::bind_null(int index) {
    check(sqlite3_bind_null(statement_, index));
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) check(code);
    return false;
}

void Statement::reset() {
    check(sqlite3_reset(statement_));
}

std::string Statement::text(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    if (bytes == nullptr) return "";
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

void Statement::check(int code) const {
    if (code == SQLITE_OK) return;
    throw Error(Fault::disk, fmt::format("the ledger {} cannot be used: {}",
                                         sqlite3_db_filename(db_, "main"), sqlite3_errmsg(db_)));
}

void run(sqlite3* db, const std::string& sql) {
    if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return;
    throw Error(Fault::disk, fmt::format("the ledger {} cannot be written: {}",
                                         sqlite3_db_filename(db, "main"), sqlite3_errmsg(db)));
}

}  // namespace tieout::cycle
