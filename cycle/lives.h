// The lives of findings and of their members, kept in the ledger as spans of cycles: a span begins
// with the cycle that first saw it and ends with the first that looked and did not see it. Cycles
// of different profiles look at different databases, so each profile has lives of its own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "cycle/ledger_sql.h"
#include "rules/finding_log.h"
#include "rules/record.h"

namespace tieout::cycle {

// Findings of one cycle, by what became of them in it.
struct LifeTally {
    std::uint64_t fresh = 0, standing = 0, regressed = 0, resolved = 0;
    std::optional<Decimal> money;  // amounts of errors that are not waived; nullopt: none has one
    bool operator==(const LifeTally&) const = default;
};

class Lives {
public:
    static constexpr const char* schema = R"(
create table finding (
    number integer primary key,
    profile text not null,
    id text not null,
    tie text not null,
    rule text not null,
    kind text not null,
    origin text not null,
    severity text not null,
    title text not null,
    unique (profile, id)
);
create table finding_span (
    finding integer not null,
    since integer not null,
    until integer,
    primary key (finding, since)
) without rowid;
create table finding_figure (
    cycle integer not null,
    finding integer not null,
    severity text not null,
    waived integer not null,
    count integer not null,
    amount text,
    primary key (cycle, finding)
) without rowid;
create table member_span (
    finding integer not null,
    id text not null,
    since integer not null,
    until integer,
    key text not null,
    primary key (finding, id, since)
) without rowid;
)";

    // `db` outlives this.
    explicit Lives(sqlite3* db) : db_(db) {}

    // Writes what `record`'s cycle saw, and fills record.lives: the record's findings in its order,
    // then those that were resolved or not looked at. `members`: of the record's findings.
    void follow(rules::CycleRecord& record, const std::vector<rules::FindingMembers>& members);

    // Findings that differ in count, amount or members: `before` and `after` are cycles of one
    // profile.
    std::vector<rules::FindingChange> changes(int before, int after) const;
    LifeTally tally(int cycle) const;
    // Amounts of the cycle's errors that are not waived; nullopt: none has one.
    std::optional<Decimal> money(int cycle) const;

private:
    sqlite3* db_;
};

}  // namespace tieout::cycle
