// tieout cutover status: how far the night is, and whether the old system still is as it was.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/cutover_night.h"
#include "cli/cutover_parts.h"
#include "cli/exit_code.h"
#include "cutover/freeze_step.h"
#include "cutover/window_clock.h"

namespace tieout::cli {
namespace {

using cutover::Event;

struct StepLine {
    std::string name, state, at, sentence;
};

StepLine line_of(const cutover::Step& step, const cutover::Journal& journal) {
    StepLine line{step.name(), "to come", "", ""};
    for (const cutover::Entry& entry : journal.entries()) {
        if (entry.step != step.name()) continue;
        const char* const state = entry.event == Event::begun     ? "begun"
                                  : entry.event == Event::found   ? "found so"
                                  : entry.event == Event::done    ? "done"
                                  : entry.event == Event::failed  ? "FAILED"
                                  : entry.event == Event::undoing ? "going back"
                                  : entry.event == Event::undone  ? "taken back"
                                                                  : nullptr;
        if (state != nullptr) line = {step.name(), state, entry.at, entry.sentence};
    }
    return line;
}

std::string stands(const cutover::Journal& journal) {
    const cutover::NightState state = cutover::state_of(journal);
    if (state.ended && !state.goes_back) return "open: the target is in service";
    if (state.ended) return "taken back: " + state.how;
    if (state.goes_back) return "going back: " + state.how;
    return cutover::is_switched(journal) ? "under way: customers reach the target" : "under way";
}

// Of the frozen source: as it was, or what is otherwise. Nothing where it is not frozen by us.
std::optional<cutover::Seen> source_of(const NightPlace& place) {
    const bool frozen =
        place.journal->has("freeze", Event::done) && !place.journal->has("freeze", Event::undone);
    if (!frozen) return std::nullopt;
    return cutover::still_as_frozen(cutover::frozen_options(place.night, "status"),
                                    place.night.source_at_freeze());
}

// When the old system may go, and who may read it until then; by the days of the business.
std::string keep_of(const cutover::Keep& keep, const std::string& zone_name) {
    if (!keep.until) return {};
    verify::Zone zone(zone_name);
    const Date today = cutover::clock_time(zone, cutover::utc_seconds(now_utc())).day;
    std::string readers;
    for (const std::string& reader : keep.readers)
        readers += (readers.empty() ? ", for " : ", ") + reader;
    const int days = keep.until->days - today.days;
    if (days < 0)
        return fmt::format(
            "the source was kept until {}: {} days ago. Archive it (tieout archive), "
            "prove the archive, then let it go",
            keep.until->text(), -days);
    constexpr int soon = 30;
    return fmt::format("the source is kept until {}{}: {} days more{}", keep.until->text(), readers,
                       days, days <= soon ? "; the time to archive it is now" : "");
}

void print_text(const NightPlace& place, const std::vector<StepLine>& lines,
                const std::optional<cutover::Seen>& source, const std::string& keep) {
    std::printf("night %s: %s\n", place.night.folder.filename().c_str(),
                stands(*place.journal).c_str());
    for (const StepLine& line : lines)
        std::printf("  %-13s %-10s %-20s %s\n", line.name.c_str(), line.state.c_str(),
                    line.at.c_str(), line.sentence.c_str());
    if (source) std::printf("%s\n", source->sentence.c_str());
    if (!keep.empty()) std::printf("%s\n", keep.c_str());
}

void print_json(const NightPlace& place, const std::vector<StepLine>& lines,
                const std::optional<cutover::Seen>& source, const std::string& keep) {
    nlohmann::ordered_json json{{"schema", 1},
                                {"night", place.night.folder.filename().string()},
                                {"stands", stands(*place.journal)},
                                {"steps", nlohmann::ordered_json::array()}};
    for (const StepLine& line : lines)
        json["steps"].push_back({{"step", line.name},
                                 {"state", line.state},
                                 {"at", line.at},
                                 {"sentence", line.sentence}});
    if (source) json["source"] = {{"as_frozen", source->holds}, {"sentence", source->sentence}};
    if (!keep.empty()) json["keep"] = keep;
    std::printf("%s\n", json.dump(2).c_str());
}

int status_of_night(const CutoverFlags& flags) {
    const rules::Project project = project_of_night(flags);
    const auto nights = cutover::nights_in(project.state);
    if (nights.empty())
        throw Error(Fault::usage, "no night has begun in " + project.state.string());
    const auto place = night_at(flags, nights.back());
    std::vector<StepLine> lines;
    for (const auto& step : cutover::steps_of(place->night, *place->hooks))
        lines.push_back(line_of(*step, *place->journal));
    const auto source = source_of(*place);
    const std::string keep = source ? keep_of(place->book.keep, project.zone) : "";
    if (flags.cycle.common.json)
        print_json(*place, lines, source, keep);
    else
        print_text(*place, lines, source, keep);
    return !source || source->holds ? holds : broken;
}

}  // namespace

void add_cutover_status(CLI::App& cutover, Outcome& outcome) {
    auto flags = std::make_shared<CutoverFlags>();
    CLI::App* command = cutover.add_subcommand(
        "status",
        "how far the night is, and whether the source still is as it was (exit 1 where it is not)");
    add_night_flags(*command, *flags);
    command->callback([flags, &outcome] { outcome.exit_code = status_of_night(*flags); });
}

}  // namespace tieout::cli
