// What the differences of one tie mean: which of them are the source's, which the target's, and
// which only follow from others.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rules/finding_log.h"
#include "verify/match.h"
#include "verify/outcomes.h"
#include "verify/plain_rows.h"
#include "verify/totals.h"
#include "verify/verification.h"

namespace tieout::verify {

// Origin is decided by evidence: a difference is the source's where the same row of the source
// breaks a rule of ours or cannot be read; else the target's. A row whose parent did not arrive,
// and a sum whose rows differ, follow from that.
class TieFindings : public Differences {
public:
    TieFindings(const Tie& tie, const BrokenKeys& broken, Outcomes& outcomes, TotalSums& explained,
                rules::FindingLog& findings, std::size_t samples_per_finding);

    void changed(std::string_view key, std::string_view source_fields,
                 std::string_view target_fields) override;
    void alone(SideName side, std::string_view key, std::string_view fields) override;
    void duplicate(SideName side, std::string_view key, std::uint64_t rows) override;
    void repeated(SideName side, std::string_view key, std::string_view fields) override;
    void null_key(SideName side, std::string_view key, std::string_view fields) override;
    void unequal(SideName side, std::string_view fields) override;

    // After the matcher has told its last: rows of the source without partner are judged here, for
    // a row may follow from another one of the same tie.
    void finish();

private:
    struct Lost {
        rules::Key key;
        std::string fields;  // encoded
        enum class State { open, busy, done } state = State::open;
        rules::Origin origin = rules::Origin::target;
    };
    struct Follows {
        std::string tie;
        rules::Key key;
        rules::Origin origin;
    };

    const Tie& tie_;
    const BrokenKeys& broken_;
    Outcomes& outcomes_;
    TotalSums& explained_;
    rules::FindingLog& findings_;
    std::size_t samples_per_finding_;
    // Rows that differ in one set of fields, and nothing else is to be said of them.
    std::map<std::vector<std::size_t>, std::shared_ptr<PlainRows>> plain_;
    PlainRows* last_plain_ = nullptr;
    std::shared_ptr<PlainRows> plain_alone_[2];  // rows that only one side has
    std::shared_ptr<PlainLog> plain_log_;
    bool may_follow_ = false;        // some row of this tie may follow from others
    bool may_lack_parents_ = false;  // some row of it may have lost its parent
    std::vector<std::size_t> differing_, last_differing_;  // reused
    PlainRows::Frames source_, target_;                    // reused
    std::vector<Lost> lost_;
    std::map<std::string, std::size_t> lost_by_key_;
    bool ended_ = false;

    rules::Finding finding(rules::FindingKind kind, rules::Origin origin) const;
    // What is said of rows that differ in differing_.
    rules::Finding changed_finding(const std::vector<std::size_t>& fields,
                                   rules::Origin origin) const;
    bool are_links(const std::vector<std::size_t>& fields) const;
    rules::Finding alone_finding(rules::FindingKind kind) const;
    bool is_plain() const { return !may_follow_ && !outcomes_.remembers(tie_); }
    bool breaks_no_rule(std::string_view key) const;
    bool is_plainly_lost(std::string_view key, std::string_view fields) const;
    PlainRows& plain_rows();
    PlainRows& plain_rows(SideName side);
    void judge_changed(std::string_view key, std::string_view source_fields,
                       std::string_view target_fields);
    void judge(Lost& lost);
    const Outcomes::Gone* lost_parent(const Parent& parent, const std::string& key);
    std::optional<Follows> follows_from_parent(
        const std::vector<std::optional<std::string>>& fields,
        const std::vector<std::size_t>& among);
    std::optional<Follows> follows_from_rows(const rules::Key& key) const;
    Outcomes::Gone gone_;  // reused by lost_parent
};

}  // namespace tieout::verify
