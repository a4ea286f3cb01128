#include "verify/side_reader.h"

#include <chrono>
#include <optional>

#include "base/error.h"
#include "verify/patience.h"

namespace tieout::verify {

using Clock = std::chrono::steady_clock;

void stop_if_asked(const std::atomic<bool>* stop) {
    if (stop != nullptr && stop->load(std::memory_order_relaxed))
        throw Error(Fault::interrupted, "The verification was interrupted; nothing was changed.");
}

SideReader::SideReader(const Tie& tie, SideName side, db::Session& session, const RunFacts& facts)
    : route(tie, side, session, facts), sums(tie), tie_(tie), side_(side), facts_(facts) {}

SideReader::~SideReader() {
    queue.abandon();
    for (std::thread& thread : threads_)
        if (thread.joinable()) thread.join();
}

void SideReader::split(const std::vector<KeyRange>& ranges,
                       const std::vector<db::Session*>& sessions) {
    route.look_only_at(ranges.at(0));
    for (std::size_t i = 1; i < ranges.size(); ++i) {
        parts_.push_back(std::make_unique<Part>(tie_, side_, *sessions.at(i - 1), facts_));
        parts_.back()->route.look_only_at(ranges[i]);
    }
}

void SideReader::start(const std::atomic<bool>* stop) {
    reading_ = parts_.size() + 1;
    queue.set_readers(reading_);
    threads_.emplace_back([this, stop] { read(route, sums, stop); });
    for (const auto& part : parts_)
        threads_.emplace_back([this, stop, &part] { read(part->route, part->sums, stop); });
}

void SideReader::join() {
    for (std::thread& thread : threads_)
        thread.join();
    if (failure_) std::rethrow_exception(failure_);
}

// False: nobody wants the rest.
bool SideReader::push_all(Route& from, TotalSums& into, const std::atomic<bool>* stop) {
    CanonicalBatch batch;
    std::optional<Clock::time_point> first;
    while (from.next(batch)) {
        stop_if_asked(stop);
        if (!first) first = Clock::now();
        into.add(batch);
        if (!queue.push(batch)) return false;
    }
    if (first && &from == &route)
        sending_s = std::chrono::duration<double>(Clock::now() - *first).count();
    return true;
}

// What ends a reader before its end is told by the queue. Its range is then not read, and so nobody
// finishes.
void SideReader::read(Route& from, TotalSums& into, const std::atomic<bool>* stop) {
    run_by_turns();
    try {
        if (!push_all(from, into, stop)) return;
    } catch (...) {  // rethrown by whoever takes from the queue
        queue.close(std::current_exception());
        return;
    }
    queue.close(nullptr);
    if (--reading_ == 0) finish();
}

// By the last reader: all the others have let go of their routes.
void SideReader::finish() {
    try {
        for (const auto& part : parts_) {
            route.absorb(part->route);
            sums.add(part->sums);
        }
        witnesses = route.witnesses();
    } catch (...) {  // rethrown by the joiner
        failure_ = std::current_exception();
    }
}

}  // namespace tieout::verify
