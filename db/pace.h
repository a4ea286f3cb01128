// Production is sacred: one object a run, asked by every stream between two batches whether it may
// go on.
//
// A session that is paced() asks it; one that is not knows nothing of it, so that a run without
// limits pays nothing. It waits while a server is busier than it may be or its replication too far
// behind, while the pause file exists, and where a side was read faster than its caps allow; it
// ends the run at a critical load and as soon as the stop file exists. Every wait is told: when it
// begins, again every ten seconds, and when it is over. What slows reading down without stopping it
// (caps, rests between chunks) is told when it first happens, again at most every ten seconds, and
// with its sum at the end.
//
// A statement that runs at a server cannot be made slower from here, only ended; what can be held
// back is the rows that we take and the next statement.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/error.h"
#include "base/gentle.h"
#include "db/pace_bucket.h"
#include "db/pace_chunk.h"
#include "db/session.h"

namespace tieout::db {

class LoadWatch;
struct LoadVerdict;

enum class PaceSide { source, target };

// Thread-safe.
class Pace {
public:
    using Clock = std::chrono::steady_clock;

    struct Calls {
        // One line for people, without a newline; one call at a time, from any thread. It must not
        // ask Pace anything.
        std::function<void(const std::string&)> tell;
        // Once, from a thread of ours, when the run is to end: ends statements that run (see
        // Session::cancel).
        std::function<void(const std::string& reason)> ended;
        const std::atomic<bool>* stop = nullptr;  // Ctrl-C
        std::chrono::milliseconds tell_again{10'000};
    };

    // What a stream has read since it asked last, and the rest that it owes for a chunk.
    struct Taken {
        std::uint64_t rows = 0, bytes = 0;  // bytes of values, without the protocol's own
        std::optional<PaceChunk::Rest> rest{};
    };

    // Throws Error(Fault::usage) where neither server can be asked for a figure that has a limit,
    // Error(Fault::interrupted) where the stop file exists already.
    Pace(const Gentle& limits, const Url& source, const Url& target, Calls calls);
    ~Pace();  // outlives all sessions that it paces
    Pace(const Pace&) = delete;
    Pace& operator=(const Pace&) = delete;

    const Gentle& limits() const { return limits_; }

    // A connection whose own load is not counted. The first of a side opens the connection that
    // asks for the load: throws what Session::open throws, and Error(Fault::rights | usage) where
    // the server does not answer what has a limit.
    void join(PaceSide side, const std::string& connection_id);
    void leave(PaceSide side, const std::string& connection_id) noexcept;
    // Around each statement: while there is none nothing is asked.
    void begin_statement(PaceSide side);
    void end_statement(PaceSide side) noexcept;

    // May I go on? Waits until so. Throws Error(Fault::interrupted) where the run is to end, and
    // what ended it: Error(Fault::connection) where the load can no longer be asked.
    void go_on(PaceSide side, const Taken& taken);
    // The same without waiting: whoever asks next pays.
    void took(PaceSide side, const Taken& taken) noexcept;

    // After `stop` was set: ends all waits. Any thread.
    void wake() noexcept;
    // Why the run is to end; nullopt: it is not.
    std::optional<Error> ended() const;
    bool stopped() const { return calls_.stop != nullptr && calls_.stop->load(); }

private:
    struct Slowed {
        std::optional<Clock::time_point> told;
        Clock::duration waited{0};
    };
    struct Side {
        Side(const char* name, const Url& url, const Gentle& limits);
        std::string name;
        Url url;
        PaceBucket rows, bytes;
        std::unique_ptr<LoadWatch> watch;  // nullptr: there is nothing to ask, or nobody has yet
        std::vector<std::string> ours;
        int statements = 0;
        bool known = true;  // the load is that of about now
        Clock::time_point looked{};
        std::string load;     // why its load makes us wait
        std::string waiting;  // what was told; empty: nobody waits
        Clock::time_point waits_since{}, told{};
        Slowed slowed;
    };
    struct Slowing {
        Clock::time_point until;
        std::string why;
    };

    Side& at(PaceSide side) { return sides_[side == PaceSide::source ? 0 : 1]; }
    void refuse_unanswerable() const;
    void watch_load(Side& side);
    void see(Side& side, const LoadVerdict& verdict);
    void watch_files();
    void end(const Error& why);

    void pay(Side& side, const Taken& taken, Clock::time_point now);
    void refuse_when_ended() const;
    std::string hindrance(const Side& side) const;
    Slowing slowing(const Side& side, const Taken& taken, Clock::time_point rested) const;
    void tell_waiting(Side& side, const std::string& why, Clock::time_point now);
    void tell_going_on(Side& side, Clock::time_point now);
    void tell_slowed(Side& side, const std::string& why, Clock::time_point now);

    const Gentle limits_;
    const Calls calls_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::array<Side, 2> sides_;
    std::optional<Error> ended_;
    bool paused_ = false, done_ = false;
    std::thread files_;
};

}  // namespace tieout::db
