#include "db/write/postgresql_moments.h"

#include <cstdint>
#include <limits>

#include "db/native.h"
#include "db/write/postgresql_digits.h"
#include "db/write/postgresql_words.h"

namespace tieout::db {
namespace {

constexpr std::int64_t micros_of_day = 86'400'000'000;

// Takes a number of two digits off the front. -1: there is none.
int take_two(std::string_view& text) {
    if (text.size() < 2) return -1;
    const int number = two_digits(text.data());
    if (number >= 0) text.remove_prefix(2);
    return number;
}

// Takes a number of `least` to `most` digits off the front. -1: there is none.
int take_number(std::string_view& text, std::size_t least, std::size_t most) {
    std::size_t count = 0;
    int number = 0;
    while (count < text.size() && count < most && is_digit(text[count]))
        number = number * 10 + (text[count++] - '0');
    if (count < least) return -1;
    text.remove_prefix(count);
    return number;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text[0] != c) return false;
    text.remove_prefix(1);
    return true;
}

// Takes what a year before the year 1 ends in off the end.
bool take_era(std::string_view& text) {
    constexpr std::string_view before_christ = " BC";
    if (!text.ends_with(before_christ)) return false;
    text.remove_suffix(before_christ.size());
    return true;
}

int days_of_month(std::int64_t year, int month) {
    static constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

// From 1970-01-01, in the proleptic Gregorian calendar; the year 1 BC is the year 0.
std::int64_t days_of(std::int64_t year, int month, int day) {
    year -= month <= 2 ? 1 : 0;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const std::int64_t of_era = year - era * 400;
    const std::int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146'097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719'468;
}

// Takes "YYYY-MM-DD" off the front, the year of up to seven digits.
bool take_day(std::string_view& text, bool before_christ, std::int64_t& days) {
    const int year = take_number(text, 4, 7);
    if (year <= 0 || !take(text, '-')) return false;
    const int month = take_two(text);
    if (month < 1 || month > 12 || !take(text, '-')) return false;
    const int day = take_two(text);
    const std::int64_t counted = before_christ ? 1 - year : year;
    if (day < 1 || day > days_of_month(counted, month)) return false;
    days = days_of(counted, month, day) - native::days_to_2000;
    return true;
}

// Takes "hh:mm:ss[.f{1,6}]" off the front: what a clock shows, 24:00:00 and leap seconds not among
// it.
bool take_clock(std::string_view& text, std::int64_t& micros) {
    const int hours = take_two(text);
    if (hours < 0 || hours > 23 || !take(text, ':')) return false;
    const int minutes = take_two(text);
    if (minutes < 0 || minutes > 59 || !take(text, ':')) return false;
    const int seconds = take_two(text);
    if (seconds < 0 || seconds > 59) return false;
    int fraction = 0;
    if (take(text, '.')) {
        const std::size_t before = text.size();
        fraction = take_number(text, 1, 6);
        if (fraction < 0) return false;
        for (std::size_t digits = before - text.size(); digits < 6; ++digits)
            fraction *= 10;
    }
    micros = ((hours * std::int64_t{60} + minutes) * 60 + seconds) * 1'000'000 + fraction;
    return true;
}

// The greatest and the least number stand for what is beyond every day.
template <class Word>
char* put_unbounded(std::string_view text, char* to) {
    if (text == "infinity") return put_cell(std::numeric_limits<Word>::max(), to);
    if (text == "-infinity") return put_cell(std::numeric_limits<Word>::min(), to);
    return nullptr;
}

}  // namespace

char* put_date(std::string_view text, char* to) {
    std::string_view rest = text;
    const bool before_christ = take_era(rest);
    std::int64_t days = 0;
    if (!take_day(rest, before_christ, days) || !rest.empty())
        return put_unbounded<std::int32_t>(text, to);
    if (days >= std::numeric_limits<std::int32_t>::max()) return nullptr;
    return put_cell(static_cast<std::int32_t>(days), to);
}

char* put_moment(std::string_view text, char* to) {
    constexpr std::int64_t last_day = 110'000'000;  // 64 bits hold about 106 million days
    std::string_view rest = text;
    const bool before_christ = take_era(rest);
    std::int64_t days = 0, micros = 0;
    if (!take_day(rest, before_christ, days) || !take(rest, ' ') || !take_clock(rest, micros))
        return put_unbounded<std::int64_t>(text, to);
    if (!(rest.empty() || rest == "+00") || days > last_day || days < -last_day) return nullptr;
    std::int64_t sum = 0;
    if (__builtin_mul_overflow(days, micros_of_day, &sum) ||
        __builtin_add_overflow(sum, micros, &sum) ||
        sum == std::numeric_limits<std::int64_t>::max() ||
        sum == std::numeric_limits<std::int64_t>::min())
        return nullptr;
    return put_cell(sum, to);
}

char* put_time(std::string_view text, char* to) {
    std::int64_t micros = 0;
    return take_clock(text, micros) && text.empty() ? put_cell(micros, to) : nullptr;
}

}  // namespace tieout::db
