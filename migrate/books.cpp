#include "migrate/books.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "base/error.h"

namespace tieout::migrate {
namespace {

// `{p}` is the prefix. Text columns keep to what the three engines share.
constexpr std::string_view tables_ddl =
    "create table {p}mig_run (id varchar(40) primary key, started_at varchar(40) not null, "
    "tool_version varchar(40) not null, pack varchar(200) not null, "
    "pack_digest varchar(64) not null, options varchar(1000) not null);\n"
    "create table {p}mig_table (run_id varchar(40) not null, table_name varchar(200) not null, "
    "rows_written bigint not null, primary key (run_id, table_name));\n";

std::string with_prefix(std::string_view sql, const std::string& prefix) {
    std::string result(sql);
    for (std::size_t at; (at = result.find("{p}")) != std::string::npos;)
        result.replace(at, 3, prefix);
    return result;
}

// "2026-11-29T02:00:00Z/7/a8e9b12c52c0": when it began, how many were before it, and what was noted
// of it, if anything was.
struct RunId {
    std::string text;
    std::uint64_t number = 0;
    std::string notes;

    static RunId parse(const std::string& text) {
        RunId id{text, 0, ""};
        const std::size_t number = text.find('/');
        if (number == std::string::npos) return id;
        const std::size_t notes = text.find('/', number + 1);
        id.number = std::strtoull(text.c_str() + number + 1, nullptr, 10);
        if (notes != std::string::npos) id.notes = text.substr(notes + 1);
        return id;
    }
};

}  // namespace

Books::Books(db::Writer& target) : target_(target) {
    if (target.engine() != db::Engine::mysql) return;
    const auto name = target.query("select database()").rows.at(0).at(0);
    if (name) database_ = *name + "_tieout_books";
}

std::string Books::prefix() const {
    if (target_.engine() == db::Engine::postgresql) return "tieout_books.";
    return database_.empty() ? "" : target_.quote(database_) + ".";
}

bool Books::exist() {
    switch (target_.engine()) {
        case db::Engine::postgresql:
            return !target_
                        .query(
                            "select 1 from pg_catalog.pg_tables "
                            "where schemaname = 'tieout_books' and tablename = 'mig_table'")
                        .rows.empty();
        case db::Engine::sqlite:
            return !target_.query("select 1 from sqlite_master where name = 'mig_table'")
                        .rows.empty();
        case db::Engine::mysql:
            break;
    }
    const char* const where =
        "select 1 from information_schema.tables "
        "where table_name = 'mig_table' and table_schema = ";
    if (!target_.query(std::string(where) + "?", {database_}).rows.empty()) return true;
    if (target_.query(std::string(where) + "database()").rows.empty()) return false;
    database_.clear();
    return true;
}

void Books::open() {
    if (exist()) return;
    if (target_.engine() == db::Engine::postgresql) {
        target_.run_script(
            "create schema if not exists tieout_books;\n"
            "revoke all on schema tieout_books from public;");
    }
    if (target_.engine() == db::Engine::mysql) {
        try {
            target_.run_script("create database if not exists " + target_.quote(database_));
        } catch (const Error& error) {
            if (error.fault() != Fault::rights) throw;
            database_.clear();  // the role may not: the books stand beside v5's tables
        }
    }
    target_.run_script(with_prefix(tables_ddl, prefix()));
}

// Without tables that have no rows: such a table is as a run left it that wrote none there, or that
// did not know of it.
std::map<std::string, std::map<std::string, std::uint64_t>> Books::rows_of_runs() {
    const auto entries =
        target_.query(with_prefix("select run_id, table_name, rows_written from {p}mig_table "
                                  "where rows_written > 0 order by run_id, table_name",
                                  prefix()));
    std::map<std::string, std::map<std::string, std::uint64_t>> runs;
    for (const auto& entry : entries.rows) {
        runs[entry.at(0).value_or("")][entry.at(1).value_or("")] =
            std::stoull(entry.at(2).value_or("0"));
    }
    return runs;
}

bool Books::know(std::map<std::string, std::uint64_t> rows) {
    if (!exist()) return false;
    std::erase_if(rows, [](const auto& table) { return table.second == 0; });
    const auto runs = rows_of_runs();
    return std::any_of(runs.begin(), runs.end(),
                       [&](const auto& run) { return run.second == rows; });
}

std::optional<LastRun> Books::last() {
    if (!exist()) return std::nullopt;
    const auto runs = target_.query(with_prefix("select id from {p}mig_run", prefix()));
    std::optional<RunId> last;
    for (const auto& run : runs.rows) {
        const RunId id = RunId::parse(run.at(0).value_or(""));
        if (!last || id.number > last->number) last = id;
    }
    if (!last) return std::nullopt;
    return LastRun{last->notes, rows_of_runs()[last->text]};
}

void Books::enter(const RunEntry& run, const std::string& notes) {
    const auto count = target_.query(with_prefix("select count(*) from {p}mig_run", prefix()));
    const std::string id = run.started_at + "/" + count.rows.at(0).at(0).value_or("0") +
                           (notes.empty() ? "" : "/" + notes);
    target_.query(with_prefix("insert into {p}mig_run (id, started_at, tool_version, pack, "
                              "pack_digest, options) values (?, ?, ?, ?, ?, ?)",
                              prefix()),
                  {id, run.started_at, run.tool_version, run.pack, run.pack_digest, run.options});
    for (const auto& [table, rows] : run.rows) {
        target_.query(with_prefix("insert into {p}mig_table (run_id, table_name, rows_written) "
                                  "values (?, ?, ?)",
                                  prefix()),
                      {id, table, std::to_string(rows)});
    }
}

}  // namespace tieout::migrate
