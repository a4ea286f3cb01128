#include "cycle/lives.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>

namespace tieout::cycle {
namespace {

using rules::CycleRecord;
using rules::Finding;
using rules::FindingLife;
using rules::FindingMembers;
using rules::LifeState;

sqlite3_int64 signed_of(std::uint64_t number) {
    return static_cast<sqlite3_int64>(number);
}

std::uint64_t count_of(const Statement& row, int column) {
    return static_cast<std::uint64_t>(row.number(column));
}

std::string text_of(const rules::Key& key) {
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    for (const rules::KeyPart& part : key)
        json[part.column] = part.value;
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

// What a cycle looked at: only there can something be resolved.
class LookedAt {
public:
    explicit LookedAt(const CycleRecord& record) {
        for (const char* stage : {"preflight", "migrate", "verify"})
            whole_ =
                whole_ && std::any_of(record.stages.begin(), record.stages.end(),
                                      [&](const rules::StageResult& result) {
                                          return result.stage == stage && result.status == "done";
                                      });
        for (const rules::TieResult& tie : record.ties)
            if (tie.not_looked.empty()) ties_.insert(tie.tie);
        if (record.forecast && record.forecast->not_looked.empty())
            ties_.insert(rules::forecast_tie);
        for (const Finding& finding : record.findings) {
            if (finding.kind != rules::FindingKind::not_looked) continue;
            if (!finding.tie.empty()) ties_.erase(finding.tie);
            if (!finding.rule.empty()) rules_not_.insert(finding.rule);
        }
    }
    bool at(const std::string& tie, const std::string& rule) const {
        return whole_ && (tie.empty() || ties_.count(tie) == 1) && rules_not_.count(rule) == 0;
    }

private:
    bool whole_ = true;
    std::set<std::string> ties_, rules_not_;
};

class Following {
public:
    Following(sqlite3* db, CycleRecord& record, const std::vector<FindingMembers>& members)
        : db_(db), record_(record), looked_(record) {
        for (const FindingMembers& each : members)
            members_[each.finding_id] = &each;
    }

    void run() {
        record_.lives.clear();
        for (const Finding& finding : record_.findings)
            see(finding);
        for (const Open& open : open_findings())
            if (seen_.count(open.number) == 0) miss(open);
    }

private:
    struct Open {
        sqlite3_int64 number = 0;
        std::string tie, rule;
        FindingLife life;
    };

    void see(const Finding& finding) {
        const sqlite3_int64 number = number_of(finding);
        seen_.insert(number);
        FindingLife life;
        life.finding_id = finding.id;
        life.title = finding.title;
        life.severity = finding.severity;
        life.origin = finding.origin;
        life.state = begin_span(number);
        note_figure(number, finding);
        static const FindingMembers none;
        const auto found = members_.find(finding.id);
        follow_members(number, found == members_.end() ? none : *found->second,
                       looked_.at(finding.tie, finding.rule), life);
        note_cycles(number, life);
        record_.lives.push_back(std::move(life));
    }

    void miss(const Open& open) {
        FindingLife life = open.life;
        life.state = LifeState::not_looked;
        if (looked_.at(open.tie, open.rule)) {
            life.state = LifeState::resolved;
            close_.bind(1, signed_cycle()).bind(2, open.number).step();
            close_.reset();
            follow_members(open.number, {}, true, life);
        }
        note_cycles(open.number, life);
        record_.lives.push_back(std::move(life));
    }

    sqlite3_int64 number_of(const Finding& finding) {
        Statement upsert(db_,
                         "insert into finding (profile, id, tie, rule, kind, origin, severity, "
                         "title) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (profile, id) do "
                         "update set severity = excluded.severity, title = excluded.title");
        upsert.bind(1, record_.profile)
            .bind(2, finding.id)
            .bind(3, finding.tie)
            .bind(4, finding.rule)
            .bind(5, std::string(name(finding.kind)))
            .bind(6, std::string(name(finding.origin)))
            .bind(7, std::string(name(finding.severity)))
            .bind(8, finding.title)
            .step();
        Statement select(db_, "select number from finding where profile = ? and id = ?");
        select.bind(1, record_.profile).bind(2, finding.id).step();
        return select.number(0);
    }

    LifeState begin_span(sqlite3_int64 number) {
        Statement spans(db_,
                        "select count(*), count(*) - count(until) from finding_span where finding "
                        "= ?");
        spans.bind(1, number).step();
        if (spans.number(1) > 0) return LifeState::standing;
        Statement insert(db_, "insert into finding_span (finding, since) values (?, ?)");
        insert.bind(1, number).bind(2, signed_cycle()).step();
        return spans.number(0) > 0 ? LifeState::regressed : LifeState::fresh;
    }

    void note_figure(sqlite3_int64 number, const Finding& finding) {
        Statement insert(db_,
                         "insert or replace into finding_figure (cycle, finding, severity, waived, "
                         "count, amount) values (?, ?, ?, ?, ?, ?)");
        insert.bind(1, signed_cycle())
            .bind(2, number)
            .bind(3, std::string(name(finding.severity)))
            .bind(4, sqlite3_int64{finding.waived.empty() ? 0 : 1})
            .bind(5, signed_of(finding.count));
        if (finding.amount)
            insert.bind(6, finding.amount->text());
        else
            insert.bind_null(6);
        insert.step();
    }

    // Members that were there are standing or, where the cycle looked, resolved; all others begin.
    void follow_members(sqlite3_int64 number, const FindingMembers& members, bool looked,
                        FindingLife& life) {
        std::unordered_map<std::string, bool> open = open_members(number);  // false: not seen yet
        members.for_each([&](const rules::Member& member) {
            const std::string id = rules::member_id(life.finding_id, member.key);
            const auto found = open.find(id);
            if (found == open.end()) {
                begin_member(number, id, member.key, life);
            } else if (!found->second) {
                found->second = true;
                ++life.members_standing;
            }
        });
        if (!looked) return;
        for (const auto& [id, seen] : open) {
            if (seen) continue;
            close_member_.bind(1, signed_cycle()).bind(2, number).bind(3, id).step();
            close_member_.reset();
            ++life.members_resolved;
        }
    }

    std::unordered_map<std::string, bool> open_members(sqlite3_int64 number) {
        Statement select(db_, "select id from member_span where finding = ? and until is null");
        select.bind(1, number);
        std::unordered_map<std::string, bool> open;
        while (select.step())
            open.emplace(select.text(0), false);
        return open;
    }

    // A key that stands twice on one side is one member.
    void begin_member(sqlite3_int64 number, const std::string& id, const rules::Key& key,
                      FindingLife& life) {
        was_there_.bind(1, number).bind(2, id).bind(3, signed_cycle());
        const bool was_there = was_there_.step();
        was_there_.reset();
        insert_member_.bind(1, number).bind(2, id).bind(3, signed_cycle()).bind(4, text_of(key));
        insert_member_.step();
        insert_member_.reset();
        if (sqlite3_changes(db_) == 0) return;
        ++(was_there ? life.members_regressed : life.members_new);
    }

    void note_cycles(sqlite3_int64 number, FindingLife& life) {
        Statement select(db_,
                         "select min(cycle), max(cycle), count(*) from finding_figure where "
                         "finding = ?");
        select.bind(1, number).step();
        life.first_seen = static_cast<int>(select.number(0));
        life.last_seen = static_cast<int>(select.number(1));
        life.cycles = count_of(select, 2);
    }

    std::vector<Open> open_findings() {
        Statement select(db_,
                         "select number, tie, rule, id, title, severity, origin from finding where "
                         "profile = ? and exists (select 1 from finding_span where finding = "
                         "number and until is null) order by number");
        select.bind(1, record_.profile);
        std::vector<Open> open;
        while (select.step()) {
            Open each{select.number(0), select.text(1), select.text(2), {}};
            each.life.finding_id = select.text(3);
            each.life.title = select.text(4);
            each.life.severity = rules::severity_of(select.text(5));
            each.life.origin = rules::origin_of(select.text(6));
            open.push_back(std::move(each));
        }
        return open;
    }

    sqlite3_int64 signed_cycle() const { return record_.number; }

    sqlite3* db_;
    CycleRecord& record_;
    LookedAt looked_;
    std::map<std::string, const FindingMembers*> members_;
    std::set<sqlite3_int64> seen_;
    Statement close_{db_, "update finding_span set until = ? where finding = ? and until is null"};
    Statement close_member_{
        db_, "update member_span set until = ? where finding = ? and id = ? and until is null"};
    Statement was_there_{
        db_, "select 1 from member_span where finding = ? and id = ? and since < ? limit 1"};
    Statement insert_member_{
        db_, "insert or ignore into member_span (finding, id, since, key) values (?, ?, ?, ?)"};
};

// Members of the first cycle that the second has not.
constexpr const char* members_only_of = R"(
select count(*) from member_span one
where finding = ?1 and since <= ?2 and (until is null or until > ?2)
  and not exists (select 1 from member_span other
                  where other.finding = one.finding and other.id = one.id
                    and other.since <= ?3 and (other.until is null or other.until > ?3)))";

constexpr const char* figures_of_two = R"(
select f.number, f.id, f.title, f.severity, f.origin, a.count, a.amount, b.count, b.amount
from finding f
left join finding_figure a on a.finding = f.number and a.cycle = ?1
left join finding_figure b on b.finding = f.number and b.cycle = ?2
where a.cycle is not null or b.cycle is not null
order by f.number)";

// New, regressed, standing, resolved. What a cycle did not look at stands.
constexpr const char* tally_of_one = R"(
select count(*) filter (where since = ?1 and not again), count(*) filter (where since = ?1 and again),
       count(*) filter (where since < ?1 and (until is null or until > ?1)),
       count(*) filter (where until = ?1)
from (select since, until, exists (select 1 from finding_span earlier
                                   where earlier.finding = span.finding
                                     and earlier.since < span.since) as again
      from finding_span span join finding on finding.number = span.finding
      where finding.profile = (select profile from cycle where number = ?1)))";

