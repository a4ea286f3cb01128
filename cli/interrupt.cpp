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

void wait_for_signals(sigset_t signals) {
    for (int signal = 0; sigwait(&signals, &signal) == 0;) {
        if (stop.exchange(true)) ::_exit(could_not_look);
        const std::lock_guard lock(acts().mutex);
        for (auto* act : acts().all)
            (*act)();
    }
}

}  // namespace

void watch_for_interrupt() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);  // a reader that went away is an error of the write
    std::thread(wait_for_signals, signals).detach();
}

const std::atomic<bool>& interrupted() {
    return stop;
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
