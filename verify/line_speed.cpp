#include "verify/line_speed.h"

#include <fmt/format.h>

namespace tieout::verify {
namespace {

// Less says nothing: buffers were filled before we looked.
constexpr double shortest_s = 2;
// Digests cost servers what streaming does at about 50 MB/s. Far below, there is no doubt.
constexpr double slow_bytes_a_second = 10e6;
constexpr std::int64_t many_rows = 100'000;

}  // namespace

void LineSpeed::note(std::uint64_t bytes, double seconds) {
    if (seconds >= shortest_s) bytes_a_second_ = static_cast<double>(bytes) / seconds;
}

std::string LineSpeed::why_slow() const {
    if (bytes_a_second_ == 0 || bytes_a_second_ >= slow_bytes_a_second) return {};
    return fmt::format("an earlier tie's rows came at {:.1f} MB/s", bytes_a_second_ / 1e6);
}

bool has_many_rows(const Tie& tie, db::Session& source) {
    const db::Table* table =
        tie.source.from.empty() ? nullptr : source.catalogue().find(tie.source.table());
    return table == nullptr || table->estimated_rows < 0 || table->estimated_rows >= many_rows;
}

}  // namespace tieout::verify
