#include "verify/row_rules.h"

#include <utility>

#include "verify/route.h"

namespace tieout::verify {

using rules::Origin;

RowRules::RowRules(const Tie& tie, Origin side, std::vector<AskedRule> asked)
    : tie_(tie), side_(side), asked_(std::move(asked)) {
    for (const AskedRule& each : asked_)
        rules_.emplace_back(each.rule, tie);
}

void RowRules::row(const CanonicalRow& row) {
    values_.clear();
    for (std::string_view rest = row.fields(); !rest.empty();)
        values_.push_back(take(rest));
    for (std::size_t i = 0; i < rules_.size(); ++i)
        if (rules_[i].offends(values_)) asked_[i].offender(member_of(row, rules_[i]));
}

rules::Member RowRules::member_of(const CanonicalRow& row, const FieldRule& rule) const {
    rules::Member member = member_of_one_side(side_);
    member.key = shown_key(tie_, row.key());
    for (const std::size_t field : rule.fields())
        member.columns.push_back(pair_of_one_side(side_, tie_.fields[field].name,
                                                  shown(values_[field], tie_.fields[field].as),
                                                  std::string(name(tie_.fields[field].as))));
    if (tie_.money && values_[*tie_.money].tag == 'n')
        member.amount = number_of(values_[*tie_.money]);
    return member;
}

rules::Member member_of_one_side(Origin side) {
    rules::Member member;
    (side == Origin::source ? member.in_target : member.in_source) = false;
    return member;
}

rules::ColumnPair pair_of_one_side(Origin side, const std::string& name,
                                   std::optional<std::string> value, std::string as) {
    rules::ColumnPair pair{name, std::nullopt, std::nullopt, std::move(as)};
    (side == Origin::source ? pair.source : pair.target) = std::move(value);
    return pair;
}

}  // namespace tieout::verify
