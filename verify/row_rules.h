// All rules of a pack over the fields of one tie's rows, asked of each row by whoever reads them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "rules/finding.h"
#include "rules/pack.h"
#include "verify/canonical_batch.h"
#include "verify/field_rule.h"

namespace tieout::verify {

// A rule, and what is done with each row that breaks it.
struct AskedRule {
    const rules::Rule& rule;
    std::function<void(rules::Member)> offender;
};

class RowRules {
public:
    // Throws as FieldRule does.
    RowRules(const Tie& tie, rules::Origin side, std::vector<AskedRule> asked);

    void row(const CanonicalRow& row);

private:
    const Tie& tie_;
    rules::Origin side_;
    std::vector<AskedRule> asked_;
    std::vector<FieldRule> rules_;
    std::vector<Canonical> values_;

    rules::Member member_of(const CanonicalRow& row, const FieldRule& rule) const;
};

// Of a rule's offender, which is spoken of as its own side has it.
rules::Member member_of_one_side(rules::Origin side);
rules::ColumnPair pair_of_one_side(rules::Origin side, const std::string& name,
                                   std::optional<std::string> value, std::string as);

}  // namespace tieout::verify
