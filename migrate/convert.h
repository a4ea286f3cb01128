// The converters: plain functions from text to text, number or time. Each is the meaning of one
// step of docs/packs.md.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.h"

namespace date {
class time_zone;
}

namespace tieout::migrate {

// Without blanks, tabs, line ends and U+00A0 at both ends.
std::string_view trimmed(std::string_view text);

// Each appends its result to `out`.
void strip_nul(std::string_view text, std::string& out);
void fold(std::string_view text, std::string& out);
// A backslash before quote, double quote or backslash goes; repeated until stable, at most twice.
void unslash(std::string_view text, std::string& out);
// `&eacute;`, `&#233;`, `&#xe9;`, once. What is no entity stays.
void unescape_html(std::string_view text, std::string& out);
// UTF-8 that was read as cp1252, undone where the result is valid UTF-8; at most twice.
void repair_latin1(std::string_view text, std::string& out);
void unix_newlines(std::string_view text, std::string& out);
// What follows the first newline, further ones as ", ". False: there is no newline.
bool rest_lines(std::string_view text, std::string& out);
std::string_view first_line(std::string_view text);
// What stands before the first `mark` (all of it where there is none), and after it (nullopt:
// none).
std::string_view before(std::string_view text, std::string_view mark);
std::optional<std::string_view> after(std::string_view text, std::string_view mark);
// What stands before the last `mark` (nullopt: none), and after it (all of it where there is none).
std::optional<std::string_view> before_last(std::string_view text, std::string_view mark);
std::string_view after_last(std::string_view text, std::string_view mark);
// At most `count` characters.
std::string_view left(std::string_view text, std::size_t count);

// Bytes in a MySQL charset as UTF-8: latin1 is cp1252, as MySQL means it. Throws
// Error(Fault::schema) where the charset is unknown.
void decode(std::string_view bytes, const std::string& charset, std::string& out);

// Decimal; blanks around it are dropped, '' is 0, commas are allowed where they part thousands.
std::optional<Decimal> plain_amount(std::string_view text);
// The number that PHP 4 takes a text for: blanks, sign, digits, fraction, exponent; what follows is
// dropped, and no number is 0. nullopt: it is beyond 38 digits.
std::optional<Decimal> php_number(std::string_view text);

// The part of a packed price that a cycle is charged by (modernbill.md 2.5, rules 1 to 3): raw
// text.
std::string_view packed_part(std::string_view packed, std::string_view cycle);
// The part at `index` (from 0); nullopt: not written.
std::optional<std::string_view> written_part(std::string_view packed, std::size_t index);

// "YYYY-MM-DD hh:mm:ss+00". False: outside the years 0001 to 9999.
bool append_instant(std::int64_t unix_seconds, std::string& out);

// Days of one zone. Offsets are remembered by interval, so that most stamps cost one look.
class LocalDays {
public:
    // Throws Error(Fault::usage) where the zone is unknown.
    explicit LocalDays(const std::string& zone);
    // "YYYY-MM-DD", the day in the zone. False: outside the years 0001 to 9999.
    bool append_day(std::int64_t unix_seconds, std::string& out);

private:
    struct Interval {
        std::int64_t begin = 0, end = 0, offset = 0;
    };
    const Interval& interval_at(std::int64_t unix_seconds);

    const date::time_zone* zone_;
    std::map<std::int64_t, Interval>
        by_end_;  // the interval of a time is the first that ends after it
    Interval last_;
};

// Which of two instants is meant where a clock that was set back showed the same twice.
enum class Twice { refused, earlier, later };

// A clock on a wall of one zone, which is set forward and back: some readings never come, some
// twice.
class LocalClock {
public:
    enum class Reading { once, twice, never, no_time };

    // Throws Error(Fault::usage) where the zone is unknown.
    explicit LocalClock(const std::string& zone);
    // Appends the instant, as append_instant() writes it, at which the clock shows `text`:
    // "YYYY-MM-DD[ hh:mm[:ss[.f{1,6}]]]", a bare day at its midnight. Where it shows it twice, the
    // earlier or the later one. Nothing is appended for never and no_time.
    Reading append_instant(std::string_view text, Twice twice, std::string& out) const;

private:
    const date::time_zone* zone_;
};

}  // namespace tieout::migrate
