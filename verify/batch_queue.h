// A few batches between the thread that reads a side and the one that matches. Buffers go round, so
// that a running tie allocates nothing. Whoever has to wait does so until the queue is half full,
// or half empty: to be woken for every batch costs more than the batch.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <vector>

#include "verify/canonical_batch.h"

namespace tieout::verify {

class BatchQueue {
public:
    // Before the first push: how many readers push, each of which closes once.
    void set_readers(std::size_t readers);
    // The reader: waits while the queue is full. `batch` gets a used buffer back. False: nobody
    // will take it; stop.
    bool push(CanonicalBatch& batch);
    // A reader, at its end; the last one, or the first that failed, ends the queue. With the
    // exception that ended it, or nullptr.
    void close(std::exception_ptr failure);
    // The matcher: waits for a batch; false at the end. Rethrows what ended the reader.
    bool pop(CanonicalBatch& batch);
    // The matcher, when it wants no more.
    void abandon();

private:
    // A reader; enough to hide a pause of either side; more is drift and memory.
    static constexpr std::size_t most_a_reader = 8;
    std::mutex mutex_;
    std::condition_variable arrived_, taken_;
    std::deque<CanonicalBatch> full_;
    std::vector<CanonicalBatch> empty_;
    std::exception_ptr failure_;
    std::size_t readers_ = 1, open_ = 1;
    bool abandoned_ = false;

    std::size_t most() const { return most_a_reader * readers_; }
};

}  // namespace tieout::verify
