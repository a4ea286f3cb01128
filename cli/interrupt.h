// Ctrl-C, SIGTERM, a terminal that goes away: stages are asked to stop, and statements that run at
// a server are ended.
#pragma once

#include <atomic>
#include <functional>
#include <string>

namespace tieout::cli {

// Begins to watch, from a thread of its own; call once, before any other thread is started. A
// second signal ends the program at once.
void watch_for_interrupt();

const std::atomic<bool>& interrupted();

// As a signal would, from within: a limit was passed that ends the run. `reason` is for people.
void stop_because(const std::string& reason);
// What stop_because() was told; empty: nobody, or a signal came first.
std::string stop_reason();

// Called, from the watching thread, when the signal comes; safe calls only (Session::cancel,
// Writer::cancel).
class OnInterrupt {
public:
    explicit OnInterrupt(std::function<void()> act);
    ~OnInterrupt();
    OnInterrupt(const OnInterrupt&) = delete;
    OnInterrupt& operator=(const OnInterrupt&) = delete;

private:
    std::function<void()> act_;
};

}  // namespace tieout::cli
