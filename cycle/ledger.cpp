#include "cycle/ledger.h"

#include <fmt/format.h>

#include "base/error.h"
#include "cycle/ledger_sql.h"

namespace tieout::cycle {
namespace {

// The ledger's own version, in user_version; a newer tieout brings an older ledger to its own and
// never drops a cycle. 1: cycles; 2: lives; 3: the set-up of each cycle, checks of the
// integrations.
constexpr int schema_version = 3;

constexpr const char* cycles_schema = R"(
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
// Beside the record: a policy asks for them of many cycles, and of those whose record is pruned.
constexpr const char* set_up_schema = R"(
alter table cycle add column tieout_version text not null default '';
alter table cycle add column pack_digest text not null default '';
alter table cycle add column config_digest text not null default '';
update cycle set tieout_version = coalesce(json_extract(record, '$.tieout_version'), ''),
                 pack_digest = coalesce(json_extract(record, '$.pack_digest'), ''),
                 config_digest = coalesce(json_extract(record, '$.config_digest'), '');
)";
constexpr const char* integrations_schema = R"(
create table if not exists integrations_check (
    number integer primary key autoincrement,
    checked_at text not null,
    results text not null
);
)";
// Of cycles from before there were lives only the records are left: their findings, not all
// members.
void live_again(sqlite3* db) {
    std::vector<rules::CycleRecord> records;
    Statement select(db, "select record from cycle where record is not null order by number");
    while (select.step())
        records.push_back(rules::from_json(select.text(0)));
    for (rules::CycleRecord& record : records)
        Lives(db).follow(record, {});
}

void bring_to_this_version(sqlite3* db, const std::string& file) {
    Statement version(db, "pragma user_version");
    version.step();
    if (version.number(0) > schema_version)
        throw Error(Fault::usage,
                    fmt::format("the ledger {} was written by a newer tieout; use that one", file));
    // Whoever only reads must not need room on the disk.
    if (version.number(0) == schema_version) return;
    version.reset();
    run(db, "begin immediate");
    version.step();  // another process may have been here
    const auto from = version.number(0);
    version.reset();
    if (from < 1) run(db, cycles_schema);
    if (from < 2) {
        run(db, Lives::schema);
        live_again(db);
    }
    if (from < 3) {
        run(db, set_up_schema);
        run(db, integrations_schema);
    }
    run(db, fmt::format("pragma user_version = {}; commit", schema_version));
}

std::size_t errors_of(const rules::CycleRecord& record) {
    std::size_t errors = 0;
    for (const rules::Finding& finding : record.findings)
        if (finding.severity == rules::Severity::error && finding.waived.empty()) ++errors;
    return errors;
}

