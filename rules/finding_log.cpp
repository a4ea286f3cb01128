#include "rules/finding_log.h"

#include <algorithm>
#include <iterator>
#include <numeric>
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

void FindingLog::add(const Finding& about) {
    Entry& entry = this->entry(about);
    if (!entry.members.empty()) return;
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
    } else if (at->second.members.empty()) {
        finding.count = 0;
        finding.amount.reset();
    }
    return at->second;
}

void FindingLog::merge(FindingLog&& other) {
    for (auto& [id, theirs] : other.findings_) {
        if (theirs.members.empty()) add(theirs.finding);
        for (Member& member : theirs.members)
            add(theirs.finding, std::move(member));
    }
    other.findings_.clear();
}

std::vector<Finding> FindingLog::findings() const {
    std::vector<Finding> result;
    for (const auto& [id, entry] : findings_) {
        result.push_back(entry.finding);
        const std::size_t kept = std::min(sample_limit_, entry.members.size());
        std::vector<std::size_t> order(entry.members.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        const auto middle = order.begin() + static_cast<std::ptrdiff_t>(kept);
        std::partial_sort(order.begin(), middle, order.end(), [&](std::size_t a, std::size_t b) {
            return member_before(entry.members[a], entry.members[b]);
        });
        for (std::size_t i = 0; i < kept; ++i) {
            result.back().samples.push_back(entry.members[order[i]]);
        }
    }
    std::sort(result.begin(), result.end(), finding_before);
    return result;
}

std::vector<FindingMembers> FindingLog::members() const {
    std::vector<FindingMembers> result;
    for (const auto& [id, entry] : findings_) {
        result.push_back({id, entry.members});
        std::sort(result.back().members.begin(), result.back().members.end(), member_before);
    }
    return result;
}

}  // namespace tieout::rules
