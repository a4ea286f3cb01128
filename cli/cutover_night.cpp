#include "cli/cutover_night.h"

#include <poll.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "cli/exit_code.h"
#include "cli/gently.h"
#include "cli/interrupt.h"

namespace tieout::cli {
namespace {

using cutover::Event;
using cutover::Way;

// A line from the terminal; Ctrl-C is seen while nobody types.
std::string typed_line() {
    constexpr int tick_ms = 100;
    pollfd keyboard{STDIN_FILENO, POLLIN, 0};
    while (poll(&keyboard, 1, tick_ms) == 0)
        if (interrupted()) throw Error(Fault::interrupted, "stopped while waiting for an answer");
    std::string line;
    std::getline(std::cin, line);
    return line;
}

bool is_said(const CutoverFlags& flags, const std::string& word) {
    return std::find(flags.confirm.begin(), flags.confirm.end(), word) != flags.confirm.end();
}

const char* word_of(Way way) {
    switch (way) {
        case Way::open:
            return "open";
        case Way::back:
            return "back";
        case Way::waits:
            return "waits";
        case Way::stuck:
            return "stuck";
    }
    return "";
}

std::string advice(const CutoverFlags& flags, const NightPlace& place, Way way) {
    const bool switched = is_switched(*place.journal);
    switch (way) {
        case Way::open:
            return "the target is in service";
        case Way::back:
            return switched || place.journal->has("switch", Event::undone)
                       ? "the source is in service again"
                       : "the source is in service, as it was";
        case Way::stuck:
            return "a person is needed: mend it, then `tieout cutover " + flags.what +
                   "` goes on from here";
        case Way::waits:
            break;
    }
    return std::string(switched ? "customers reach the target"
                                : "customers reach the source, if it is not frozen") +
           "; `tieout cutover run` goes on from here, `tieout cutover rollback` takes all back";
}

void print_json(const NightPlace& place, const cutover::Walked& walked) {
    nlohmann::ordered_json json{{"schema", 1},
                                {"night", place.night.folder.filename().string()},
                                {"way", word_of(walked.way)},
                                {"sentence", walked.sentence}};
    const std::string received = place.journal->fact("mark", "received");
    if (!received.empty())
        json["received"] = {{"rows", std::stoull(received)}, {"folder", place.night.received()}};
    std::printf("%s\n", json.dump(2).c_str());
}

}  // namespace

void add_night_flags(CLI::App& command, CutoverFlags& flags) {
    flags.what = command.get_name();
    flags.cycle.common.profile = "final";
    command.add_option("--runbook", flags.runbook,
                       "the commands of this company (default: the project's, runbook.yaml)");
    add_flags(command, flags.cycle.common, Takes::both_sides);
}

void add_walk_flags(CLI::App& command, CutoverFlags& flags, const char* word) {
    command.add_flag("--dry-run", flags.dry_run, "say what would be done, and do nothing");
    command.add_option("--confirm", flags.confirm,
                       std::string("the word that would have to be typed: ") + word);
}

bool confirmed(const CutoverFlags& flags, const std::string& word, const std::string& what) {
    if (is_said(flags, word)) return true;
    std::fprintf(stderr, "%s. Type `%s`: ", what.c_str(), word.c_str());
    std::fflush(stderr);
    return typed_line() == word;
}

rules::Project project_of_night(const CutoverFlags& flags) {
    rules::Project project = project_of(flags.cycle.common, Takes::both_sides);
    if (!flags.runbook.empty()) project.runbook = flags.runbook;
    return project;
}

std::unique_ptr<NightPlace> night_at(const CutoverFlags& flags,
                                     const std::filesystem::path& folder) {
    auto place = std::make_unique<NightPlace>();
    place->project = project_of_night(flags);
    place->pack = pack_of(place->project);
    place->book = cutover::RunbookFile::load(place->project.runbook, place->project.zone);
    place->journal = std::make_unique<cutover::Journal>(
        std::filesystem::absolute(folder) / "journal.jsonl", now_utc);
    place->progress = std::make_unique<ProgressLine>(flags.cycle.common.quiet);
    cutover::Night& night = place->night;
    night.project = &place->project;
    night.pack = &place->pack;
    night.book = &place->book;
    night.journal = place->journal.get();
    night.folder = std::filesystem::absolute(folder);
    night.replace = flags.cycle.replace;
    night.stop = &interrupted();
    night.now = now_utc;
    night.run_cycle = [&flags]() -> cutover::CycleEnd {
        CycleDone done = run_one_cycle(flags.cycle);
        return {std::move(done.record), std::move(done.stopped_by)};
    };
    night.progress = [progress = place->progress.get()](const std::string& step,
                                                        const std::string& line) {
        progress->show(step, line);
    };
    place->hooks = std::make_unique<cutover::HookPlace>(night.hooks());
    return place;
}

cutover::WalkOptions walk_options(const CutoverFlags& flags, NightPlace& place) {
    cutover::WalkOptions options;
    options.postpone_file = place.book.postpone_file;
    options.stop = &interrupted();
    options.confirm = [&flags, &window = place.book.window](const cutover::Step& step) {
        const auto now = Instant::parse(now_utc());
        if (window && now && *now >= window->ends)
            std::fprintf(stderr, "The window ended at %s; the switch comes after it.\n",
                         window->ends.text().c_str());
        return confirmed(flags, step.confirmation(),
                         "From here on customers reach the target; the way back is `tieout cutover "
                         "rollback`, which tells what the target received and brings nothing over");
    };
    const bool quiet = flags.cycle.common.quiet;
    options.say = [quiet](const cutover::Step& step, const std::string& line) {
        if (!quiet)
            std::fprintf(stderr, "%-13s %s %s\n", step.name().c_str(), now_utc().substr(11).c_str(),
                         line.c_str());
    };
    return options;
}

int tell(const CutoverFlags& flags, const NightPlace& place, const cutover::Walked& walked) {
    if (flags.cycle.common.json) {
        print_json(place, walked);
    } else {
        std::printf("night %s: %s%s%s\n", place.night.folder.filename().c_str(),
                    word_of(walked.way), walked.sentence.empty() ? "" : ": ",
                    walked.sentence.c_str());
        std::printf("  %s\n", advice(flags, place, walked.way).c_str());
    }
    if (walked.way == Way::open) return holds;
    return walked.fault ? exit_code(*walked.fault) : broken;
}

}  // namespace tieout::cli
