// The record of a cycle: all that reports, gate and ledger know. A report is a function of it and
// of nothing else.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rules/finding.h"
#include "rules/finding_life.h"
#include "rules/forecast_result.h"
#include "rules/integration_result.h"
#include "rules/waiver.h"

namespace tieout::rules {

enum class Verdict { holds, broken, incomplete };
const char* name(Verdict verdict);

struct Witness {       // the server's own count beside ours
    std::string side;  // "source" or "target"
    std::string what;  // "rows", "octets of client_fname", "sum of invoice_amount"
    std::string server, read;
    bool agrees = true;
    bool operator==(const Witness&) const = default;
};

struct TieResult {
    std::string tie, title;
    std::string source_from, target_from;  // table, or file of the SQL
    std::string source_sql, target_sql;    // as sent
    std::vector<std::string> fields;       // "total: money ← invoice_amount = total"
    std::vector<std::string> source_columns,
        target_columns;  // "client_invoice.invoice_amount": what was compared
    std::uint64_t source_rows = 0, target_rows = 0;
    std::uint64_t equal = 0, missing = 0, extra = 0, changed = 0, duplicate = 0;
    // Rows that differed and no longer did when they were read again, of tables without one
    // consistent view: equal now (and counted there), or gone from both sides.
    std::uint64_t changed_while_read = 0;
    std::string source_digest, target_digest;
    std::string keys_proved_by;  // "unique index" or "key digests"
    std::string strategy;        // how rows met: "merge", "keyed table" or "push-down"
    std::string strategy_why;  // one clause: why this way, where another was possible or asked for
    std::uint64_t spilled_bytes = 0;  // written to disk because the memory budget was full
    // An interrupted run that began then (UTC, RFC 3339) looked at this tie, and it was not looked
    // at again; empty: this run did.
    std::string taken_over_from;
    std::string older_moment;  // why it speaks of another moment than this run; empty: it does not
    std::vector<Witness> witnesses;
    std::string not_looked;  // why; empty: looked
    double seconds = 0;
    bool operator==(const TieResult&) const = default;
};

struct TotalResult {
    std::string tie, name, group;  // "invoice", "sum total by client", "17" (empty: the whole)
    std::string source, target;    // exact decimals
    std::string difference;        // source - target; "0" where equal
    // Part of the difference that member rows of this tie account for; equal to `difference` where
    // rows and totals agree.
    std::string explained;
    bool money = false;
    bool operator==(const TotalResult&) const = default;
};

// Groups that were compared; only whole totals, groups that differ and small sets of groups are
// listed as TotalResult.
struct TotalSet {
    std::string tie, name;
    std::uint64_t groups = 0, equal = 0;
    bool operator==(const TotalSet&) const = default;
};

struct ConstraintResult {
    std::string table, name, kind, definition;
    bool asked = false;   // of the source's data, by preflight
    std::string why_not;  // where not asked
    bool enforced = true;
    std::string not_enforced;  // why
    std::uint64_t offenders = 0;
    std::string finding_id;
    bool operator==(const ConstraintResult&) const = default;
};

struct QuarantinedRow {
    std::string table;  // target table
    std::string from;   // source table
    Key key;            // source key
    std::string column, reason, raw;
    bool operator==(const QuarantinedRow&) const = default;
};

struct LoadResult {
    std::string table, from;
    std::uint64_t read = 0;      // source rows read
    std::uint64_t produced = 0;  // after one row to many and filters; = written + quarantined
    std::uint64_t left_out =
        0;  // source rows that the table's `where` or producer leaves out, declared in the pack
    std::uint64_t written = 0, quarantined = 0;
    std::vector<std::string> columns_read;  // "client_info.client_fname"
    std::vector<std::string> columns_written;
    double seconds = 0;
    bool operator==(const LoadResult&) const = default;
};

struct CoverageResult {
    std::string column;  // "client_info.client_fname"
    std::string fate;    // moved, derived, not_moved, absent (not in this database), unknown
    std::string reason;
    bool migrate_read = false, verify_compared = false;
    bool operator==(const CoverageResult&) const = default;
};

struct TargetCoverageResult {
    std::string column;  // "account.company"
    std::string fate;    // filled, own, defaulted, empty, unknown
    std::string reason;
    bool migrate_wrote = false, verify_compared = false;
    bool operator==(const TargetCoverageResult&) const = default;
};

struct StageResult {
    std::string stage;   // preflight, migrate, verify
    std::string status;  // done, skipped, failed, interrupted
    std::string message;
    double seconds = 0;
    bool operator==(const StageResult&) const = default;
};

struct SideFacts {
    std::string label;  // "ModernBill v4"
    // engine, url, user, charset, time_zone, sql_mode, isolation, position, server_time, …: name
    // and value, in order.
    std::vector<std::pair<std::string, std::string>> facts;
    bool operator==(const SideFacts&) const = default;
};

struct GateClause {
    std::string clause, figure, wanted;
    bool holds = false;
    bool operator==(const GateClause&) const = default;
};

struct GateResult {
    bool open = false;
    std::string profile;
    std::vector<GateClause> clauses;
    bool operator==(const GateResult&) const = default;
};

// What an earlier cycle of the same profile came to.
struct TrendPoint {
    int number = 0;
    std::string started_at, verdict;
    std::uint64_t errors = 0, findings = 0;
    std::optional<Decimal> money;  // amounts of its errors; nullopt: none has one
    bool operator==(const TrendPoint&) const = default;
};

struct CycleRecord {
    static constexpr int schema = 1;
    int number = 0;                       // 0: a command run outside a cycle
    std::string command;                  // "cycle", "verify", "preflight", "migrate"
    std::string started_at, finished_at;  // UTC, RFC 3339
    std::string profile;                  // "rehearsal" or "final"
    std::string tieout_version, pack, pack_version, pack_digest, config_digest;
    std::string zone, currency;
    SideFacts source, target;
    Verdict verdict = Verdict::incomplete;
    std::vector<std::string> verdict_reasons;
    std::vector<StageResult> stages;
    std::vector<TieResult> ties;
    std::vector<TotalResult> totals;
    std::vector<TotalSet> total_sets;
    std::vector<Finding> findings;
    std::vector<FindingLife> lives;  // of a cycle: what became of its findings and of earlier ones
    std::vector<TrendPoint> trend;   // of a cycle: those before it that ended, oldest first
    std::vector<WaiverResult> waivers;
    std::vector<ConstraintResult> constraints;
    std::vector<LoadResult> loads;
    std::vector<QuarantinedRow> quarantine;  // the first 1000; all are in quarantine/*.csv
    std::uint64_t quarantined = 0;
    std::vector<CoverageResult> coverage;
    std::optional<ForecastResult> forecast;  // nullopt: the pack has none, or it was not asked
    std::vector<TargetCoverageResult> target_coverage;
    std::optional<IntegrationsCheck> integrations;  // the latest that was known; nullopt: none
    std::optional<GateResult> gate;
    // Of a cycle: SHA-256 over what it found (cycle/record_digest.h); what is signed off and
    // sealed.
    std::string digest;
    bool operator==(const CycleRecord&) const = default;
};

// broken: an error-severity finding other than not_looked that is not waived, or a migrate command
// with rows in quarantine. incomplete: a tie, rule or stage could not be looked at, or a verify or
// cycle has no tie (it outweighs holds, not broken).
Verdict verdict_of(const CycleRecord& record);

// The JSON contract of design.md, section 10 (docs/schema/report.json), and back.
std::string to_json(const CycleRecord& record);
CycleRecord from_json(const std::string& json);

}  // namespace tieout::rules
