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

void split_frames(std::string_view fields, PlainRows::Frames& frames) {
    for (std::string_view& frame : frames) {
        const std::string_view before = fields;
        take(fields);
        frame = before.substr(0, before.size() - fields.size());
    }
}

// Fields that differ and can be read on both sides: what cannot be read is a finding of its own.
void find_differing(const PlainRows::Frames& source, const PlainRows::Frames& target,
                    std::vector<std::size_t>& fields) {
    fields.clear();
    for (std::size_t i = 0; i < source.size(); ++i)
        if (source[i][0] != '!' && target[i][0] != '!' && source[i] != target[i])
            fields.push_back(i);
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
                         TotalSums& explained, rules::FindingLog& findings,
                         std::size_t samples_per_finding)
    : tie_(tie),
      broken_(broken),
      outcomes_(outcomes),
      explained_(explained),
      findings_(findings),
      samples_per_finding_(samples_per_finding),
      plain_log_(std::make_shared<PlainLog>()),
      source_(tie.fields.size()),
      target_(tie.fields.size()) {
    may_follow_ =
        std::any_of(tie.derived_from.begin(), tie.derived_from.end(),
                    [&](const Derivation& sum) { return outcomes.knows_groups(sum.tie, sum.by); });
    may_lack_parents_ =
        std::any_of(tie.parents.begin(), tie.parents.end(), [&](const Parent& parent) {
            return parent.tie == tie.name || outcomes.has_gone(parent.tie);
        });
}

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

rules::Finding TieFindings::changed_finding(const std::vector<std::size_t>& fields,
                                            Origin origin) const {
    rules::Finding about = finding(FindingKind::changed, origin);
    for (const std::size_t field : fields)
        about.columns.push_back(tie_.fields[field].name);
    about.title = tie_.title + ": " + join(about.columns) + " is not the same on both sides";
    about.advice = origin == Origin::source ? "Correct the source's rows."
                                            : "Correct the migration or the target's set-up.";
    return about;
}

bool TieFindings::are_links(const std::vector<std::size_t>& fields) const {
    return std::all_of(fields.begin(), fields.end(), [this](std::size_t field) {
        return std::any_of(tie_.parents.begin(), tie_.parents.end(),
                           [field](const Parent& parent) { return parent.field == field; });
    });
}

bool TieFindings::breaks_no_rule(std::string_view key) const {
    return !broken_.has(tie_.name) ||
           broken_.find(tie_.name, rules::text(shown_key(tie_, key))) == nullptr;
}

// It could have arrived, and nothing else is missing because of it.
bool TieFindings::is_plainly_lost(std::string_view key, std::string_view fields) const {
    if (!is_plain() || may_lack_parents_ || outcomes_.is_parent(tie_.name)) return false;
    while (!fields.empty())
        if (take(fields).is_unreadable()) return false;
    return breaks_no_rule(key);
}

PlainRows& TieFindings::plain_rows(SideName side) {
    std::shared_ptr<PlainRows>& rows = plain_alone_[index_of(side)];
    if (!rows) rows = std::make_shared<PlainRows>(tie_, side, samples_per_finding_, plain_log_);
    return *rows;
}

PlainRows& TieFindings::plain_rows() {
    if (last_plain_ != nullptr && last_differing_ == differing_) return *last_plain_;
    std::shared_ptr<PlainRows>& rows = plain_[differing_];
    if (!rows)
        rows = std::make_shared<PlainRows>(tie_, differing_, samples_per_finding_, plain_log_);
    last_plain_ = rows.get();
    last_differing_ = differing_;
    return *rows;
}

void TieFindings::changed(std::string_view key, std::string_view source_fields,
                          std::string_view target_fields) {
    split_frames(source_fields, source_);
    split_frames(target_fields, target_);
    find_differing(source_, target_, differing_);
    if (!differing_.empty() && is_plain() && !are_links(differing_) && breaks_no_rule(key))
        plain_rows().add(key, source_, target_);
    else
        judge_changed(key, source_fields, target_fields);
}

