#include "migrate/read_ahead.h"

#include <utility>

namespace tieout::migrate {

ReadAhead::ReadAhead(db::RowStream& stream) : stream_(stream), empty_(most) {
    thread_ = std::thread([this] { run(); });
}

ReadAhead::~ReadAhead() {
    {
        const std::lock_guard lock(mutex_);
        abandoned_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

bool ReadAhead::take_empty(db::RowBatch& batch) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return abandoned_ || !empty_.empty(); });
    if (abandoned_) return false;
    batch = std::move(empty_.back());
    empty_.pop_back();
    return true;
}

void ReadAhead::run() {
    std::exception_ptr failure;
    try {
        for (db::RowBatch batch; take_empty(batch) && stream_.next(batch);) {
            const std::lock_guard lock(mutex_);
            full_.push_back(std::move(batch));
            changed_.notify_all();
        }
    } catch (...) {
        failure = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    failure_ = failure;
    ended_ = true;
    changed_.notify_all();
}

bool ReadAhead::next(db::RowBatch& batch) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return ended_ || !full_.empty(); });
    if (full_.empty()) {
        if (failure_) std::rethrow_exception(failure_);
        return false;
    }
    std::swap(batch, full_.front());
    empty_.push_back(std::move(full_.front()));
    full_.pop_front();
    changed_.notify_all();
    return true;
}

}  // namespace tieout::migrate
