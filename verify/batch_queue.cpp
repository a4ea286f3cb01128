#include "verify/batch_queue.h"

#include <utility>

namespace tieout::verify {

void BatchQueue::set_readers(std::size_t readers) {
    readers_ = open_ = readers;
}

bool BatchQueue::push(CanonicalBatch& batch) {
    std::unique_lock lock(mutex_);
    if (holds_one_in(1)) taken_.wait(lock, [this] { return !holds_one_in(2) || abandoned_; });
    if (abandoned_) return false;
    bytes_ += batch.bytes();
    full_.push_back(std::move(batch));
    batch = CanonicalBatch();
    if (!empty_.empty()) {
        batch = std::move(empty_.back());
        empty_.pop_back();
    }
    if (holds_one_in(2)) arrived_.notify_one();
    return true;
}

void BatchQueue::close(std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    if (failure && !failure_) failure_ = std::move(failure);
    if (open_ > 0) --open_;
    arrived_.notify_one();
}

bool BatchQueue::pop(CanonicalBatch& batch) {
    std::unique_lock lock(mutex_);
    while (full_.empty() && open_ > 0 && !failure_)
        arrived_.wait_for(lock, patience,
                          [this] { return holds_one_in(2) || open_ == 0 || failure_; });
    if (full_.empty()) {
        if (failure_) std::rethrow_exception(failure_);
        return false;
    }
    empty_.push_back(std::move(batch));
    batch = std::move(full_.front());
    full_.pop_front();
    bytes_ -= batch.bytes();
    if (!holds_one_in(2)) taken_.notify_all();
    return true;
}

void BatchQueue::abandon() {
    const std::lock_guard lock(mutex_);
    abandoned_ = true;
    taken_.notify_all();
}

}  // namespace tieout::verify