void TieFindings::judge_changed(std::string_view key_bytes, std::string_view source_fields,
                                std::string_view target_fields) {
    const rules::Key key = shown_key(tie_, key_bytes);
    const auto& fields = differing_;
    const auto source_texts = shown_fields(tie_, source_fields);
    const auto target_texts = shown_fields(tie_, target_fields);
    rules::Member member;
    member.key = key;
    for (const std::size_t i : fields)
        member.columns.push_back({tie_.fields[i].name, source_texts[i], target_texts[i],
                                  std::string(name(tie_.fields[i].as))});
    rules::Finding about = changed_finding(fields, Origin::target);
    const auto* why = broken_.find(tie_.name, rules::text(key));
    auto follows = follows_from_rows(key);
    if (!follows && are_links(fields)) follows = follows_from_parent(source_texts, fields);
    if (follows) {
        about = changed_finding(fields, follows->origin);
        member.follows_tie = follows->tie;
        member.follows_key = follows->key;
        member.note = "follows from " + follows->tie + " " + rules::text(follows->key);
    } else if (why != nullptr && speaks_of(*why, about.columns)) {
        about = changed_finding(fields, Origin::source);
        about.rule = why->rule;
    }
    const bool unread = fields.empty();
    outcomes_.differs(tie_, key, source_texts, unread ? Origin::source : about.origin);
    outcomes_.differs(tie_, key, target_texts, unread ? Origin::source : about.origin);
    if (unread) return;
    if (tie_.money && std::find(fields.begin(), fields.end(), *tie_.money) != fields.end())
        member.amount = money_of(tie_, split(source_fields)).value_or(Decimal()) -
                        money_of(tie_, split(target_fields)).value_or(Decimal());
    findings_.add(about, std::move(member));
}

rules::Finding TieFindings::alone_finding(FindingKind kind) const {
    rules::Finding about = finding(kind, Origin::target);
    const bool missing = kind == FindingKind::missing;
    about.title = tie_.title +
                  (missing ? ": rows that did not arrive" : ": rows that the source does not have");
    about.advice = missing ? "Correct the migration: nothing in the source forbids these rows."
                           : "Find out what wrote them to the target.";
    return about;
}

void TieFindings::alone(SideName side, std::string_view key_bytes, std::string_view fields) {
    const bool is_source = side == SideName::source;
    if (is_source ? is_plainly_lost(key_bytes, fields) : is_plain())
        return plain_rows(side).add(key_bytes, fields);
    const rules::Key key = shown_key(tie_, key_bytes);
    if (is_source) {
        lost_by_key_[rules::text(key)] = lost_.size();
        lost_.push_back({key, std::string(fields)});
        return;
    }
    rules::Member member = whole_row(tie_, key, side, fields);
    rules::Finding about = alone_finding(FindingKind::extra);
    if (const auto follows = follows_from_rows(key)) {
        member.follows_tie = follows->tie;
        member.follows_key = follows->key;
        about.origin = follows->origin;
    }
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
        about = alone_finding(FindingKind::missing);
    }
    if (!member.follows_tie.empty())
        member.note = "follows from " + member.follows_tie + " " + rules::text(member.follows_key);
    else if (about.kind == FindingKind::refused)
        member.note = "breaks " + about.rule + " in the source";
    if (about.kind == FindingKind::refused) {
        about.title = tie_.title + ": rows that could not arrive (" + about.rule + ")";
        about.advice = "Correct what they break, or waive them.";
    }
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
    for (const SideName side : {SideName::source, SideName::target})
        if (const auto& rows = plain_alone_[index_of(side)])
            findings_.add(
                alone_finding(side == SideName::source ? FindingKind::missing : FindingKind::extra),
                rows);
    for (const auto& [fields, rows] : plain_)
        findings_.add(changed_finding(fields, Origin::target), rows);
}

}  // namespace tieout::verify
