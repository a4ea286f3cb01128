// cutover.yaml as a model: by which SQL the source tells when it is busy, which days are kept
// clear, what blocks the night, and who must be told. docs/cutover_plan.md is its format.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "db/url.h"
#include "rules/finding.h"
#include "rules/pack.h"

namespace tieout::cutover {

// SQL by the engine's name, or under "any"; as written in the pack, its parameters not put in.
using SqlByEngine = std::map<std::string, std::string>;
// With the pack's parameters put in. Throws Error(Fault::usage) where none is for that engine.
std::string sql_for(const rules::Pack& pack, const SqlByEngine& sql, db::Engine engine,
                    const std::string& what);

// How the first column of a statement says when: seconds since 1970 (0 = never), or what the clocks
// of the zone showed ("2026-11-29 14:30:00").
enum class MomentsAs { unix_seconds, local_time };

// What the source did, and how much each of it weighs. The SQL takes two parameters, the first
// second that counts and the first that does not, and gives one moment a row.
struct Activity {
    std::string name, title;
    std::uint64_t weight = 1;
    MomentsAs as = MomentsAs::unix_seconds;
    SqlByEngine sql;
};

// Days on which nobody cuts over. `days`: the SQL gives moments that are ahead. `days_of_month`:
// it gives moments of the past, and what fell on the 1st is expected on the next 1st.
struct KeptClear {
    enum class By { days, days_of_month };
    std::string name, title;
    By by = By::days;
    // A day is kept clear where it has at least so many times what the mean day has.
    std::uint64_t heap = 1;
    MomentsAs as = MomentsAs::unix_seconds;
    SqlByEngine sql;
};

// What must not be there when the night begins. The SQL returns the offenders, whose first column
// names them.
struct SqlBlocker {
    std::string name;
    rules::Origin side = rules::Origin::source;
    std::string sentence, way_out;  // "card charges wait in the queue"
    std::string needs;              // a parameter of the pack that must not be `none`; empty: none
    SqlByEngine sql;
};

// Whom to tell, and when. The SQL returns name, email, language in this order.
struct NoticePlan {
    SqlByEngine audience;                          // empty: nobody is told
    std::map<std::string, std::string> languages;  // the source's word for one → folder of texts
    std::string otherwise = "en";                  // of whoever has none, or one without texts
    int announce_days = 7, remind_days = 1;        // before the day on which the window begins
    int hour = 10;                                 // o'clock, in the zone
};

struct PlanFile {
    std::vector<Activity> activity;
    std::vector<KeptClear> keep_clear;
    std::vector<SqlBlocker> blockers;
    NoticePlan notices;

    // Throws Error(Fault::usage) with file, line and column. Empty where the pack has no
    // cutover.yaml.
    static PlanFile load(const rules::Pack& pack);
};

}  // namespace tieout::cutover
