#include "verify/totals.h"

#include <cstring>

#include "base/calendar.h"
#include "base/digest.h"

namespace tieout::verify {
namespace {

std::int32_t days_of(const Canonical& value) {
    std::int32_t days = 0;
    if (value.tag == 'd') std::memcpy(&days, value.bytes.data(), sizeof days);
    if (value.tag != 'i') return days;
    std::int64_t micros = 0;
    std::memcpy(&micros, value.bytes.data(), sizeof micros);
    constexpr std::int64_t day = 86'400'000'000;
    return static_cast<std::int32_t>(micros >= 0 ? micros / day : -((-micros + day - 1) / day));
}

// "2004-01" or "2004", as the bytes of a label.
std::string part_of(const Canonical& value, Group::Part part) {
    return Date{days_of(value)}.text().substr(0, part == Group::Part::month ? 7 : 4);
}

// Tag, length and bytes, as canonical.h says.
void append(char tag, std::string_view bytes, std::string& out) {
    out.push_back(tag);
    if (tag == '0') return;
    const auto length = static_cast<std::uint32_t>(bytes.size());
    char four[4];
    std::memcpy(four, &length, 4);
    out.append(four, 4);
    out.append(bytes);
}

Decimal at(const std::map<std::string, Decimal>& groups, const std::string& group) {
    const auto found = groups.find(group);
    return found == groups.end() ? Decimal() : found->second;
}

std::string people(const Decimal& number, bool money) {
    const Decimal normal = number.normalized();
    return money && normal.scale() < 2 ? normal.rounded(2, Rounding::half_up).text()
                                       : normal.text();
}

void tell(const Tie& tie, const rules::TotalResult& result, rules::FindingLog& findings) {
    rules::Finding about;
    about.tie = tie.name;
    about.kind = rules::FindingKind::total;
    about.table = tie.source.label();
    about.columns = {result.name};
    about.title = tie.title + ": " + result.name + " differs, and the rows do not explain it";
    about.advice = "Rows and totals contradict each other: run the verification again.";
    rules::Member member;
    member.key = {{"group", result.group}};
    member.columns.push_back(
        {result.name, result.source, result.target, result.money ? "money" : "decimal"});
    member.note = "explained by rows: " + result.explained;
    findings.add(about, std::move(member));
}

}  // namespace

std::size_t TotalSums::Hash::operator()(std::string_view key) const noexcept {
    return Digest::of(key).low;
}

TotalSums::TotalSums(const Tie& tie)
    : tie_(tie), sums_(tie.totals.size()), equal_(tie.totals.size()) {}

void TotalSums::encode_group(const Total& total) {
    group_.clear();
    for (const Group& group : total.groups) {
        const Canonical& value = row_[group.field];
        const bool whole =
            group.part == Group::Part::whole || value.is_null() || value.is_unreadable();
        if (whole)
            append(value.tag, value.bytes, group_);
        else
            append('l', part_of(value, group.part), group_);
    }
}

// The sum of the group that group_ holds.
Decimal& TotalSums::at_group(std::size_t total) {
    Sums& sums = sums_[total];
    const auto found = sums.find(std::string_view(group_));
    return found != sums.end() ? found->second : sums.emplace(group_, Decimal()).first->second;
}

void TotalSums::add_figure(std::size_t total, const std::vector<Canonical>& group,
                           const Decimal& figure) {
    group_.clear();
    for (const Canonical& value : group)
        append(value.tag, value.bytes, group_);
    at_group(total) += figure;
}

void TotalSums::add(std::string_view fields, int sign) {
    if (sums_.empty()) return;
    row_.clear();
    while (!fields.empty())
        row_.push_back(take(fields));
    for (std::size_t i = 0; i < sums_.size(); ++i) {
        const Total& total = tie_.totals[i];
        encode_group(total);
        Decimal& sum = at_group(i);
        Decimal amount = Decimal::of(1);
        if (total.sum) {
            const Canonical& value = row_[*total.sum];
            if (value.tag != 'n') continue;
            amount = number_of(value);
        }
        sum += sign < 0 ? -amount : amount;
    }
}

void TotalSums::add(const TotalSums& other) {
    for (std::size_t i = 0; i < sums_.size(); ++i)
        for (const auto& [group, sum] : other.sums_[i])
            sums_[i][group] += sum;
}

std::string TotalSums::shown_group(const Total& total, std::string_view encoded) const {
    std::string text;
    for (const Group& group : total.groups) {
        const auto part = shown(take(encoded), tie_.fields[group.field].as);
        text += (text.empty() ? "" : " / ") + part.value_or("NULL");
    }
    return text;
}

std::map<std::string, Decimal> TotalSums::groups(std::size_t total) const {
    std::map<std::string, Decimal> result;
    for (const auto& [encoded, sum] : sums_[total])
        result[shown_group(tie_.totals[total], encoded)] += sum;
    return result;
}

TotalsOutcome compare_totals(const Tie& tie, const TotalSums& source, const TotalSums& target,
                             const TotalSums& explained, rules::FindingLog& findings) {
    TotalsOutcome outcome;
    for (std::size_t i = 0; i < tie.totals.size(); ++i) {
        const Total& total = tie.totals[i];
        const auto left = source.groups(i), right = target.groups(i), rows = explained.groups(i);
        std::map<std::string, Decimal> all = left;
        all.insert(right.begin(), right.end());
        if (total.groups.empty()) all.emplace("", Decimal());
        const std::uint64_t equal = source.equal_groups(i);
        rules::TotalSet set{tie.name, total.name, equal, equal};
        const bool money = total.sum && tie.fields[*total.sum].as == As::money;
        for (const auto& [group, unused] : all) {
            const Decimal difference = at(left, group) - at(right, group);
            ++set.groups;
            set.equal += difference.is_zero() ? 1U : 0U;
            const bool listed =
                total.groups.empty() || all.size() + equal <= few_groups || !difference.is_zero();
            const bool contradicted = difference != at(rows, group);
            if (!listed && !contradicted) continue;
            rules::TotalResult result{tie.name,
                                      total.name,
                                      group,
                                      people(at(left, group), money),
                                      people(at(right, group), money),
                                      difference.is_zero() ? "0" : people(difference, money),
                                      difference.is_zero() ? "0" : people(at(rows, group), money),
                                      money};
            if (contradicted) {
                result.explained = people(at(rows, group), money);
                tell(tie, result, findings);
            }
            outcome.results.push_back(std::move(result));
        }
        outcome.sets.push_back(std::move(set));
    }
    return outcome;
}

}  // namespace tieout::verify
