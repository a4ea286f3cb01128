// The plan of the night: when, how long, what is in the way, who is told.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cutover/blockers.h"
#include "cutover/heat.h"
#include "cutover/notices.h"
#include "cutover/plan_downtime.h"
#include "cutover/window.h"
#include "db/session.h"
#include "rules/pack.h"
#include "rules/project.h"
#include "rules/record.h"

namespace tieout::cutover {

struct PlanWish {
    std::string now;              // UTC, RFC 3339
    int weeks = 4;                // that are looked ahead
    std::string window;           // when it must begin, "YYYY-MM-DD hh:mm" by the zone's clocks;
                                  // empty: when it is best
    double margin = 1.5;          // on the longest rehearsal
    std::int64_t downtime = 0;    // seconds; 0: as the rehearsals say
    std::filesystem::path texts;  // of one's own; empty: the pack's
    std::function<void(const std::string& what)> about;  // told of what is being read
};

struct Plan {
    std::string made_at;  // UTC, RFC 3339
    std::string pack, profile, zone, source_label, target_label;
    std::string identity;  // the same whenever this migration is planned
    int weeks = 0;
    Heat heat;
    Downtime downtime;
    KeptDays kept;
    std::vector<Window> windows;  // the one to take first; empty: there is none
    bool is_asked_for = false;    // somebody chose the first
    std::vector<Blocker> blockers;
    Audience audience;
    int announce_days = 0;
    std::optional<NoticeTimes> times;        // nullopt: there is no window
    std::vector<NoticeText> texts;           // of the languages that somebody reads
    std::optional<PeriodEnd> period;         // the last that ends before the window
    std::string locked_until;                // the books, YYYY-MM-DD; empty: nobody has said
    std::optional<rules::CycleRecord> last;  // the last cycle that ended
};

// `source` is in the pack's shape. `blockers` as find_blockers() saw them. Throws
// Error(Fault::usage) where the wish cannot be planned: a window that has passed or does not exist.
Plan make_plan(const rules::Project& project, const rules::Pack& pack, db::Session& source,
               std::vector<Blocker> blockers, const PlanWish& wish);

enum class PlanVerdict {
    ready,    // a window, and nothing in its way
    blocked,  // a blocker stands, or every day is kept clear
    unknown   // a blocker could not be looked at, or nobody knows when the source is quiet
};
PlanVerdict verdict_of(const Plan& plan);

// plan.md, plan.html, plan.ics, period_end.md, notices/recipients.csv, notices/unreachable.csv,
// notices/<language>/<kind>.md. What an earlier plan left there is gone. Throws
// Error(Fault::disk).
void write_plan(const Plan& plan, const std::filesystem::path& folder);

// The plan as `tieout cutover plan --json` prints it.
std::string to_json(const Plan& plan);

}  // namespace tieout::cutover
