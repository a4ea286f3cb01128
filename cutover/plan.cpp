#include "cutover/plan.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/digest.h"
#include "base/error.h"
#include "cutover/window_clock.h"
#include "cycle/ledger.h"

namespace tieout::cutover {
namespace {

// What make_plan() is about, read once.
class Planning {
public:
    Planning(const rules::Project& project, const rules::Pack& pack, db::Session& source,
             const PlanWish& wish)
        : project_(project),
          pack_(pack),
          source_(source),
          wish_(wish),
          file_(PlanFile::load(pack)),
          texts_(pack, wish.texts),
          zone_(project.zone),
          now_(utc_seconds(wish.now)) {}

    Plan plan(std::vector<Blocker> blockers) {
        Plan plan;
        plan.blockers = std::move(blockers);
        name_it(plan);
        look_back(plan);
        choose(plan);
        tell(plan);
        return plan;
    }

private:
    void name_it(Plan& plan) const {
        plan.made_at = wish_.now;
        plan.pack = pack_.name;
        plan.profile = project_.profile.name;
        plan.zone = project_.zone;
        plan.source_label = pack_.source.label;
        plan.target_label = pack_.target.label;
        plan.weeks = wish_.weeks;
        plan.locked_until = project_.locked_until;
        plan.announce_days = file_.notices.announce_days;
        plan.identity = stable_id({pack_.name, project_.zone, source_.facts().url});
    }

    void look_back(Plan& plan) {
        std::vector<rules::CycleRecord> cycles;
        const auto ledger = project_.state / "ledger.db";
        if (std::filesystem::exists(ledger)) {
            const cycle::Ledger book(ledger);
            cycles = rehearsals(book, project_.profile.name);
            plan.last = book.last();
        }
        plan.downtime = downtime_of(cycles, wish_.margin, wish_.downtime);
        plan.heat = read_heat(pack_, file_.activity, source_, zone_, now_, wish_.about);
    }

    void choose(Plan& plan) {
        WindowWish wish = wish_of(plan);
        const auto asked = asked_for();
        DaysAhead ahead{clock_time(zone_, wish.earliest).day,
                        clock_time(zone_, wish.latest + wish.length).day};
        if (asked) {
            ahead.first = std::min(ahead.first, clock_time(zone_, *asked).day);
            ahead.last = std::max(ahead.last, clock_time(zone_, *asked + wish.length).day);
        }
        wish_.about("days to keep clear");
        const std::int64_t past_until = plan.heat.last == 0 ? now_ : plan.heat.end;
        plan.kept = read_kept_days(pack_, file_.keep_clear, source_, zone_, past_until, ahead);
        plan.windows = best_windows(plan.heat, plan.kept, zone_, wish);
        if (asked)
            plan.windows.insert(plan.windows.begin(),
                                window_at(plan.heat, plan.kept, zone_, wish, *asked));
        plan.is_asked_for = asked.has_value();
        if (!plan.windows.empty()) plan.period = period_before(plan.windows.front());
    }

    // From the first day of which people can be told in time.
    WindowWish wish_of(const Plan& plan) {
        const ClockTime today = clock_time(zone_, now_);
        const int late = today.hour >= file_.notices.hour ? 1 : 0;
        WindowWish wish;
        wish.earliest = midnight_of(zone_, {today.day.days + file_.notices.announce_days + late});
        wish.latest = midnight_of(zone_, {today.day.days + 7 * wish_.weeks + 1}) - 1;
        if (wish.earliest > wish.latest)
            throw Error(Fault::usage,
                        fmt::format("--weeks {} leaves no day: people are told {} days before",
                                    wish_.weeks, file_.notices.announce_days));
        wish.length = plan.downtime.planned;
        wish.zone_name = project_.zone;
        wish.fiscal_year_starts = project_.fiscal_year_starts;
        wish.locked_until = project_.locked_until;
        return wish;
    }

    std::optional<std::int64_t> asked_for() {
        if (wish_.window.empty()) return std::nullopt;
        const auto clock = verify::clock_reading(wish_.window);
        if (!clock || wish_.window.size() != std::size("YYYY-MM-DD hh:mm") - 1)
            throw Error(Fault::usage,
                        "--window: found `" + wish_.window + "`, expected \"YYYY-MM-DD hh:mm\"");
        const std::int64_t begin = moment_of(zone_, project_.zone, *clock);
        if (begin < now_) throw Error(Fault::usage, "--window: " + wish_.window + " has passed");
        return begin;
    }

    std::optional<PeriodEnd> period_before(const Window& window) {
        if (window.behind) return window.behind;
        const Date day = clock_time(zone_, window.begin).day;
        // A month and a few days hold one end at least.
        const auto ends = period_ends({day.days - 40}, {day.days - 1}, project_.fiscal_year_starts);
        return ends.empty() ? std::nullopt : std::optional(ends.back());
    }

    void tell(Plan& plan) {
        wish_.about("whom to tell");
        plan.audience = read_audience(pack_, file_.notices, texts_, source_);
        if (plan.windows.empty()) return;
        const Window& window = plan.windows.front();
        plan.times = notice_times(file_.notices, zone_, window.begin, window.end, now_);
        const auto words = words_for_texts(window);
        for (const auto& [language, people] : plan.audience.by_language)
            for (const char* kind : notice_kinds)
                plan.texts.push_back(texts_.filled(kind, language, words));
    }

    // Days and hours as figures: they read the same in every language.
    std::map<std::string, std::string> words_for_texts(const Window& window) {
        const auto clock = [this](std::int64_t moment) {
            return clock_words(zone_, moment).substr(std::size("Thu ") - 1);
        };
        return {{"day", clock_time(zone_, window.begin).day.text()},
                {"begins", clock(window.begin)},
                {"ends", clock(window.end)},
                {"begins_utc", utc_text(window.begin)},
                {"ends_utc", utc_text(window.end)},
                {"zone", project_.zone},
                {"length", length_words(window.end - window.begin)}};
    }

    const rules::Project& project_;
    const rules::Pack& pack_;
    db::Session& source_;
    const PlanWish& wish_;
    const PlanFile file_;
    const NoticeTexts texts_;
    verify::Zone zone_;
    const std::int64_t now_;
};

}  // namespace

Plan make_plan(const rules::Project& project, const rules::Pack& pack, db::Session& source,
               std::vector<Blocker> blockers, const PlanWish& wish) {
    return Planning(project, pack, source, wish).plan(std::move(blockers));
}

PlanVerdict verdict_of(const Plan& plan) {
    const auto any = [&plan](Blocker::State state) {
        return std::any_of(plan.blockers.begin(), plan.blockers.end(),
                           [state](const Blocker& one) { return one.state == state; });
    };
    if (any(Blocker::State::blocks)) return PlanVerdict::blocked;
    if (any(Blocker::State::unknown)) return PlanVerdict::unknown;
    if (!plan.windows.empty()) return PlanVerdict::ready;
    return plan.heat.is_known() ? PlanVerdict::blocked : PlanVerdict::unknown;
}

}  // namespace tieout::cutover
