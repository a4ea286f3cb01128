// The verifier's own decoders, written from the business meaning (docs/packs.md, Steps). Those that
// write into `out` clear it first; views point into the argument.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/decimal.h"

namespace tieout::verify {

// Without blanks, tabs, line ends and U+00A0 at both ends.
std::string_view trim(std::string_view text);
void strip_nul(std::string_view text, std::string& out);
// Backslashes before quote, double quote and backslash; until stable, at most twice.
void unslash(std::string_view text, std::string& out);
// Named Latin-1 entities (and quot, amp, lt, gt, apos) and numeric ones, once.
void unescape_html(std::string_view text, std::string& out);
// UTF-8 that was read as cp1252 and written as UTF-8 again: undone where what comes out is UTF-8;
// at most twice.
void repair_latin1(std::string_view text, std::string& out);
// CR LF and CR become LF.
void unix_newlines(std::string_view text, std::string& out);
std::string_view first_line(std::string_view text);
// What follows the first newline, further ones as ", ". False: there is none.
bool rest_lines(std::string_view text, std::string& out);
std::string_view left(std::string_view text, int characters);
// Cut at the first `mark`, or at the last: the part before it and the part after. Without a mark
// the part that a single word would be is all of it (before the first, after the last), and the
// other is not there: nullopt.
struct Cut {
    std::optional<std::string_view> before, after;
};
Cut cut_at_first(std::string_view text, std::string_view mark);
Cut cut_at_last(std::string_view text, std::string_view mark);

// Stored bytes of a MySQL charset as UTF-8. False: they are not text of that charset, or it is not
// known.
bool decode_charset(std::string_view bytes, std::string_view charset, std::string& out);

// Codes are compared as trimmed text, and as numbers where both are numbers: "02" is "2.0".
struct Code {
    std::string text;    // trimmed
    std::string number;  // normal digits; empty: not a number
    static Code of(std::string_view raw);
    void set(std::string_view raw);  // as of(), keeping capacity
    bool operator==(const Code& other) const {
        return text == other.text || (!number.empty() && number == other.number);
    }
};

// Trimmed, then strict.
std::optional<Decimal> strict_number(std::string_view text);
// '' is 0; commas between groups of three digits are allowed.
std::optional<Decimal> plain_amount(std::string_view text);
// What PHP 4 makes of a string in a sum: the number at its front, the rest dropped, 0 where there
// is none. nullopt: it has more than 38 digits.
std::optional<Decimal> php_number(std::string_view text);

// A reading of a clock: "YYYY-MM-DD" (midnight), with " hh:mm", seconds and fraction or without.
// nullopt: there is no such day or time, or it names an offset and so is no local time.
std::optional<Instant> clock_reading(std::string_view text);

// The part of a packed price that a billing cycle picks (modernbill.md 2.5, rules 1 to 3), raw.
std::string_view packed_part(std::string_view packed, std::string_view cycle);
// Part `index` as written; nullopt: there are fewer.
std::optional<std::string_view> written_part(std::string_view packed, std::size_t index);

// What a zone's clocks showed, as a moment in UTC: none, one, or two where they were set back.
struct Moments {
    std::optional<Instant> earlier, later;
};

// Days of a time zone. Remembers the spans between changes of the clock that it has met.
class Zone {
public:
    // Throws Error(Fault::usage) for a name that the machine's zone data do not know.
    explicit Zone(const std::string& name);
    // The day on which that second falls; nullopt: beyond the years 1 to 9999.
    std::optional<Date> day_of(std::int64_t unix_seconds);
    // What the zone's clocks showed at that second, as if of UTC. The same years.
    std::optional<Instant> clock_at(std::int64_t unix_seconds);
    // The first second of a day: 00:00, or what follows where the clock skips it. False beyond the
    // years.
    bool is_midnight(std::int64_t unix_seconds);
    // The moments at which the zone's clocks showed `wall` (a reading of the clock, as if of UTC).
    Moments moments_of(Instant wall);

    // From one change of the clock to the next: unix seconds, and what the clocks are ahead of UTC.
    struct Span {
        std::int64_t begin, end, offset;
    };
    // All spans that have a second from `begin` to `end` in them, in order.
    std::vector<Span> spans(std::int64_t begin, std::int64_t end);

private:
    const Span& span_of(std::int64_t unix_seconds);
    const void* zone_;
    std::vector<Span> spans_;
    std::size_t last_ = 0;
};

}  // namespace tieout::verify
