// One side of a tie, read by threads of its own: rows become canonical, are summed, and wait in a
// queue for the matcher.
#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <memory>
#include <thread>
#include <vector>

#include "rules/record.h"
#include "verify/batch_queue.h"
#include "verify/ranges.h"
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

    // Before start(): reads these ranges at once, the first by the session it has, each other by
    // one of `sessions`, which stay its own until join().
    void split(const std::vector<KeyRange>& ranges, const std::vector<db::Session*>& sessions);
    void start(const std::atomic<bool>* stop);
    // After the queue's end: waits for the witnesses. Rethrows what went wrong with them.
    void join();

    // Of all rows of the side, after join().
    Route route;
    TotalSums sums;
    BatchQueue queue;
    std::vector<rules::Witness> witnesses;
    double sending_s = 0;  // from the first batch to the last, of the first range

private:
    // One more range.
    struct Part {
        Part(const Tie& tie, SideName side, db::Session& session, const RunFacts& facts)
            : route(tie, side, session, facts), sums(tie) {}
        Route route;
        TotalSums sums;
    };

    const Tie& tie_;
    SideName side_;
    const RunFacts& facts_;
    std::vector<std::unique_ptr<Part>> parts_;
    std::vector<std::thread> threads_;
    std::atomic<std::size_t> reading_ = 0;
    std::exception_ptr failure_;

    void read(Route& from, TotalSums& into, const std::atomic<bool>* stop);
    bool push_all(Route& from, TotalSums& into, const std::atomic<bool>* stop);
    void finish();
};

}  // namespace tieout::verify
