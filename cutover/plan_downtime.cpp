#include "cutover/plan_downtime.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cutover/window_clock.h"
#include "reports/wording.h"

namespace tieout::cutover {
namespace {

constexpr std::int64_t a_quarter = 15 * 60;
// Freeze, gate and switch take their time too, however small the database is.
constexpr std::int64_t shortest = 2 * a_quarter;
// Nobody has measured anything: a guess, and it is called one.
constexpr std::int64_t guess = 4 * 3600;
// What the data were like a year ago says little of today.
constexpr std::size_t latest_cycles = 10;
constexpr const char* stages[] = {"preflight", "migrate", "verify"};

bool is_whole(const rules::CycleRecord& record) {
    const auto is_done = [&](const char* stage) {
        return std::any_of(record.stages.begin(), record.stages.end(), [&](const auto& one) {
            return one.stage == stage && one.status == "done";
        });
    };
    return std::all_of(std::begin(stages), std::end(stages), is_done);
}

double seconds_of(const rules::CycleRecord& record, const std::string& stage) {
    double seconds = 0;
    for (const rules::StageResult& one : record.stages)
        if (one.stage == stage) seconds += one.seconds;
    return seconds;
}

StepTime spread(const std::string& step, std::vector<double> seconds) {
    std::sort(seconds.begin(), seconds.end());
    const std::size_t half = seconds.size() / 2;
    const double median =
        seconds.size() % 2 == 1 ? seconds[half] : (seconds[half - 1] + seconds[half]) / 2;
    return {step, seconds.front(), median, seconds.back()};
}

// Up to the next quarter of an hour.
std::int64_t in_quarters(double seconds) {
    const auto whole = static_cast<std::int64_t>(std::ceil(seconds));
    return std::max(shortest, (whole + a_quarter - 1) / a_quarter * a_quarter);
}

std::string words_of(const Downtime& downtime, std::int64_t wanted) {
    if (wanted > 0)
        return fmt::format("{} are planned, as somebody asked", length_words(downtime.planned));
    if (downtime.cycles == 0)
        return fmt::format("no rehearsal has ended: {} are a guess", length_words(guess));
    const std::string few =
        downtime.cycles < 3 ? "; so few rehearsals say little of the spread" : "";
    return fmt::format(
        "the longest of {} took {}; {:g} times that, in quarters of an hour and two of them at "
        "least, is {}{}",
        reports::counted(downtime.cycles, "rehearsal", "rehearsals"),
        reports::duration(downtime.whole.most), downtime.margin, length_words(downtime.planned),
        few);
}

}  // namespace

std::vector<rules::CycleRecord> rehearsals(const cycle::Ledger& ledger,
                                           const std::string& profile) {
    std::vector<rules::CycleRecord> of_profile, of_any;
    const auto lines = ledger.lines();
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        const auto record = ledger.find(line->number);
        if (!record || !is_whole(*record)) continue;
        if (of_any.size() < latest_cycles) of_any.push_back(*record);
        if (record->profile == profile) of_profile.push_back(*record);
        if (of_profile.size() == latest_cycles) break;
    }
    return of_profile.empty() ? of_any : of_profile;
}

Downtime downtime_of(const std::vector<rules::CycleRecord>& cycles, double margin,
                     std::int64_t wanted) {
    Downtime downtime;
    downtime.cycles = cycles.size();
    downtime.margin = margin;
    downtime.planned = wanted > 0 ? wanted : guess;
    std::vector<double> whole(cycles.size());
    for (const char* stage : stages) {
        std::vector<double> seconds;
        for (std::size_t i = 0; i < cycles.size(); ++i) {
            seconds.push_back(seconds_of(cycles[i], stage));
            whole[i] += seconds.back();
        }
        if (!seconds.empty()) downtime.steps.push_back(spread(stage, std::move(seconds)));
    }
    if (!cycles.empty()) {
        downtime.profile = cycles.front().profile;
        downtime.whole = spread("all", std::move(whole));
        if (wanted == 0) downtime.planned = in_quarters(downtime.whole.most * margin);
    }
    downtime.words = words_of(downtime, wanted);
    return downtime;
}

}  // namespace tieout::cutover
