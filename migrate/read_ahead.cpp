#include "migrate/read_ahead.h"

#include <utility>

namespace tieout::migrate {

ReadAhead::ReadAhead(db::RowStream& stream, std::size_t most) : stream_(stream), empty_(most) {
    thread_ = std::thread([this] { run(); });
}

ReadAhead::~ReadAhead() {
    {
        const std::lock_guard lock(mutex_);
        abandoned_ = true;
    }
    emptied_.notify_one();
    thread_.join();
}

bool ReadAhead::take_empty(db::RowBatch& batch) {
    std::unique_lock lock(mutex_);
    if (empty_.empty()) emptied_.wait(lock, [&] { return abandoned_ || empty_.size() >= enough; });
    if (abandoned_) return false;
    batch = std::move(empty_.back());
    empty_.pop_back();
    return true;
}

void ReadAhead::put_full(db::RowBatch& batch) {
    std::unique_lock lock(mutex_);
    full_.push_back(std::move(batch));
    const bool wake = full_.size() >= enough;
    lock.unlock();
    if (wake) filled_.notify_one();
}

void ReadAhead::run() {
    std::exception_ptr failure;
    try {
        for (db::RowBatch batch; take_empty(batch) && stream_.next(batch);)
            put_full(batch);
    } catch (...) {
        failure = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    failure_ = failure;
    ended_ = true;
    filled_.notify_one();
}

bool ReadAhead::next(db::RowBatch& batch) {
    std::unique_lock lock(mutex_);
    if (full_.empty()) filled_.wait(lock, [&] { return ended_ || full_.size() >= enough; });
    if (full_.empty()) {
        if (failure_) std::rethrow_exception(failure_);
        return false;
    }
    std::swap(batch, full_.front());
    empty_.push_back(std::move(full_.front()));
    full_.pop_front();
    const bool wake = empty_.size() >= enough;
    lock.unlock();
    if (wake) emptied_.notify_one();
    return true;
}

}  // namespace tieout::migrate
