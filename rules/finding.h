// One thing that is wrong, as a value, and the rows that show it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"

namespace tieout::rules {

// error: verify exits 1. warning: holds, but someone must look. notice: an expected transformation,
// counted, never hidden.
enum class Severity { error, warning, notice };
// Where it must be fixed: in production's data, or in the target's set-up or the migration.
enum class Origin { source, target };
enum class FindingKind {
    missing,  // in source, not in target, and the source's row breaks no rule
    refused,  // in source, not in target, and the verifier's own rule `rule` breaks on the source's
              // row
    extra,    // in target, not in source
    changed,  // same key, other values in `columns`
    duplicate,     // a key more than once on one side
    null_key,      // a key column is NULL
    unreadable,    // a value that the field's type cannot hold: raw text is in the sample
    total,         // a total differs that the rows do not explain
    witness,       // what the server counted is not what we read
    broken_rule,   // rows that break a rule or constraint
    not_enforced,  // a constraint is present but does not hold rows that are there
    absent,        // a constraint, column or table that the pack expects is not there
    sequence,      // an identity sequence is behind its table
    quarantined,   // the migrator refused a row that breaks no rule of ours
    transformed,   // an intended change, declared in the tie
    empty,         // nothing was compared, and the pack does not allow that
    not_looked     // a tie or rule could not be looked at
};

const char* name(Severity severity);
const char* name(Origin origin);
const char* name(FindingKind kind);
Severity severity_of(const std::string& word);  // throws Error(Fault::usage)
Origin origin_of(const std::string& word);
FindingKind kind_of(const std::string& word);

struct KeyPart {
    std::string column, value;
    auto operator<=>(const KeyPart&) const = default;
};
using Key = std::vector<KeyPart>;
std::string text(const Key& key);  // "17", or "17/3"

// Both sides' values as people read them (printable(); never bytes that are not UTF-8); nullopt is
// NULL.
struct ColumnPair {
    std::string name;
    std::optional<std::string> source, target;
    std::string as;  // the field's type in the tie's words ("money", "text"); empty: not known.
                     // Reports mask and align by it.
    bool operator==(const ColumnPair&) const = default;
};

struct Member {
    Key key;
    std::vector<ColumnPair> columns;
    std::optional<Decimal> amount;  // what this row means in money, where the tie says so
    std::string note;  // "NULL byte", "refused: duplicate key …", "follows from invoice 123"
    // The row whose finding this one follows from ("invoice", key); empty: a finding in its own
    // right.
    std::string follows_tie;
    Key follows_key;
    // False: this side has no such row, and its cells above mean nothing. FindingLog sets them for
    // the kinds that say so themselves (missing, refused, quarantined; extra); a broken_rule's SQL
    // is asked of one side: the adder sets the other.
    bool in_source = true, in_target = true;
    bool operator==(const Member&) const = default;
};

struct Finding {
    std::string id;     // stable_id of tie, rule, kind, origin and columns: the same each cycle
    std::string tie;    // either or both
    std::string rule;   // constraint or rule by name: "unique:app_user.app_user_email_key"
    std::string table;  // the source's table where the tie or rule has one, else the target's
    FindingKind kind = FindingKind::changed;
    std::vector<std::string> columns;  // names of the fields that differ, or columns of the rule
    Origin origin = Origin::target;
    Severity severity = Severity::error;
    std::string title;              // one sentence for people
    std::string advice;             // the way out
    std::uint64_t count = 0;        // members
    std::optional<Decimal> amount;  // sum of the members' amounts, absolute values
    std::vector<Member> samples;    // up to FindingLog's limit, ordered by key
    std::string waived;             // "by Ada until 2026-12-31: …"; empty: it counts
    bool operator==(const Finding&) const = default;
};

std::string finding_id(const Finding& finding);  // the order of its columns does not matter
// A member's id: of its finding's id and its key, never of when or how many.
std::string member_id(const std::string& finding_id, const Key& key);

// Numbers by value, then text: "9" before "10". A total order.
bool key_before(const Key& a, const Key& b);

}  // namespace tieout::rules
