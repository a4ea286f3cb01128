#include "verify/outcomes.h"

#include <algorithm>

namespace tieout::verify {

Outcomes::Outcomes(const Ties& ties) {
    for (const Tie& tie : ties.ties) {
        for (const Derivation& sum : tie.derived_from)
            summed_by_.emplace(sum.tie, sum.by);
        for (const Parent& parent : tie.parents)
            parents_.insert(parent.tie);
    }
}

bool Outcomes::remembers(const Tie& tie) const {
    return std::any_of(summed_by_.begin(), summed_by_.end(),
                       [&tie](const auto& name) { return name.first == tie.name; });
}

void Outcomes::gone(const std::string& tie, const rules::Key& key, rules::Origin origin) {
    gone_[tie].try_emplace(rules::text(key), Gone{key, origin});
}

const Outcomes::Gone* Outcomes::find_gone(const std::string& tie, const std::string& key) const {
    const auto rows = gone_.find(tie);
    if (rows == gone_.end()) return nullptr;
    const auto row = rows->second.find(key);
    return row == rows->second.end() ? nullptr : &row->second;
}

void Outcomes::differs(const Tie& tie, const rules::Key& key,
                       const std::vector<std::optional<std::string>>& fields,
                       rules::Origin origin) {
    for (std::size_t i = 0; i < tie.fields.size(); ++i) {
        const std::pair name{tie.name, tie.fields[i].name};
        if (summed_by_.count(name) == 0 || !fields[i]) continue;
        const auto [at, is_new] = groups_[name].try_emplace(*fields[i], Gone{key, origin});
        if (is_new) continue;
        if (rules::key_before(key, at->second.key)) at->second.key = key;
        if (origin == rules::Origin::target) at->second.origin = origin;
    }
}

Outcomes::OfTie Outcomes::of(const std::string& tie) const {
    OfTie known;
    if (const auto rows = gone_.find(tie); rows != gone_.end())
        for (const auto& [key, row] : rows->second)
            known.gone.push_back(row);
    for (const auto& [name, values] : groups_)
        for (const auto& [value, first] : values)
            if (name.first == tie) known.groups.push_back({name.second, value, first});
    return known;
}

void Outcomes::put(const std::string& tie, const OfTie& known) {
    for (const Gone& row : known.gone)
        gone(tie, row.key, row.origin);
    for (const Group& group : known.groups)
        groups_[{tie, group.by}].insert_or_assign(group.value, group.first);
}

const Outcomes::Gone* Outcomes::find_group(const std::string& tie, const std::string& by,
                                           const std::string& value) const {
    const auto groups = groups_.find({tie, by});
    if (groups == groups_.end()) return nullptr;
    const auto group = groups->second.find(value);
    return group == groups->second.end() ? nullptr : &group->second;
}

}  // namespace tieout::verify
