// Both sides of a run read gently, and what a person hears of it.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/error.h"
#include "db/pace_session.h"

namespace tieout::tests {

using std::chrono::milliseconds;

class Heard {
public:
    void add(const std::string& line) {
        const std::lock_guard lock(mutex_);
        lines_.push_back(line);
    }
    std::vector<std::string> lines() const {
        const std::lock_guard lock(mutex_);
        return lines_;
    }
    bool begins(const std::string& words) const {
        const auto all = lines();
        return std::any_of(all.begin(), all.end(),
                           [&](const auto& line) { return line.starts_with(words); });
    }
    std::string text() const {
        std::string all;
        for (const std::string& line : lines())
            all += line + "\n";
        return all;
    }

private:
    mutable std::mutex mutex_;
    std::vector<std::string> lines_;
};

// One database as both sides; its source is read.
struct Paced {
    Paced(const Gentle& limits, const db::Url& url,
          milliseconds tell_again = std::chrono::seconds(10))
        : pace(limits, url, url,
               {[this](const std::string& line) { heard.add(line); },
                [this](const std::string& why) {
                    reason.add(why);
                    if (auto* open = running.load()) open->cancel();
                },
                &stop, tell_again}),
          session(db::paced(db::Session::open(url), &pace, db::PaceSide::source)) {
        running = session.get();
    }
    ~Paced() { running = nullptr; }
    Paced(const Paced&) = delete;
    Paced& operator=(const Paced&) = delete;

    Heard heard, reason;
    std::atomic<bool> stop{false};
    std::atomic<db::Session*> running{nullptr};
    db::Pace pace;
    std::unique_ptr<db::Session> session;
};

// All rows; how many.
inline std::size_t read_all(db::Session& session, const std::string& sql) {
    const auto stream = session.stream({sql, {}});
    db::RowBatch batch;
    std::size_t rows = 0;
    while (stream->next(batch))
        rows += batch.rows();
    return rows;
}

// True as soon as `is` is; false where it is not after 20 s.
inline bool soon(const std::function<bool()>& is) {
    for (int i = 0; i < 2000; ++i) {
        if (is()) return true;
        std::this_thread::sleep_for(milliseconds(10));
    }
    return false;
}

// What `act` threw; "nothing" where it did not.
inline std::string error_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const Error& error) {
        return error.what();
    }
    return "nothing";
}

inline milliseconds time_of(const std::function<void()>& act) {
    const auto begin = std::chrono::steady_clock::now();
    act();
    return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begin);
}

}  // namespace tieout::tests
