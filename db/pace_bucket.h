// A rate that holds over any stretch of time: what was taken says from when on more may be.
//
// Every unit pushes the moment of the next one away by 1/rate, so that a cap is kept smoothly and
// not as a burst at the begin of each second. Time that nobody used is not saved up, but for what a
// late wake-up of the operating system costs.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace tieout::db {

class PaceBucket {
public:
    using Clock = std::chrono::steady_clock;

    // 0: no limit.
    explicit PaceBucket(std::uint64_t per_second) : per_second_(per_second) {}

    void take(std::uint64_t units, Clock::time_point now) {
        if (per_second_ == 0 || units == 0) return;
        const std::chrono::duration<double> costs(static_cast<double>(units) /
                                                  static_cast<double>(per_second_));
        free_at_ = std::max(free_at_, now - late_wake_up) +
                   std::chrono::duration_cast<Clock::duration>(costs);
    }

    // Nothing more may be taken before.
    Clock::time_point free_at() const { return free_at_; }

private:
    static constexpr std::chrono::milliseconds late_wake_up{20};

    std::uint64_t per_second_;
    Clock::time_point free_at_{};
};

}  // namespace tieout::db
