#include "cutover/probe_steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "base/quantity.h"
#include "cutover/probe.h"
#include "reports/wording.h"

namespace tieout::cutover {
namespace {

using Clock = std::chrono::steady_clock;
using rules::IntegrationState;

Seen ask_all(const Night& night) {
    ProbeOptions options;
    const rules::Profile& profile = night.project->profile;
    options.source = profile.source;
    options.target = profile.target_read.empty() ? profile.target_write : profile.target_read;
    options.pack = night.pack;
    options.stop = night.stop;
    std::string why;
    for (const Probed& probed : run_probes(night.book->smoke, options)) {
        if (probed.fault == Fault::interrupted)
            throw Error(Fault::interrupted, "stopped while a probe was asked");
        if (probed.result.state != IntegrationState::works)
            why += fmt::format("{}{}: {}", why.empty() ? "" : "; ", probed.result.name,
                               probed.result.sentence);
    }
    if (!why.empty()) return {false, why};
    return {true, reports::counted(night.book->smoke.size(), "probe works", "probes work")};
}

}  // namespace

Seen SmokeStep::act() {
    return ask_all(night_);
}

std::vector<std::string> SmokeStep::would() {
    std::vector<std::string> lines;
    for (const rules::Integration& one : night_.book->smoke)
        lines.push_back("ask " + one.name + ": " + rules::words_of(*one.probe));
    return lines;
}

Seen WatchStep::act() {
    const Watch& watch = night_.book->watch;
    const auto until = Clock::now() + watch.during;
    std::uint64_t times = 0;
    for (;;) {
        const Seen seen = ask_all(night_);
        if (!seen.holds) return seen;
        ++times;
        if (night_.progress) night_.progress(name(), seen.sentence);
        const auto next = std::min(Clock::now() + watch.every, until);
        for (; Clock::now() < next; std::this_thread::sleep_for(std::chrono::milliseconds(50)))
            if (night_.stop != nullptr && *night_.stop)
                throw Error(Fault::interrupted, "stopped while watching");
        if (next >= until) break;
    }
    return {true, fmt::format("asked {} in {}", reports::counted(times, "time", "times"),
                              text(watch.during))};
}

std::vector<std::string> WatchStep::would() {
    return {fmt::format("ask the probes of smoke every {} for {}", text(night_.book->watch.every),
                        text(night_.book->watch.during))};
}

}  // namespace tieout::cutover
