#include "base/gentle.h"

#include <algorithm>
#include <charconv>

namespace tieout {

std::optional<LoadLimit> read_load_limit(std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0) return std::nullopt;
    LoadLimit limit{std::string(text.substr(0, equals)), 0};
    const std::string_view digits = text.substr(equals + 1);
    const char* const end = digits.data() + digits.size();
    const auto parsed = std::from_chars(digits.data(), end, limit.most);
    if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
    return limit;
}

void set_limit(std::vector<LoadLimit>& limits, const LoadLimit& limit) {
    const auto same = std::find_if(limits.begin(), limits.end(),
                                   [&](const auto& known) { return known.name == limit.name; });
    if (same == limits.end())
        limits.push_back(limit);
    else
        *same = limit;
}

bool Gentle::any() const {
    return !max_load.empty() || !critical_load.empty() || max_lag || rows_per_s != 0 ||
           bytes_per_s != 0 || !pause_file.empty() || !stop_file.empty() ||
           statement_limit.count() != 0 || chunk_time.count() != 0;
}

}  // namespace tieout
