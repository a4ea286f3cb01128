#include "rules/finding_log.h"

#include <algorithm>
#include <tuple>

namespace tieout::rules {
namespace {

// Several members may have one key (a key twice): what they hold decides, so that the order they
// came in does not.
bool member_before(const Member& a, const Member& b) {
    if (key_before(a.key, b.key)) return true;
    if (key_before(b.key, a.key)) return false;
    const auto cells = [](const Member& m) {
        std::vector<std::tuple<std::string, std::optional<std::string>, std::optional<std::string>>>
            result;
        for (const ColumnPair& c : m.columns)
            result.emplace_back(c.name, c.source, c.target);
        return result;
    };
    return std::tuple(cells(a), a.note, a.in_source) < std::tuple(cells(b), b.note, b.in_source);
}

bool finding_before(const Finding& a, const Finding& b) {
    const Decimal none;
    const auto rank = [](const Finding& f) { return std::tuple(f.severity, f.origin); };
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    const Decimal left = a.amount.value_or(none), right = b.amount.value_or(none);
    if (left != right) return left > right;
    if (a.count != b.count) return a.count > b.count;
    return a.id < b.id;
}

Decimal absolute(const Decimal& amount) {
    return amount.is_negative() ? -amount : amount;
}

void say_which_side(FindingKind kind, Member& member) {
    switch (kind) {
        case FindingKind::missing:
        case FindingKind::refused:
        case FindingKind::quarantined:
            member.in_target = false;
            break;
        case FindingKind::extra:
            member.in_source = false;
            break;
        default:
            break;
    }
}

}  // namespace

void FindingLog::add(const Finding& about, Member member) {
    Entry& entry = this->entry(about);
    say_which_side(entry.finding.kind, member);
    Finding& finding = entry.finding;
    ++finding.count;
    if (member.amount) {
        finding.amount = finding.amount.value_or(Decimal()) + absolute(*member.amount);
    }
    entry.members.push_back(std::move(member));
}

// Two lots of one finding come from nobody who has many: the second is taken one by one.
void FindingLog::add(const Finding& about, std::shared_ptr<const ManyMembers> members) {
    Entry& entry = this->entry(about);
    if (entry.many) return members->for_each([&](const Member& member) { add(about, member); });
    entry.finding.count += members->count();
    if (const auto amount = members->amount())
        entry.finding.amount = entry.finding.amount.value_or(Decimal()) + *amount;
    entry.many = std::move(members);
}

void FindingLog::add(const Finding& about) {
    Entry& entry = this->entry(about);
    if (entry.has_members()) return;
    entry.finding.count = about.count;
    entry.finding.amount = about.amount;
}

FindingLog::Entry& FindingLog::entry(const Finding& about) {
    const std::string id = finding_id(about);
    const auto [at, is_new] = findings_.try_emplace(id);
    Finding& finding = at->second.finding;
    if (is_new) {
        finding = about;
        finding.id = id;
        finding.count = 0;
        finding.amount.reset();
        finding.samples.clear();
    } else if (!at->second.has_members()) {
        finding.count = 0;
        finding.amount.reset();
    }
    return at->second;
}

void FindingLog::merge(FindingLog&& other) {
    for (auto& [id, theirs] : other.findings_) {
        if (!theirs.has_members()) add(theirs.finding);
        for (Member& member : theirs.members)
            add(theirs.finding, std::move(member));
        if (theirs.many) add(theirs.finding, std::move(theirs.many));
    }
    other.findings_.clear();
}

std::vector<Member> FindingLog::Entry::first(std::size_t most) const {
    std::vector<const Member*> found;
    for (const Member& member : members)
        found.push_back(&member);
    const std::vector<Member> of_many = many ? many->first() : std::vector<Member>();
    for (const Member& member : of_many)
        found.push_back(&member);
    const std::size_t kept = std::min(most, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(),
                      [](const auto* a, const auto* b) { return member_before(*a, *b); });
    std::vector<Member> result;
    for (std::size_t i = 0; i < kept; ++i)
        result.push_back(*found[i]);
    return result;
}

std::vector<Finding> FindingLog::findings() const {
    std::vector<Finding> result;
    for (const auto& [id, entry] : findings_) {
        result.push_back(entry.finding);
        result.back().samples = entry.first(sample_limit_);
    }
    std::sort(result.begin(), result.end(), finding_before);
    return result;
}

std::vector<FindingMembers> FindingLog::members() const {
    std::vector<FindingMembers> result;
    for (const auto& [id, entry] : findings_) {
        result.push_back({id, entry.members, entry.many});
        std::sort(result.back().members.begin(), result.back().members.end(), member_before);
    }
    return result;
}

void FindingMembers::for_each(const VisitMember& visit) const {
    auto next = members.begin();
    if (many)
        many->for_each([&](const Member& member) {
            for (; next != members.end() && member_before(*next, member); ++next)
                visit(*next);
            visit(member);
        });
    std::for_each(next, members.end(), visit);
}

std::vector<Member> FindingMembers::all() const {
    std::vector<Member> all;
    for_each([&](const Member& member) { all.push_back(member); });
    return all;
}

std::vector<Member> FindingMembers::of_all_columns() const {
    std::vector<Member> some = members;
    if (many) some.push_back(many->first().at(0));
    return some;
}

}  // namespace tieout::rules
