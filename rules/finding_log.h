// Collects findings while a stage runs. Members of one finding may come in any order and from any
// thread's turn; what comes out depends only on what went in.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "rules/finding.h"

namespace tieout::rules {

// Every member of one finding, in key order: for the CSV files.
struct FindingMembers {
    std::string finding_id;
    std::vector<Member> members;
    bool operator==(const FindingMembers&) const = default;
};

class FindingLog {
public:
    explicit FindingLog(std::size_t samples_per_finding = 20)
        : sample_limit_(samples_per_finding) {}

    // `about` names the finding (tie, rule, kind, columns, origin, severity, title, advice); its
    // count, amount, samples and id are filled here. The first call of an id decides title and
    // advice.
    void add(const Finding& about, Member member);
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
    };
    Entry& entry(const Finding& about);

    std::size_t sample_limit_;
    std::map<std::string, Entry> findings_;
};

}  // namespace tieout::rules
