#include "cli/interrupt.h"

#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <mutex>
#include <thread>
#include <vector>

#include "cli/exit_code.h"

namespace tieout::cli {
namespace {

std::atomic<bool> stop{false};

struct Acts {
    std::mutex mutex;
    std::vector<std::function<void()>*> all;
};

Acts& acts() {
    static Acts instance;
    return instance;
}

struct Reason {
    std::mutex mutex;
    std::string text;
};

Reason& reason() {
    static Reason instance;
    return instance;
}

void act_now() {
    const std::lock_guard lock(acts().mutex);
    for (auto* act : acts().all)
        (*act)();
}

void wait_for_signals(sigset_t signals) {
    for (int signal = 0; sigwait(&signals, &signal) == 0;) {
        if (stop.exchange(true)) ::_exit(could_not_look);
        act_now();
    }
}

}  // namespace

void watch_for_interrupt() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);  // a terminal that goes away
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);  // a reader that went away is an error of the write
    std::thread(wait_for_signals, signals).detach();
}

const std::atomic<bool>& interrupted() {
    return stop;
}

void stop_because(const std::string& why) {
    {
        const std::lock_guard lock(reason().mutex);
        if (stop) return;
        reason().text = why;
        stop = true;
    }
    act_now();
}

std::string stop_reason() {
    const std::lock_guard lock(reason().mutex);
    return reason().text;
}

OnInterrupt::OnInterrupt(std::function<void()> act) : act_(std::move(act)) {
    const std::lock_guard lock(acts().mutex);
    acts().all.push_back(&act_);
}

OnInterrupt::~OnInterrupt() {
    const std::lock_guard lock(acts().mutex);
    auto& all = acts().all;
    all.erase(std::find(all.begin(), all.end(), &act_));
}

}  // namespace tieout::cli
