// How fast rows go by, and how long it still takes, for a line of progress.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace tieout::reports {

class RowSpeed {
public:
    using Clock = std::chrono::steady_clock;

    // Of `rows` of `table` so far: "1,200,000 of about 4,000,000 rows, 400,000 rows/s, 7 s left".
    // Expected 0: not known. The speed is told from one second on, the rest only where it is known
    // and the rows are not beyond it. Another table, or fewer rows, begins anew.
    std::string words(const std::string& table, std::uint64_t rows, std::uint64_t expected,
                      Clock::time_point now = Clock::now());

private:
    std::string table_;
    std::uint64_t rows_ = 0;
    Clock::time_point begin_;
};

}  // namespace tieout::reports
