// A small shop in the source's shape and an empty target, on real databases, moved by
// tests/migrate/packs/shop.
#pragma once

#include <string>
#include <vector>

#include "db/session.h"
#include "db/session_set.h"
#include "migrate/migration.h"
#include "rules/pack.h"
#include "tests/support/scratch.h"

namespace tieout::tests {

struct Collected : migrate::QuarantineSink {
    std::vector<rules::QuarantinedRow> rows;
    void add(const rules::QuarantinedRow& row) override { rows.push_back(row); }
    // "service 7 qty: a quantity below one [0]", one a line.
    std::string text() const {
        std::string result;
        for (const auto& row : rows) {
            result += row.table + " " + rules::text(row.key) + " " + row.column + ": " +
                      row.reason + " [" + row.raw + "]\n";
        }
        return result;
    }
};

class Shop {
public:
    // `from_pack`: another pack than the shop's own, with v4's tables for each engine.
    Shop(db::Engine source, db::Engine target, const std::string& from_pack = "")
        : source_(source), target_(target) {
        if (!from_pack.empty()) pack = from_pack;
        source_.run_client_file(pack + (from_pack.empty()
                                            ? "/v4/common.sql"
                                            : "/v4/" + std::string(db::name(source)) + ".sql"));
        options.create_schema = true;
        options.zone = "America/New_York";
        options.currency = "USD";
        options.started_at = "2005-01-01T00:00:00Z";
        options.tool_version = "test";
    }

    // The books have a database of their own in MySQL.
    ~Shop() {
        if (target_.parsed().engine != db::Engine::mysql) return;
        target_.run_client("drop database if exists `" + target_.parsed().database +
                           "_tieout_books`");
    }
    Shop(const Shop&) = delete;
    Shop& operator=(const Shop&) = delete;

    static std::string folder() {
        return std::string(TIEOUT_SOURCE_DIR) + "/tests/migrate/packs/shop";
    }
    const Scratch& source() const { return source_; }
    const Scratch& target() const { return target_; }

    migrate::MigrationResult run() {
        quarantine = {};
        const db::SessionSet sessions = db::open_at_one_moment(source_.parsed(), readers);
        options.more_source.clear();
        for (std::size_t more = 1; more < sessions.sessions.size(); ++more)
            options.more_source.push_back(sessions.sessions[more].get());
        const auto writer = db::Writer::open(target_.parsed());
        return migrate::migrate(rules::Pack::load(pack), *sessions.sessions.front(), *writer,
                                options, quarantine);
    }

    // What a query of the target gives: cells parted by '|', NULL as "-", one row a line.
    std::string rows(const std::string& sql) const { return text_of(target_, sql); }

    static std::string text_of(const Scratch& side, const std::string& sql) {
        const auto session = db::Session::open(side.parsed());
        std::string result;
        for (const auto& row : session->query(sql).rows) {
            for (std::size_t i = 0; i < row.size(); ++i)
                result += (i == 0 ? "" : "|") + row[i].value_or("-");
            result += "\n";
        }
        return result;
    }

    migrate::MigrationOptions options;
    std::string pack = folder();
    std::size_t readers = 1;
    Collected quarantine;

private:
    Scratch source_, target_;
};

}  // namespace tieout::tests
