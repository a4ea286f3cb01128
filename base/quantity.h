// Durations, amounts of data and rates as people write them: `0.5s`, `20MB/s`, `50000/s`.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tieout {

// A number above 0 and its unit, ms, s, min or h: "500ms", "0.5s", "10 s". Nullopt for anything
// else, and for less than a millisecond.
std::optional<std::chrono::milliseconds> read_duration(std::string_view text);

// Whole numbers above 0 a second: "50000/s".
std::optional<std::uint64_t> read_rate(std::string_view text);

// Bytes a second with a unit, B, kB, MB, GB (powers of 1000) or KiB, MiB, GiB (of 1024):
// "20MB/s", "1.5 GiB/s". At least one byte.
std::optional<std::uint64_t> read_byte_rate(std::string_view text);

// "0.5 s", "30 s", "90 min", "2 h": read_duration reads it back.
std::string text(std::chrono::milliseconds duration);

}  // namespace tieout
