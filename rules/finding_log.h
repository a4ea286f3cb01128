// Collects findings while a stage runs. Members of one finding may come in any order and from any
// thread's turn; what comes out depends only on what went in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rules/finding.h"

namespace tieout::rules {

using VisitMember = std::function<void(const Member&)>;

// Members of one finding that have the same columns, too many to hold each as a value: they are
// made when somebody asks.
class ManyMembers {
public:
    virtual ~ManyMembers() = default;
    virtual std::uint64_t count() const = 0;
    // Sum of the members' amounts, absolute values; nullopt: they have none.
    virtual std::optional<Decimal> amount() const = 0;
    // The first by key, as many as a finding has samples.
    virtual std::vector<Member> first() const = 0;
    // All, in key order.
    virtual void for_each(const VisitMember& visit) const = 0;
};

// Every member of one finding, for the CSV files.
struct FindingMembers {
    std::string finding_id;
    std::vector<Member> members = {};                   // in key order
    std::shared_ptr<const ManyMembers> many = nullptr;  // and these; nullptr: no more

    bool empty() const { return members.empty() && many == nullptr; }
    // All of both, in key order.
    void for_each(const VisitMember& visit) const;
    std::vector<Member> all() const;
    // Some that have every column that there is.
    std::vector<Member> of_all_columns() const;
};

class FindingLog {
public:
    explicit FindingLog(std::size_t samples_per_finding = 20)
        : sample_limit_(samples_per_finding) {}

    // `about` names the finding (tie, rule, kind, columns, origin, severity, title, advice); its
    // count, amount, samples and id are filled here. The first call of an id decides title and
    // advice.
    void add(const Finding& about, Member member);
    void add(const Finding& about, std::shared_ptr<const ManyMembers> members);
    // A finding about the whole (a constraint that is not there): no member; count and amount are
    // as `about` says.
    void add(const Finding& about);
    void merge(FindingLog&& other);

    bool empty() const { return findings_.empty(); }
    // Ordered: errors first, then origin source, then amount, count, id. Samples are the first by
    // key.
    std::vector<Finding> findings() const;
    std::vector<FindingMembers> members() const;

private:
    struct Entry {
        Finding finding;
        std::vector<Member> members;
        std::shared_ptr<const ManyMembers> many;
        bool has_members() const { return !members.empty() || many != nullptr; }
        std::vector<Member> first(std::size_t most) const;
    };
    Entry& entry(const Finding& about);

    std::size_t sample_limit_;
    std::map<std::string, Entry> findings_;
};

}  // namespace tieout::rules
