// Days and instants without a zone of the machine: a zone is always an argument, and lives with who
// needs one.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tieout {

// A day of the proleptic Gregorian calendar, years 0001 to 9999, counted from 1970-01-01 = 0.
struct Date {
    std::int32_t days = 0;

    static std::optional<Date> from_civil(int year, int month, int day) noexcept;
    // "YYYY-MM-DD", exactly. nullopt: not a day that exists ("2005-02-30", "0000-00-00").
    static std::optional<Date> parse(std::string_view text) noexcept;

    struct Civil {
        int year, month, day;
    };
    Civil civil() const noexcept;
    std::string text() const;
    auto operator<=>(const Date&) const = default;
};

// Microseconds since 1970-01-01T00:00:00Z, years 0001 to 9999.
struct Instant {
    std::int64_t micros = 0;

    static Instant from_seconds(std::int64_t seconds) { return {seconds * 1'000'000}; }
    // "YYYY-MM-DD hh:mm:ss[.f{1,6}][Z|(+|-)hh[:mm[:ss]]]", 'T' or one blank between; without an
    // offset it is taken as UTC. nullopt: not an instant that exists.
    static std::optional<Instant> parse(std::string_view text) noexcept;
    // "2004-01-01T05:00:00Z", with six digits of fraction only where there is one.
    std::string text() const;
    auto operator<=>(const Instant&) const = default;
};

}  // namespace tieout
