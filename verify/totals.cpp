#include "verify/totals.h"

#include <algorithm>
#include <cstring>

#include "base/calendar.h"
#include "verify/canonical_number.h"

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
    const Date::Civil day = Date{days_of(value)}.civil();
    std::string text = "0000";
    for (std::size_t i = 4, year = static_cast<std::size_t>(day.year); i-- > 0; year /= 10)
        text[i] = static_cast<char>('0' + year % 10);
    if (part == Group::Part::year) return text;
    return text.append(
        {'-', static_cast<char>('0' + day.month / 10), static_cast<char>('0' + day.month % 10)});
}

// Tag, length and bytes, as canonical.h says.
void append(char tag, std::string_view bytes, std::string& out) {
    if (tag == '0') return out.push_back(tag);
    char head[long_head];
    out.append(head, put_head(tag, bytes.size(), head)).append(bytes);
}

Canonical value_in(std::string_view frame) {
    return take(frame);
}

// The frame that begins there.
std::string_view frame_at(const char* begin) {
    const std::string_view bytes = bytes_behind_head(begin);
    return {begin, static_cast<std::size_t>(bytes.end() - begin)};
}

void add_number(const char* frame, int sign, ExactSum& sum) {
    if (*frame != 'n') return;
    if (sign > 0 && is_short_number(frame)) return sum.add(coefficient_of(frame), scale_of(frame));
    const Decimal number = number_of(value_in(frame_at(frame)));
    sum.add(Decimal(sign * number.coefficient(), number.scale()));
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

TotalSums::TotalSums(const Tie& tie)
    : tie_(tie),
      groupings_(groupings_of_tie()),
      figures_(tie.totals.size()),
      equal_(tie.totals.size()),
      row_(tie.fields.size()) {}

// Sets totals_ too.
std::vector<TotalSums::Grouping> TotalSums::groupings_of_tie() {
    std::vector<std::pair<std::vector<Group>, std::vector<std::size_t>>> found;
    for (const Total& total : tie_.totals) {
        auto at = std::find_if(found.begin(), found.end(),
                               [&](const auto& each) { return each.first == total.groups; });
        if (at == found.end()) at = found.insert(found.end(), {total.groups, {}});
        Place place{static_cast<std::size_t>(at - found.begin()), at->second.size()};
        if (total.sum) at->second.push_back(*total.sum);
        totals_.push_back(place);
    }
    std::vector<Grouping> groupings;
    for (auto& [by, sums] : found)
        groupings.push_back({by, sums, GroupTable(sums.size())});
    return groupings;
}

// Its name in the table: the frames of its values, one behind the other.
std::string_view TotalSums::name_of_group(const std::vector<Group>& by) {
    if (by.empty()) return {};
    const bool is_one_frame = by.size() == 1 && by[0].part == Group::Part::whole;
    if (is_one_frame) return frame_at(row_[by[0].field]);
    group_.clear();
    for (const Group& group : by) {
        const std::string_view frame = frame_at(row_[group.field]);
        const bool whole = group.part == Group::Part::whole || frame[0] == '0' || frame[0] == '!';
        if (whole)
            group_.append(frame);
        else
            append('l', part_of(value_in(frame), group.part), group_);
    }
    return group_;
}

void TotalSums::add_figure(std::size_t total, const std::vector<Canonical>& group,
                           const Decimal& figure) {
    group_.clear();
    for (const Canonical& value : group)
        append(value.tag, value.bytes, group_);
    figures_[total][group_] += figure;
}

void TotalSums::add_row(Grouping& grouping, int sign) {
    const std::size_t group = grouping.table.find(name_of_group(grouping.by));
    grouping.table.count(group) += sign;
    for (std::size_t i = 0; i < grouping.sums.size(); ++i)
        add_number(row_[grouping.sums[i]], sign, grouping.table.sum(group, i));
}

void TotalSums::add(const CanonicalBatch& batch) {
    for (Grouping& grouping : groupings_)
        grouping.by.empty() ? add_to_whole(batch, grouping) : add_by_group(batch, grouping);
}

// No row need be asked which group is its own.
void TotalSums::add_to_whole(const CanonicalBatch& batch, Grouping& grouping) {
    const std::size_t rows = batch.size(), whole = grouping.table.find({});
    grouping.table.count(whole) += static_cast<std::int64_t>(rows);
    for (std::size_t i = 0; i < grouping.sums.size(); ++i) {
        const CanonicalBatch::Column summed = batch.column(grouping.sums[i]);
        ExactSum sum = grouping.table.sum(whole, i);  // in registers
        for (std::size_t row = 0; row < rows; ++row)
            add_number(summed.at(row), 1, sum);
        grouping.table.sum(whole, i) = sum;
    }
}

void TotalSums::add_by_group(const CanonicalBatch& batch, Grouping& grouping) {
    const std::size_t rows = batch.size();
    for (std::size_t row = 0; row < rows; ++row) {
        for (const Group& group : grouping.by)
            row_[group.field] = batch.field(row, group.field);
        for (const std::size_t summed : grouping.sums)
            row_[summed] = batch.field(row, summed);
        add_row(grouping, 1);
    }
}

void TotalSums::add(std::string_view fields, int sign) {
    if (groupings_.empty()) return;
    for (const char*& frame : row_) {
        frame = fields.data();
        take(fields);
    }
    for (Grouping& grouping : groupings_)
        add_row(grouping, sign);
}

void TotalSums::add(const TotalSums& other) {
    for (std::size_t i = 0; i < groupings_.size(); ++i)
        groupings_[i].table.add(other.groupings_[i].table);
    for (std::size_t i = 0; i < figures_.size(); ++i)
        for (const auto& [group, figure] : other.figures_[i])
            figures_[i][group] += figure;
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
    const Place& place = totals_[total];
    const GroupTable& table = groupings_[place.grouping].table;
    const bool counts = !tie_.totals[total].sum;
    for (std::size_t group = 0; group < table.size(); ++group)
        result[shown_group(tie_.totals[total], table.encoded(group))] +=
            counts ? Decimal::of(table.count(group)) : table.sum(group, place.sum).total();
    for (const auto& [encoded, figure] : figures_[total])
        result[shown_group(tie_.totals[total], encoded)] += figure;
    return result;
}

std::size_t most_listed(const Total& total) {
    const bool by_time =
        std::any_of(total.groups.begin(), total.groups.end(),
                    [](const Group& group) { return group.part != Group::Part::whole; });
    return by_time ? few_months : few_groups;
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
            const bool listed = total.groups.empty() || all.size() + equal <= most_listed(total) ||
                                !difference.is_zero();
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
