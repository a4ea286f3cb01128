#include "verify/tie_findings.h"

#include <algorithm>
#include <numeric>

#include "verify/route.h"

namespace tieout::verify {
namespace {

using rules::FindingKind;
using rules::Origin;

std::vector<Canonical> split(std::string_view fields) {
    std::vector<Canonical> values;
    while (!fields.empty())
        values.push_back(take(fields));
    return values;
}

Origin origin_of(SideName side) {
    return side == SideName::source ? Origin::source : Origin::target;
}

// What a row means in money; nullopt where the tie does not say.
std::optional<Decimal> money_of(const Tie& tie, const std::vector<Canonical>& values) {
    if (!tie.money || values[*tie.money].tag != 'n') return std::nullopt;
    return number_of(values[*tie.money]);
}

rules::Member whole_row(const Tie& tie, const rules::Key& key, SideName side,
                        std::string_view fields) {
    rules::Member member;
    member.key = key;
    (side == SideName::source ? member.in_target : member.in_source) = false;
    const auto texts = shown_fields(tie, fields);
    for (std::size_t i = 0; i < tie.fields.size(); ++i) {
        rules::ColumnPair pair{tie.fields[i].name, std::nullopt, std::nullopt,
                               std::string(name(tie.fields[i].as))};
        (side == SideName::source ? pair.source : pair.target) = texts[i];
        member.columns.push_back(std::move(pair));
    }
    member.amount = money_of(tie, split(fields));
    return member;
}

// Fields that differ and can be read on both sides: what cannot be read is a finding of its own.
std::vector<std::size_t> differing(const std::vector<Canonical>& source,
                                   const std::vector<Canonical>& target) {
    std::vector<std::size_t> fields;
    for (std::size_t i = 0; i < source.size(); ++i)
        if (!source[i].is_unreadable() && !target[i].is_unreadable() && !(source[i] == target[i]))
            fields.push_back(i);
    return fields;
}

std::string join(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "`" : ", `") + word + "`";
    return text;
}

bool speaks_of(const BrokenKeys::Why& why, const std::vector<std::string>& columns) {
    return why.columns.empty() ||
           std::any_of(columns.begin(), columns.end(), [&why](const std::string& column) {
               return std::find(why.columns.begin(), why.columns.end(), column) !=
                      why.columns.end();
           });
}

}  // namespace

TieFindings::TieFindings(const Tie& tie, const BrokenKeys& broken, Outcomes& outcomes,
                         TotalSums& explained, rules::FindingLog& findings)
    : tie_(tie), broken_(broken), outcomes_(outcomes), explained_(explained), findings_(findings) {}

rules::Finding TieFindings::finding(FindingKind kind, Origin origin) const {
    rules::Finding about;
    about.tie = tie_.name;
    about.kind = kind;
    about.table = tie_.source.label();
    about.origin = origin;
    return about;
}

void TieFindings::unequal(SideName side, std::string_view fields) {
    explained_.add(fields, side == SideName::source ? 1 : -1);
}

std::optional<TieFindings::Follows> TieFindings::follows_from_rows(const rules::Key& key) const {
    for (const Derivation& sum : tie_.derived_from)
        if (const auto* rows = outcomes_.find_group(sum.tie, sum.by, rules::text(key)))
            return Follows{sum.tie, rows->key, rows->origin};
    return std::nullopt;
}

// The first parent, among the fields `among`, that did not arrive.
std::optional<TieFindings::Follows> TieFindings::follows_from_parent(
    const std::vector<std::optional<std::string>>& fields, const std::vector<std::size_t>& among) {
    for (const Parent& parent : tie_.parents) {
        if (std::find(among.begin(), among.end(), parent.field) == among.end()) continue;
        const auto& value = fields[parent.field];
        if (!value) continue;
        if (const auto* gone = lost_parent(parent, *value))
            return Follows{parent.tie, gone->key, gone->origin};
    }
    return std::nullopt;
}

void TieFindings::changed(std::string_view key_bytes, std::string_view source_fields,
                          std::string_view target_fields) {
    const rules::Key key = shown_key(tie_, key_bytes);
    const auto source = split(source_fields), target = split(target_fields);
    const auto fields = differing(source, target);
    const auto source_texts = shown_fields(tie_, source_fields);
    const auto target_texts = shown_fields(tie_, target_fields);
    std::vector<std::string> names;
    rules::Member member;
    member.key = key;
    for (const std::size_t i : fields) {
        names.push_back(tie_.fields[i].name);
        member.columns.push_back({tie_.fields[i].name, source_texts[i], target_texts[i],
                                  std::string(name(tie_.fields[i].as))});
    }
    rules::Finding about = finding(FindingKind::changed, Origin::target);
    about.columns = names;
    const auto* why = broken_.find(tie_.name, rules::text(key));
    const bool links_only = std::all_of(fields.begin(), fields.end(), [this](std::size_t field) {
        return std::any_of(tie_.parents.begin(), tie_.parents.end(),
                           [field](const Parent& parent) { return parent.field == field; });
    });
    auto follows = follows_from_rows(key);
    if (!follows && links_only) follows = follows_from_parent(source_texts, fields);
    if (follows) {
        about.origin = follows->origin;
        member.follows_tie = follows->tie;
        member.follows_key = follows->key;
        member.note = "follows from " + follows->tie + " " + rules::text(follows->key);
    } else if (why != nullptr && speaks_of(*why, names)) {
        about.origin = Origin::source;
        about.rule = why->rule;
    }
    const bool unread = fields.empty();
    outcomes_.differs(tie_, key, source_texts, unread ? Origin::source : about.origin);
    outcomes_.differs(tie_, key, target_texts, unread ? Origin::source : about.origin);
    if (unread) return;
    if (tie_.money && std::find(fields.begin(), fields.end(), *tie_.money) != fields.end())
        member.amount =
            money_of(tie_, source).value_or(Decimal()) - money_of(tie_, target).value_or(Decimal());
    about.title = tie_.title + ": " + join(names) + " is not the same on both sides";
    about.advice = about.origin == Origin::source ? "Correct the source's rows."
                                                  : "Correct the migration or the target's set-up.";
    findings_.add(about, std::move(member));
}