std::optional<Decimal> amount_of(const Statement& row, int column) {
    return row.is_null(column) ? std::nullopt : Decimal::parse(row.text(column));
}

}  // namespace

void Lives::follow(CycleRecord& record, const std::vector<FindingMembers>& members) {
    Following(db_, record, members).run();
}

std::vector<rules::FindingChange> Lives::changes(int before, int after) const {
    Statement only(db_, members_only_of);
    const auto only_of = [&](sqlite3_int64 finding, int one, int other) {
        only.bind(1, finding).bind(2, sqlite3_int64{one}).bind(3, sqlite3_int64{other}).step();
        const std::uint64_t count = count_of(only, 0);
        only.reset();
        return count;
    };
    Statement figures(db_, figures_of_two);
    figures.bind(1, sqlite3_int64{before}).bind(2, sqlite3_int64{after});
    std::vector<rules::FindingChange> changes;
    while (figures.step()) {
        rules::FindingChange change;
        change.id = figures.text(1);
        change.title = figures.text(2);
        change.severity = rules::severity_of(figures.text(3));
        change.origin = rules::origin_of(figures.text(4));
        change.seen_before = !figures.is_null(5);
        change.seen_after = !figures.is_null(7);
        change.before = count_of(figures, 5);
        change.after = count_of(figures, 7);
        change.money_before = amount_of(figures, 6);
        change.money_after = amount_of(figures, 8);
        if (change.seen_before) change.gone = only_of(figures.number(0), before, after);
        if (change.seen_after) change.come = only_of(figures.number(0), after, before);
        const bool is_same =
            change.seen_before == change.seen_after && change.before == change.after &&
            change.money_before == change.money_after && change.gone == 0 && change.come == 0;
        if (!is_same) changes.push_back(std::move(change));
    }
    return changes;
}

LifeTally Lives::tally(int cycle) const {
    LifeTally tally;
    Statement spans(db_, tally_of_one);
    spans.bind(1, sqlite3_int64{cycle}).step();
    tally.fresh = count_of(spans, 0);
    tally.regressed = count_of(spans, 1);
    tally.standing = count_of(spans, 2);
    tally.resolved = count_of(spans, 3);
    tally.money = money(cycle);
    return tally;
}

std::optional<Decimal> Lives::money(int cycle) const {
    std::optional<Decimal> money;
    Statement amounts(
        db_,
        "select amount from finding_figure where cycle = ? and severity = 'error' and not waived "
        "and amount is not null");
    amounts.bind(1, sqlite3_int64{cycle});
    while (amounts.step())
        if (const auto amount = Decimal::parse(amounts.text(0)))
            money = money.value_or(Decimal()) + *amount;
    return money;
}

}  // namespace tieout::cycle
