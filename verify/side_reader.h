// One side of a tie, read by a thread of its own: rows become canonical, are summed, and wait in a
// queue for the matcher.
#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <thread>
#include <vector>

#include "rules/record.h"
#include "verify/batch_queue.h"
#include "verify/route.h"
#include "verify/totals.h"

namespace tieout::verify {

// Throws Error(Fault::interrupted) where `stop` was set.
void stop_if_asked(const std::atomic<bool>* stop);

class SideReader {
public:
    SideReader(const Tie& tie, SideName side, db::Session& session, const RunFacts& facts);
    ~SideReader();
    SideReader(const SideReader&) = delete;
    SideReader& operator=(const SideReader&) = delete;

    void start(const std::atomic<bool>* stop);
    // After the queue's end: waits for the witnesses. Rethrows what went wrong with them.
    void join();

    Route route;
    TotalSums sums;
    BatchQueue queue;
    std::vector<rules::Witness> witnesses;

private:
    std::thread thread_;
    std::exception_ptr failure_;

    void read(const std::atomic<bool>* stop);
};

}  // namespace tieout::verify
