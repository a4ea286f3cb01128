// All ties of a pack, looked at in order, and what was found.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "db/session.h"
#include "rules/finding_log.h"
#include "rules/pack.h"
#include "rules/record.h"
#include "verify/strategy.h"
#include "verify/tie.h"

namespace tieout::verify {

// Source rows on which a rule of ours breaks, by tie and key: asked of the source before the ties
// are looked at. A row that did not arrive is the source's fault only where it stands here, or
// where its values cannot be read.
class BrokenKeys {
public:
    struct Why {
        std::string rule;  // "unique:app_user.email"
        std::vector<std::string>
            columns;  // fields of the tie that the rule speaks of; empty: the row
    };
    // `key` as rules::text(Key) prints it: "17", "17/3". The first rule of a key is kept, columns
    // of later ones added.
    void add(const std::string& tie, const std::string& key, const Why& why);
    void add(const BrokenKeys& later);
    const Why* find(const std::string& tie, const std::string& key) const;
    bool has(const std::string& tie) const { return keys_.count(tie) > 0; }

private:
    std::map<std::string, std::map<std::string, Why>> keys_;
};

struct Progress {
    std::string tie;
    std::size_t tie_number = 0, ties = 0;  // 1 of 20
    std::uint64_t source_rows = 0, target_rows = 0;
    std::uint64_t expected = 0;  // of the source, about; 0: not known
};

class KeptTies;

struct VerifyOptions {
    std::string zone = "UTC";
    std::size_t samples_per_finding = 20;
    const std::atomic<bool>* stop =
        nullptr;  // set from a signal: ends with Error(Fault::interrupted)
    std::function<void(const Progress&)>
        progress;            // called from the thread that verifies, a few times a second
    std::string secret_key;  // empty: a random one is made
    Strategy strategy = Strategy::automatic;
    // More sessions of the moment that the source's and the target's sees, by which a large table
    // is read in several ranges at once. Not owned.
    std::vector<db::Session*> more_source, more_target;
    std::uint64_t rows_for_ranges = 1'000'000;  // smaller tables are read by one session
    // Where finished ties are kept and taken over from; nullptr: nowhere.
    KeptTies* kept = nullptr;
    bool reads_slowly = false;  // on purpose: then automatic takes no slow line for a reason
    std::size_t memory = default_memory;
    std::vector<std::string> may_be_empty;  // ties for which zero rows on both sides hold
    // These alone are looked at, without constraints and rules; empty: all.
    std::vector<std::string> only_ties;
    // Rows and totals alone: no constraint, no rule, and the servers are asked for no count.
    bool rows_only = false;
    bool is_partial() const { return rows_only || !only_ties.empty(); }
};

struct Verification {
    // What the target says of itself; nullopt: the pack knows of no defanging.
    std::optional<bool> defanged;
    std::vector<rules::TieResult> ties;
    std::vector<rules::TotalResult> totals;
    std::vector<rules::TotalSet> total_sets;
    rules::FindingLog findings;
};

// Looks at every tie. A tie that cannot be looked at is a finding `not_looked`, and the others
// still run; a stop is not.
Verification verify(const Ties& ties, db::Session& source, db::Session& target,
                    const VerifyOptions& options, const BrokenKeys& broken);
// Reads the pack's verify.yaml; `may_be_empty` is the pack's.
Verification verify(const rules::Pack& pack, db::Session& source, db::Session& target,
                    const VerifyOptions& options, const BrokenKeys& broken);

}  // namespace tieout::verify
