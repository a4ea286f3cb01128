// tieout cutover plan: when to cut over, how long it takes, what is in the way, whom to tell.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "base/error.h"
#include "base/quantity.h"
#include "cli/commands.h"
#include "cli/cutover_parts.h"
#include "cli/exit_code.h"
#include "cli/gently.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cutover/plan.h"
#include "cutover/plan_words.h"
#include "cutover/window_clock.h"
#include "cycle/state_folder.h"
#include "db/pace_session.h"
#include "verify/shape.h"

namespace tieout::cli {
namespace {

struct PlanFlags {
    Flags common;
    int weeks = 4;
    double margin = 1.5;
    std::string window, downtime, texts;
};

const char* word_of(cutover::Blocker::State state) {
    switch (state) {
        case cutover::Blocker::State::clear:
            return "ok";
        case cutover::Blocker::State::blocks:
            return "NO";
        case cutover::Blocker::State::unknown:
            return "??";
    }
    return "??";
}

void print_blockers(const std::vector<cutover::Blocker>& blockers) {
    for (const cutover::Blocker& blocker : blockers) {
        std::printf("  %-2s %-21s %s\n", word_of(blocker.state), blocker.name.c_str(),
                    blocker.sentence.c_str());
        if (!blocker.way_out.empty()) std::printf("     %-21s → %s\n", "", blocker.way_out.c_str());
    }
}

void print_windows(const reports::PlanPage& page) {
    if (page.windows.empty()) std::printf("  %s\n", page.no_window.c_str());
    int rank = 0;
    for (const reports::PlanPage::Window& window : page.windows) {
        std::printf("  %d. %s to %s, %s weighted events\n", ++rank, window.begins.c_str(),
                    window.ends.c_str(), window.events.c_str());
        for (const std::string& but : window.reservations)
            std::printf("     but %s\n", but.c_str());
        for (const std::string& reason : window.reasons)
            std::printf("     %s\n", reason.c_str());
    }
}

void print_plan(const cutover::Plan& plan, const std::string& folder) {
    const reports::PlanPage page = cutover::page_of(plan);
    std::printf("%s\n%s. %s\n", page.headline.c_str(), page.badge.c_str(), page.meaning.c_str());
    std::puts("what is in the way:");
    print_blockers(plan.blockers);
    std::puts("windows, the best first:");
    print_windows(page);
    std::puts("who is told, and when:");
    for (const auto& [language, people] : page.audience)
        std::printf("  %-13s %s\n", language.c_str(), people.c_str());
    for (const reports::PlanPage::Notice& notice : page.notices)
        std::printf("  %-13s %s\n", notice.what.c_str(), notice.when.c_str());
    for (const std::string& remark : page.remarks)
        std::printf("  %s\n", remark.c_str());
    std::printf("written into %s: plan.html, plan.md, notices%s%s; nothing was sent\n",
                folder.c_str(), plan.times ? ", plan.ics" : "",
                plan.period ? ", period_end.md" : "");
}

std::int64_t seconds_of(const std::string& flag) {
    if (flag.empty()) return 0;
    const auto read = read_duration(flag);
    if (!read || *read < std::chrono::minutes(1))
        throw Error(Fault::usage,
                    "--downtime: found `" + flag + "`, expected a minute or more, as 90min or 2h");
    return std::chrono::duration_cast<std::chrono::seconds>(*read).count();
}

cutover::PlanWish wish_of(const PlanFlags& flags, ProgressLine& progress) {
    cutover::PlanWish wish;
    wish.now = now_utc();
    wish.weeks = flags.weeks;
    wish.window = flags.window;
    wish.margin = flags.margin;
    wish.downtime = seconds_of(flags.downtime);
    wish.texts = flags.texts;
    wish.about = [&progress](const std::string& what) { progress.show("plan", what); };
    return wish;
}

// A cycle may be at work in the state folder: it is made where it is missing, and not held.
std::filesystem::path folder_of(const rules::Project& project) {
    if (!std::filesystem::exists(project.state)) {
        const cycle::StateFolder made(project.state);
    }
    return project.state / "cutover" / "plan";
}

ExitCode exit_code(cutover::PlanVerdict verdict) {
    switch (verdict) {
        case cutover::PlanVerdict::ready:
            return holds;
        case cutover::PlanVerdict::blocked:
            return broken;
        case cutover::PlanVerdict::unknown:
            return could_not_look;
    }
    return could_not_look;
}

int plan_now(const PlanFlags& flags) {
    const rules::Project project = project_of(flags.common, Takes::both_sides);
    const rules::Pack pack = pack_of(project);
    const auto pace = pace_of(project);
    ProgressLine progress(flags.common.quiet);
    const cutover::PlanWish wish = wish_of(flags, progress);
    const auto source = verify::open_in_shape(
        pack, db::paced(db::Session::open(db::Url::parse(project.profile.source)), pace.get(),
                        db::PaceSide::source));
    const OnInterrupt stop([&] {
        wake(pace.get());
        source->cancel();
    });
    progress.show("plan", "what is in the way");
    auto blockers = cutover::find_blockers(
        project, pack, {wish.now, pace.get(), &interrupted(), [](std::function<void()> cancel) {
                            return std::make_shared<OnInterrupt>(std::move(cancel));
                        }});
    const cutover::Plan plan =
        cutover::make_plan(project, pack, *source, std::move(blockers), wish);
    const std::filesystem::path folder = folder_of(project);
    cutover::write_plan(plan, folder);
    if (flags.common.json)
        std::fputs(cutover::to_json(plan).c_str(), stdout);
    else
        print_plan(plan, folder.string());
    return exit_code(cutover::verdict_of(plan));
}

}  // namespace

void add_cutover_plan(CLI::App& cutover, Outcome& outcome) {
    auto flags = std::make_shared<PlanFlags>();
    CLI::App* command = cutover.add_subcommand(
        "plan",
        "the windows of the coming weeks that disturb the fewest, how long the downtime is, what "
        "is in the way, whom to tell: plan.html, plan.md, plan.ics and notices in the state folder "
        "(exit 1 where a blocker stands)");
    add_flags(*command, flags->common, Takes::both_sides);
    command->add_option("--weeks", flags->weeks, "to look ahead")
        ->capture_default_str()
        ->check(CLI::Range(1, 26));
    command->add_option("--window", flags->window,
                        "plan for this begin, \"YYYY-MM-DD hh:mm\" by the clocks of the zone "
                        "(default: the best window)");
    command
        ->add_option("--margin", flags->margin,
                     "the downtime that is planned, in lengths of the longest rehearsal")
        ->capture_default_str()
        ->check(CLI::Range(1.0, 10.0));
    command->add_option("--downtime", flags->downtime,
                        "plan so much, as 90min or 2h, whatever the rehearsals took");
    command->add_option("--notices", flags->texts,
                        "folder of texts of your own, LANGUAGE/announcement.md and so on, which go "
                        "before the pack's");
    add_gentle_flags(*command, flags->common.gentle);
    command->callback([flags, &outcome] { outcome.exit_code = plan_now(*flags); });
}

}  // namespace tieout::cli