std::vector<rules::TrendPoint> trend_before(sqlite3* db, const rules::CycleRecord& record) {
    Statement select(db,
                     "select number, started_at, verdict, errors, findings from cycle where "
                     "profile = ? and number < ? and finished_at is not null order by number");
    select.bind(1, record.profile).bind(2, sqlite3_int64{record.number});
    std::vector<rules::TrendPoint> trend;
    while (select.step()) {
        const int number = static_cast<int>(select.number(0));
        trend.push_back({number, select.text(1), select.text(2),
                         static_cast<std::uint64_t>(select.number(3)),
                         static_cast<std::uint64_t>(select.number(4)), Lives(db).money(number)});
    }
    return trend;
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

void Ledger::follow(rules::CycleRecord& record, const std::vector<rules::FindingMembers>& members) {
    run(file_->db, "begin immediate");
    try {
        Lives(file_->db).follow(record, members);
        record.trend = trend_before(file_->db, record);
    } catch (...) {
        sqlite3_exec(file_->db, "rollback", nullptr, nullptr, nullptr);
        record.lives.clear();
        record.trend.clear();
        throw;
    }
}

void Ledger::end(const rules::CycleRecord& record) {
    Statement update(file_->db,
                     "update cycle set finished_at = ?, verdict = ?, errors = ?, findings = ?, "
                     "quarantined = ?, record = ?, tieout_version = ?, pack_digest = ?, "
                     "config_digest = ? where number = ?");
    update.bind(1, record.finished_at)
        .bind(2, std::string(rules::name(record.verdict)))
        .bind(3, static_cast<sqlite3_int64>(errors_of(record)))
        .bind(4, static_cast<sqlite3_int64>(record.findings.size()))
        .bind(5, static_cast<sqlite3_int64>(record.quarantined))
        .bind(6, rules::to_json(record))
        .bind(7, record.tieout_version)
        .bind(8, record.pack_digest)
        .bind(9, record.config_digest)
        .bind(10, static_cast<sqlite3_int64>(record.number))
        .step();
    if (sqlite3_get_autocommit(file_->db) == 0) run(file_->db, "commit");
}

void Ledger::add(const rules::IntegrationsCheck& check) {
    Statement insert(file_->db,
                     "insert into integrations_check (checked_at, results) values (?, ?)");
    insert.bind(1, check.checked_at).bind(2, rules::to_json(check)).step();
}

std::optional<rules::IntegrationsCheck> Ledger::integrations() const {
    Statement select(file_->db,
                     "select results from integrations_check order by number desc limit 1");
    if (!select.step()) return std::nullopt;
    return rules::integrations_from_json(select.text(0));
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
    while (select.step()) {
        const int number = static_cast<int>(select.number(0));
        lines.push_back({number, select.text(1), select.text(2), select.text(3), select.text(4),
                         count(5), count(6), count(7), Lives(file_->db).tally(number)});
    }
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

std::vector<EarlierCycle> Ledger::before(int number) const {
    Statement select(file_->db,
                     "select number, profile, verdict, tieout_version, pack_digest, config_digest "
                     "from cycle where number < ? order by number desc");
    select.bind(1, sqlite3_int64{number});
    std::vector<EarlierCycle> cycles;
    while (select.step())
        cycles.push_back({static_cast<int>(select.number(0)), select.text(1), select.text(2),
                          select.text(3), select.text(4), select.text(5)});
    return cycles;
}

std::vector<rules::FindingChange> Ledger::changes(int before, int after) const {
    Statement select(file_->db,
                     "select profile from cycle where number = ? and finished_at is not null");
    const auto profile_of = [&](int number) {
        select.bind(1, sqlite3_int64{number});
        if (!select.step())
            throw Error(Fault::usage, fmt::format("no cycle {} has ended; `tieout history` lists "
                                                  "those that have",
                                                  number));
        const std::string profile = select.text(0);
        select.reset();
        return profile;
    };
    const std::string of_before = profile_of(before), of_after = profile_of(after);
    if (of_before != of_after)
        throw Error(Fault::usage,
                    fmt::format("cycle {} is of profile {} and cycle {} of profile {}: they looked "
                                "at different databases",
                                before, of_before, after, of_after));
    return Lives(file_->db).changes(before, after);
}

std::vector<int> Ledger::prune_before(int number) {
    if (!find(number))
        throw Error(Fault::usage, fmt::format("no cycle {} has ended, or its record is pruned; "
                                              "`tieout history` lists those that have",
                                              number));
    run(file_->db, "begin immediate");
    std::vector<int> pruned;
    {
        Statement select(
            file_->db,
            "select number from cycle where number < ? and record is not null order by number");
        select.bind(1, sqlite3_int64{number});
        while (select.step())
            pruned.push_back(static_cast<int>(select.number(0)));
        Statement(file_->db, "update cycle set record = null where number < ?")
            .bind(1, sqlite3_int64{number})
            .step();
    }
    run(file_->db, "commit");
    run(file_->db, "vacuum");  // what was pruned is not in the file any more
    return pruned;
}

}  // namespace tieout::cycle
