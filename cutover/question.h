// What each kind of probe does: it puts its question once, within a time. probe.cpp runs them.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <string>

#include "cutover/probe_secrets.h"
#include "rules/integrations.h"
#include "rules/pack.h"

namespace tieout::cutover {

struct Answer {
    bool works = false;
    std::string sentence;  // what was seen; the runner hides what is secret
};

// What a probe is asked with. Not shared between threads.
struct Question {
    std::filesystem::path folder;  // from where a command runs
    std::chrono::steady_clock::time_point until;
    std::chrono::milliseconds within;
    std::string source, target;         // URLs of the sides, or env:NAME; empty: not named
    const rules::Pack* pack = nullptr;  // how the source calls its tables; nullptr: as they are
    const std::atomic<bool>* stop = nullptr;
    ProbeSecrets secrets;

    bool stopped() const { return stop != nullptr && stop->load(); }
    // What is left of its time, at least a millisecond: 0 would mean for ever.
    std::chrono::milliseconds left() const {
        using std::chrono::milliseconds;
        const auto left =
            std::chrono::duration_cast<milliseconds>(until - std::chrono::steady_clock::now());
        return std::max(left, milliseconds(1));
    }
    // "did not answer within 10 s".
    Answer too_late() const;
};

// Each throws Error where the question could not be put: Fault::usage where something is not set
// or not there, Fault::interrupted.
Answer ask(const rules::HttpProbe& probe, Question& question);
Answer ask(const rules::TcpProbe& probe, Question& question);
Answer ask(const rules::SqlProbe& probe, Question& question);
Answer ask(const rules::CommandProbe& probe, Question& question);

// What a server or a database said, short enough for a sentence.
std::string in_backticks(const std::string& text);

}  // namespace tieout::cutover
