#include "base/quantity.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace tieout {
namespace {

struct Unit {
    std::string_view word;
    double size;
};

constexpr std::array durations{Unit{"ms", 1}, Unit{"s", 1e3}, Unit{"min", 60e3}, Unit{"h", 3600e3}};
constexpr std::array sizes{Unit{"B", 1},           Unit{"kB", 1e3},   Unit{"MB", 1e6},
                           Unit{"GB", 1e9},        Unit{"KiB", 1024}, Unit{"MiB", 1048576},
                           Unit{"GiB", 1073741824}};

// Beyond it nobody means it, and sums of it would no longer be exact.
constexpr double most = 1e15;

// The number times its unit; nullopt where either is not there, or nothing is left of it.
template <std::size_t count>
std::optional<std::uint64_t> read(std::string_view text, const std::array<Unit, count>& units) {
    double number = 0;
    const char* const end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number, std::chars_format::fixed);
    if (parsed.ec != std::errc()) return std::nullopt;
    std::string_view word = text.substr(static_cast<std::size_t>(parsed.ptr - text.data()));
    while (word.starts_with(' '))
        word.remove_prefix(1);
    for (const Unit& unit : units) {
        const double size = number * unit.size;
        if (unit.word == word && size >= 1 && size <= most)
            return static_cast<std::uint64_t>(std::llround(size));
    }
    return std::nullopt;
}

// What stands before "/s"; empty where that is not there.
std::string_view per_second(std::string_view text) {
    return text.ends_with("/s") ? text.substr(0, text.size() - 2) : std::string_view();
}

}  // namespace

std::optional<std::chrono::milliseconds> read_duration(std::string_view text) {
    const auto size = read(text, durations);
    if (!size) return std::nullopt;
    return std::chrono::milliseconds(*size);
}

std::optional<std::uint64_t> read_rate(std::string_view text) {
    const std::string_view digits = per_second(text);
    std::uint64_t number = 0;
    const char* const end = digits.data() + digits.size();
    const auto parsed = std::from_chars(digits.data(), end, number);
    if (parsed.ec != std::errc() || parsed.ptr != end || number == 0) return std::nullopt;
    return number;
}

std::optional<std::uint64_t> read_byte_rate(std::string_view text) {
    return read(per_second(text), sizes);
}

std::string text(std::chrono::milliseconds duration) {
    const auto ms = duration.count();
    if (ms >= 3600000 && ms % 3600000 == 0) return fmt::format("{} h", ms / 3600000);
    if (ms > 60000 && ms % 60000 == 0) return fmt::format("{} min", ms / 60000);
    return fmt::format("{} s", static_cast<double>(ms) / 1000);
}

}  // namespace tieout
