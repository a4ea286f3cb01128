// The source's rows, read by a thread of their own while the rows before them are converted.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "db/session.h"

namespace tieout::migrate {

class ReadAhead {
public:
    // Enough to go on reading while a group of rows is handed over; more is memory.
    static constexpr std::size_t few = 16;

    // Nobody else may use `stream`, or its session, while this lives. It is so many batches ahead
    // at most.
    explicit ReadAhead(db::RowStream& stream, std::size_t most = few);
    ~ReadAhead();
    ReadAhead(const ReadAhead&) = delete;
    ReadAhead& operator=(const ReadAhead&) = delete;

    // As RowStream::next(), in the same order; what the stream threw is thrown here. The buffer of
    // the former batch is filled anew.
    bool next(db::RowBatch& batch);

private:
    void run();
    bool take_empty(db::RowBatch& batch);
    void put_full(db::RowBatch& batch);

    // Who has to wait sleeps until so many are there: to be woken costs more than a batch.
    static constexpr std::size_t enough = few / 2;
    db::RowStream& stream_;
    std::mutex mutex_;
    std::condition_variable filled_, emptied_;
    std::deque<db::RowBatch> full_;
    std::vector<db::RowBatch> empty_;
    std::exception_ptr failure_;
    bool ended_ = false, abandoned_ = false;
    std::thread thread_;
};

}  // namespace tieout::migrate
