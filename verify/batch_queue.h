// Batches between the thread that reads a side and the one that matches. Buffers go round, so that
// a running tie allocates nothing. Whoever has to wait does so until the queue is half full, or
// half empty: to be woken for every batch costs more than the batch. Where batches come slowly the
// matcher takes what there is.
#pragma once

#include <chrono>
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
    // A reader: how far a side may be ahead while the other one has the cores. Fewer, and a core is
    // idle now and then; more is memory. Of long rows fewer batches are many bytes.
    static constexpr std::size_t most_a_reader = 32, most_bytes_a_reader = std::size_t{4} << 20;
    static constexpr std::chrono::milliseconds patience{50};  // of the matcher
    std::mutex mutex_;
    std::condition_variable arrived_, taken_;
    std::deque<CanonicalBatch> full_;
    std::vector<CanonicalBatch> empty_;
    std::exception_ptr failure_;
    std::size_t readers_ = 1, open_ = 1, bytes_ = 0;  // of those in full_
    bool abandoned_ = false;

    // So large a part of what may wait is there.
    bool holds_one_in(std::size_t parts) const {
        return full_.size() >= most_a_reader * readers_ / parts ||
               bytes_ >= most_bytes_a_reader * readers_ / parts;
    }
};

}  // namespace tieout::verify
