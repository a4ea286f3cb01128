#include "reports/row_speed.h"

#include <fmt/format.h>

#include "reports/wording.h"

namespace tieout::reports {

std::string RowSpeed::words(const std::string& table, std::uint64_t rows, std::uint64_t expected,
                            Clock::time_point now) {
    if (table != table_ || rows < rows_) {
        table_ = table;
        begin_ = now;
    }
    rows_ = rows;
    std::string text = grouped(rows);
    if (expected > 0 && rows < expected) text += " of about " + grouped(expected);
    text += rows == 1 ? " row" : " rows";
    const std::chrono::duration<double> took = now - begin_;
    if (rows == 0 || took.count() < 1) return text;
    const double speed = static_cast<double>(rows) / took.count();
    text += fmt::format(", {} rows/s", grouped(static_cast<std::uint64_t>(speed)));
    if (rows < expected)
        text += fmt::format(", {} left", duration(static_cast<double>(expected - rows) / speed));
    return text;
}

}  // namespace tieout::reports
