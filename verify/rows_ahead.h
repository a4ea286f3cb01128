// A route that is read by a thread of its own, for whoever has much to do with each row: rows come
// and become canonical while those before them are looked at.
#pragma once

#include <atomic>
#include <thread>

#include "verify/batch_queue.h"
#include "verify/route.h"

namespace tieout::verify {

class RowsAhead {
public:
    // Begins to read. The route and its session stay the thread's own as long as this lives.
    RowsAhead(Route& route, const std::atomic<bool>* stop);
    ~RowsAhead();
    RowsAhead(const RowsAhead&) = delete;
    RowsAhead& operator=(const RowsAhead&) = delete;

    // False at the end. Rethrows what ended the reader; Error(Fault::interrupted) where `stop` was
    // set.
    bool next(CanonicalBatch& batch) { return queue_.pop(batch); }

private:
    BatchQueue queue_;
    std::thread thread_;

    void read(Route& route, const std::atomic<bool>* stop);
};

}  // namespace tieout::verify
