#include "verify/rows_ahead.h"

#include "verify/patience.h"
#include "verify/side_reader.h"

namespace tieout::verify {

RowsAhead::RowsAhead(Route& route, const std::atomic<bool>* stop)
    : thread_([this, &route, stop] { read(route, stop); }) {}

RowsAhead::~RowsAhead() {
    queue_.abandon();
    thread_.join();
}

void RowsAhead::read(Route& route, const std::atomic<bool>* stop) {
    run_by_turns();
    try {
        CanonicalBatch batch;
        do
            stop_if_asked(stop);
        while (route.next(batch) && queue_.push(batch));
    } catch (...) {  // rethrown by next()
        return queue_.close(std::current_exception());
    }
    queue_.close(nullptr);
}

}  // namespace tieout::verify
