#include "migrate/books.h"

#include <optional>
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

bool Books::know(std::map<std::string, std::uint64_t> rows) {
    if (!exist()) return false;
    const auto entries =
        target_.query(with_prefix("select run_id, table_name, rows_written from {p}mig_table "
                                  "order by run_id, table_name",
                                  prefix()));
    std::map<std::string, std::map<std::string, std::uint64_t>> runs;
    for (const auto& entry : entries.rows) {
        runs[entry.at(0).value_or("")][entry.at(1).value_or("")] =
            std::stoull(entry.at(2).value_or("0"));
    }
    // A table without rows is as a run left it that wrote none there, or that did not know of it.
    const auto is_empty = [](const auto& table) { return table.second == 0; };
    std::erase_if(rows, is_empty);
    for (auto& [id, written] : runs) {
        std::erase_if(written, is_empty);
        if (written == rows) return true;
    }
    return false;
}

void Books::enter(const RunEntry& run) {
    const auto count = target_.query(with_prefix("select count(*) from {p}mig_run", prefix()));
    const std::string id = run.started_at + "/" + count.rows.at(0).at(0).value_or("0");
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
