#include "tests/score/score.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "tests/score/signs.h"

namespace tieout::tests {
namespace {

using Row = std::pair<std::string, std::string>;  // v4's table and the key in it

// Ties whose source is a statement have no table to name: it is said here.
Row row_of(const rules::Finding& finding, const rules::Key& key) {
    std::string table = finding.table;
    if (finding.tie == "price") table = "package_type";
    if (finding.tie == "client_balance") table = "client_info";
    if (finding.tie == "tld_price") table = "tld_config";
    if (finding.tie == "service_domain") table = "client_package";
    return {table, key.empty() ? "" : key.front().value};
}

std::string describe(const rules::Finding& finding, const rules::Member& member) {
    const Row row = row_of(finding, member.key);
    return fmt::format("{} {} {} {} {} of {} {} (origin {}) {}", rules::name(finding.severity),
                       rules::name(finding.kind), finding.tie, finding.rule,
                       fmt::join(finding.columns, ","), row.first, rules::text(member.key),
                       rules::name(finding.origin), member.note);
}

class Scoring {
public:
    Scoring(const sample::Manifest& manifest, const std::vector<rules::Finding>& findings)
        : manifest_(manifest), findings_(findings), found_(manifest.planted.size(), false) {
        for (std::size_t i = 0; i < manifest.planted.size(); ++i) {
            const sample::Planted& planted = manifest.planted[i];
            touching_[{planted.row.table, planted.row.key}].insert(i);
            for (const sample::RowKey& row : planted.also)
                touching_[{row.table, row.key}].insert(i);
        }
    }

    Score run(const std::vector<rules::FindingMembers>& members) {
        for (const rules::Finding& finding : findings_) {
            const auto own = std::find_if(members.begin(), members.end(), [&](const auto& each) {
                return each.finding_id == finding.id;
            });
            if (own == members.end() || own->empty())
                score_.false_alarms.push_back("the whole: " + finding.title);
            else
                own->for_each([&](const rules::Member& member) {
                    reported_.insert({finding.tie, rules::text(member.key)});
                });
        }
        for (const rules::FindingMembers& each : members)
            each.for_each(
                [&](const rules::Member& member) { judge(finding(each.finding_id), member); });
        count();
        return std::move(score_);
    }

private:
    const rules::Finding& finding(const std::string& id) const {
        return *std::find_if(findings_.begin(), findings_.end(),
                             [&](const rules::Finding& each) { return each.id == id; });
    }

    void judge(const rules::Finding& finding, const rules::Member& member) {
        if (!member.follows_tie.empty()) {
            // What it follows from is judged in its own right; it must be there.
            if (reported_.count({member.follows_tie, rules::text(member.follows_key)}) == 0)
                score_.false_alarms.push_back(describe(finding, member));
            return;
        }
        const auto touched = touching_.find(row_of(finding, member.key));
        bool explained = false;
        if (touched != touching_.end())
            for (const std::size_t i : touched->second)
                explained |= is_sign_of(i, touched->first, finding);
        if (explained) return;
        score_.false_alarms.push_back(describe(finding, member));
        if (touched != touching_.end())
            ++score_.by_problem[manifest_.planted[*touched->second.begin()].problem].wrong;
    }

    bool is_sign_of(std::size_t i, const Row& row, const rules::Finding& finding) {
        const sample::Planted& planted = manifest_.planted[i];
        if (planted.origin != rules::name(finding.origin)) return false;
        const bool at_the_row = row == Row{planted.row.table, planted.row.key};
        for (const Sign& sign : signs_of(planted.problem)) {
            if (!sign.shows(finding)) continue;
            if (at_the_row ? sign.seen == Seen::only_beside : sign.seen == Seen::at_the_row)
                continue;
            if (at_the_row || sign.seen == Seen::only_beside) found_[i] = true;
            return true;
        }
        return false;
    }

    void count() {
        for (std::size_t i = 0; i < found_.size(); ++i) {
            const sample::Planted& planted = manifest_.planted[i];
            Score::Line& line = score_.by_problem[planted.problem];
            line.title = planted.title;
            ++line.planted;
            ++(found_[i] ? line.found : planted.tolerated ? line.silent : line.missed);
            if (!found_[i] && !planted.tolerated)
                score_.missed.push_back(fmt::format("{} ({}): {} {} {}", planted.problem,
                                                    planted.title, planted.row.table,
                                                    planted.row.key, planted.note));
        }
    }

    const sample::Manifest& manifest_;
    const std::vector<rules::Finding>& findings_;
    std::vector<bool> found_;
    std::map<Row, std::set<std::size_t>> touching_;
    std::set<std::pair<std::string, std::string>> reported_;
    Score score_;
};

}  // namespace

std::string Score::text() const {
    const char* row = "{:>7}  {:>7}  {:>5}  {:>6}  {:>6}  {:>5}  {}\n";
    std::string text = fmt::format(fmt::runtime(row), "problem", "planted", "found", "silent",
                                   "missed", "false", "");
    Line all{"all together", 0, 0, 0, 0, 0};
    for (const auto& [problem, line] : by_problem) {
        text += fmt::format(fmt::runtime(row), problem, line.planted, line.found, line.silent,
                            line.missed, line.wrong, line.title);
        all.planted += line.planted;
        all.found += line.found;
        all.silent += line.silent;
        all.missed += line.missed;
    }
    text += fmt::format(fmt::runtime(row), "", all.planted, all.found, all.silent, all.missed,
                        false_alarms.size(), all.title);
    return text;
}

Score score(const sample::Manifest& manifest, const std::vector<rules::Finding>& findings,
            const std::vector<rules::FindingMembers>& members) {
    return Scoring(manifest, findings).run(members);
}

}  // namespace tieout::tests
