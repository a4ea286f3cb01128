#include "cycle/ledger.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/error.h"

namespace tieout::cycle {
namespace {

// schema_version is the ledger's own; a newer tieout migrates it and never drops a cycle.
constexpr const char* create = R"(
create table if not exists cycle (
    number integer primary key autoincrement,
    started_at text not null,
    finished_at text,
    profile text not null,
    verdict text not null default 'started',
    errors integer not null default 0,
    findings integer not null default 0,
    quarantined integer not null default 0,
    record text
);
)";
constexpr int schema_version = 1;

class Statement {
public:
    Statement(sqlite3* db, const char* sql) : db_(db) {
        check(sqlite3_prepare_v2(db, sql, -1, &statement_, nullptr));
    }
    ~Statement() { sqlite3_finalize(statement_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& bind(int index, const std::string& text) {
        check(sqlite3_bind_text64(statement_, index, text.data(), text.size(), SQLITE_TRANSIENT,
                                  SQLITE_UTF8));
        return *this;
    }
    Statement& bind(int index, sqlite3_int64 number) {
        check(sqlite3_bind_int64(statement_, index, number));
        return *this;
    }
    bool step() {
        const int code = sqlite3_step(statement_);
        if (code == SQLITE_ROW) return true;
        if (code != SQLITE_DONE) check(code);
        return false;
    }
    std::string text(int column) const {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
        return bytes == nullptr
                   ? std::string()
                   : std::string(
                         bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
    }
    sqlite3_int64 number(int column) const { return sqlite3_column_int64(statement_, column); }

private:
    void check(int code) const {
        if (code == SQLITE_OK) return;
        throw Error(Fault::disk,
                    fmt::format("the ledger {} cannot be used: {}",
                                sqlite3_db_filename(db_, "main"), sqlite3_errmsg(db_)));
    }
    sqlite3* db_;
    sqlite3_stmt* statement_ = nullptr;
};

void run(sqlite3* db, const std::string& sql) {
    if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return;
    throw Error(Fault::disk, fmt::format("the ledger {} cannot be written: {}",
                                         sqlite3_db_filename(db, "main"), sqlite3_errmsg(db)));
}

void bring_to_this_version(sqlite3* db, const std::string& file) {
    Statement version(db, "pragma user_version");
    version.step();
    if (version.number(0) > schema_version)
        throw Error(Fault::usage,
                    fmt::format("the ledger {} was written by a newer tieout; use that one", file));
    // Whoever only reads must not need room on the disk.
    if (version.number(0) == schema_version) return;
    run(db, create);
    run(db, fmt::format("pragma user_version = {}", schema_version));
}

std::size_t errors_of(const rules::CycleRecord& record) {
    std::size_t errors = 0;
    for (const rules::Finding& finding : record.findings)
        errors += finding.severity == rules::Severity::error ? 1 : 0;
    return errors;
}

}  // namespace

struct Ledger::File {
    sqlite3* db = nullptr;
    ~File() { sqlite3_close(db); }
};

Ledger::Ledger(const std::filesystem::path& file) : file_(std::make_unique<File>()) {
    if (sqlite3_open(file.c_str(), &file_->db) != SQLITE_OK)
        throw Error(Fault::disk, fmt::format("the ledger {} cannot be opened: {}", file.string(),
                                             sqlite3_errmsg(file_->db)));
    sqlite3_busy_timeout(file_->db, 10'000);
    run(file_->db, "pragma synchronous = full");
    bring_to_this_version(file_->db, file.string());
}

Ledger::~Ledger() = default;
Ledger::Ledger(Ledger&&) noexcept = default;

int Ledger::begin(const std::string& started_at, const std::string& profile) {
    Statement insert(file_->db, "insert into cycle (started_at, profile) values (?, ?)");
    insert.bind(1, started_at).bind(2, profile).step();
    return static_cast<int>(sqlite3_last_insert_rowid(file_->db));
}

void Ledger::end(const rules::CycleRecord& record) {
    Statement update(file_->db,
                     "update cycle set finished_at = ?, verdict = ?, errors = ?, findings = ?, "
                     "quarantined = ?, record = ? where number = ?");
    update.bind(1, record.finished_at)
        .bind(2, std::string(rules::name(record.verdict)))
        .bind(3, static_cast<sqlite3_int64>(errors_of(record)))
        .bind(4, static_cast<sqlite3_int64>(record.findings.size()))
        .bind(5, static_cast<sqlite3_int64>(record.quarantined))
        .bind(6, rules::to_json(record))
        .bind(7, static_cast<sqlite3_int64>(record.number))
        .step();
}

std::vector<LedgerLine> Ledger::lines() const {
    Statement select(
        file_->db,
        "select number, started_at, coalesce(finished_at, ''), profile, verdict, errors, "
        "findings, quarantined from cycle order by number");
    std::vector<LedgerLine> lines;
    const auto count = [&](int column) {
        return static_cast<std::uint64_t>(select.number(column));
    };
    while (select.step())
        lines.push_back({static_cast<int>(select.number(0)), select.text(1), select.text(2),
                         select.text(3), select.text(4), count(5), count(6), count(7)});
    return lines;
}

std::optional<rules::CycleRecord> Ledger::last() const {
    Statement select(
        file_->db,
        "select record from cycle where record is not null order by number desc limit 1");
    if (!select.step()) return std::nullopt;
    return rules::from_json(select.text(0));
}

std::optional<rules::CycleRecord> Ledger::find(int number) const {
    Statement select(file_->db, "select record from cycle where record is not null and number = ?");
    select.bind(1, static_cast<sqlite3_int64>(number));
    if (!select.step()) return std::nullopt;
    return rules::from_json(select.text(0));
}

}  // namespace tieout::cycle