void TieFindings::alone(SideName side, std::string_view key_bytes, std::string_view fields) {
    const rules::Key key = shown_key(tie_, key_bytes);
    if (side == SideName::source) {
        lost_by_key_[rules::text(key)] = lost_.size();
        lost_.push_back({key, std::string(fields)});
        return;
    }
    rules::Member member = whole_row(tie_, key, side, fields);
    rules::Finding about = finding(FindingKind::extra, Origin::target);
    if (const auto follows = follows_from_rows(key)) {
        member.follows_tie = follows->tie;
        member.follows_key = follows->key;
        about.origin = follows->origin;
    }
    about.title = tie_.title + ": rows that the source does not have";
    about.advice = "Find out what wrote them to the target.";
    outcomes_.differs(tie_, key, shown_fields(tie_, fields), about.origin);
    findings_.add(about, std::move(member));
}

void TieFindings::repeated(SideName side, std::string_view key, std::string_view fields) {
    outcomes_.differs(tie_, shown_key(tie_, key), shown_fields(tie_, fields), origin_of(side));
}

void TieFindings::duplicate(SideName side, std::string_view key_bytes, std::uint64_t rows) {
    rules::Finding about = finding(FindingKind::duplicate, origin_of(side));
    about.columns = tie_.key_names;
    const std::string who = side == SideName::source ? "the source" : "the target";
    about.title = tie_.title + ": keys that " + who + " has more than once";
    about.advice = "Keep one row of each key.";
    rules::Member member;
    member.key = shown_key(tie_, key_bytes);
    member.note = std::to_string(rows) + " rows in " + who;
    findings_.add(about, std::move(member));
}

void TieFindings::null_key(SideName side, std::string_view key_bytes, std::string_view fields) {
    rules::Finding about = finding(FindingKind::null_key, origin_of(side));
    about.columns = tie_.key_names;
    about.title = tie_.title + ": rows whose key is NULL";
    about.advice = "Give each row its key: without one it cannot be compared.";
    const rules::Key key = shown_key(tie_, key_bytes);
    outcomes_.differs(tie_, key, shown_fields(tie_, fields), origin_of(side));
    findings_.add(about, whole_row(tie_, key, side, fields));
}

const Outcomes::Gone* TieFindings::lost_parent(const Parent& parent, const std::string& key) {
    if (parent.tie != tie_.name) return outcomes_.find_gone(parent.tie, key);
    if (!ended_) return nullptr;  // whoever else of this tie is lost is not known yet
    const auto found = lost_by_key_.find(key);
    if (found == lost_by_key_.end()) return nullptr;
    Lost& lost = lost_[found->second];
    if (lost.state == Lost::State::busy) return nullptr;  // rows that are each other's parents
    judge(lost);
    gone_ = {lost.key, lost.origin};
    return &gone_;
}

void TieFindings::judge(Lost& lost) {
    if (lost.state != Lost::State::open) return;
    lost.state = Lost::State::busy;
    rules::Member member = whole_row(tie_, lost.key, SideName::source, lost.fields);
    rules::Finding about = finding(FindingKind::refused, Origin::source);
    const auto values = split(lost.fields);
    const auto texts = shown_fields(tie_, lost.fields);
    const auto unreadable = std::find_if(values.begin(), values.end(),
                                         [](const Canonical& v) { return v.is_unreadable(); });
    std::vector<std::size_t> all(tie_.fields.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    if (const auto* why = broken_.find(tie_.name, rules::text(lost.key))) {
        about.rule = why->rule;
    } else if (unreadable != values.end()) {
        about.rule = "unreadable:" + tie_.fields[std::size_t(unreadable - values.begin())].name;
    } else if (auto follows = follows_from_parent(texts, all)) {
        about.rule = "parent:" + follows->tie;
        about.origin = follows->origin;
        member.follows_tie = follows->tie;
        member.follows_key = follows->key;
    } else if (auto rows = follows_from_rows(lost.key)) {
        about.rule = "rows:" + rows->tie;
        about.origin = rows->origin;
        member.follows_tie = rows->tie;
        member.follows_key = rows->key;
    } else {
        about.kind = FindingKind::missing;
        about.origin = Origin::target;
    }
    if (!member.follows_tie.empty())
        member.note = "follows from " + member.follows_tie + " " + rules::text(member.follows_key);
    else if (about.kind == FindingKind::refused)
        member.note = "breaks " + about.rule + " in the source";
    const bool missing = about.kind == FindingKind::missing;
    about.title = tie_.title + (missing ? ": rows that did not arrive"
                                        : ": rows that could not arrive (" + about.rule + ")");
    about.advice = missing ? "Correct the migration: nothing in the source forbids these rows."
                           : "Correct what they break, or waive them.";
    lost.origin = about.origin;
    lost.state = Lost::State::done;
    outcomes_.differs(tie_, lost.key, texts, about.origin);
    findings_.add(about, std::move(member));
}

// By key, for rows may be each other's parents, and come in any order.
void TieFindings::finish() {
    ended_ = true;
    for (const auto& [key, at] : lost_by_key_)
        judge(lost_[at]);
    for (Lost& lost : lost_)
        judge(lost);
    for (const Lost& lost : lost_)
        outcomes_.gone(tie_.name, lost.key, lost.origin);
}

}  // namespace tieout::verify
