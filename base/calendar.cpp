#include "base/calendar.h"

#include <cstdlib>

namespace tieout {
namespace {

constexpr std::int64_t seconds_a_day = 86'400;
constexpr std::int64_t micros_a_second = 1'000'000;

bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in(int year, int month) {
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

// Counts in eras of 400 years whose years begin in March, so that the leap day is the last of its
// year.
std::int32_t days_from(int year, int month, int day) {
    const int y = month <= 2 ? year - 1 : year;
    const int era = (y >= 0 ? y : y - 399) / 400;
    const int year_of_era = y - era * 400;
    const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146'097 + day_of_era - 719'468;
}

// Reads text from its left; each step is skipped once one has failed.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    int digits(std::size_t count) {
        int value = 0;
        if (rest_.size() < count) return fail();
        for (std::size_t i = 0; i < count; ++i) {
            if (rest_[i] < '0' || rest_[i] > '9') return fail();
            value = value * 10 + (rest_[i] - '0');
        }
        rest_.remove_prefix(count);
        return value;
    }
    bool next_is(char c) const { return !rest_.empty() && rest_.front() == c; }
    bool take(char c) {
        if (!next_is(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void expect(char c) { ok_ = take(c) && ok_; }
    // One to six digits after the point, as microseconds.
    int fraction() {
        int value = 0, read = 0;
        for (; read < 6 && !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; ++read)
            value = value * 10 + digits(1);
        if (read == 0) return fail();
        for (; read < 6; ++read)
            value *= 10;
        return value;
    }
    bool done() const { return ok_ && rest_.empty(); }
    int fail() {
        ok_ = false;
        return 0;
    }

private:
    std::string_view rest_;
    bool ok_ = true;
};

std::optional<Date> scan_date(Scanner& in) {
    const int year = in.digits(4);
    in.expect('-');
    const int month = in.digits(2);
    in.expect('-');
    const int day = in.digits(2);
    return Date::from_civil(year, month, day);
}

std::int64_t scan_time(Scanner& in) {
    const int hours = in.digits(2);
    in.expect(':');
    const int minutes = in.digits(2);
    in.expect(':');
    const int seconds = in.digits(2);
    if (hours > 23 || minutes > 59 || seconds > 59) in.fail();
    const int micros = in.take('.') ? in.fraction() : 0;
    return (hours * 3600 + minutes * 60 + seconds) * micros_a_second + micros;
}

// Seconds east of UTC.
std::int64_t scan_offset(Scanner& in) {
    const bool west = in.next_is('-');
    if (in.take('Z') || !(in.take('+') || in.take('-'))) return 0;
    const int hours = in.digits(2);
    const int minutes = in.take(':') ? in.digits(2) : 0;
    const int seconds = in.take(':') ? in.digits(2) : 0;
    if (hours > 23 || minutes > 59 || seconds > 59) in.fail();
    const std::int64_t offset = hours * 3600 + minutes * 60 + seconds;
    return west ? -offset : offset;
}

void put(std::string& out, std::int64_t value, int width) {
    const std::size_t begin = out.size();
    out.append(static_cast<std::size_t>(width), '0');
    for (std::size_t at = out.size(); at-- > begin && value != 0; value /= 10)
        out[at] = static_cast<char>('0' + value % 10);
}

}  // namespace

std::optional<Date> Date::from_civil(int year, int month, int day) noexcept {
    if (year < 1 || year > 9999 || month < 1 || month > 12) return std::nullopt;
    if (day < 1 || day > days_in(year, month)) return std::nullopt;
    return Date{days_from(year, month, day)};
}

std::optional<Date> Date::parse(std::string_view text) noexcept {
    Scanner in(text);
    const auto date = scan_date(in);
    return in.done() ? date : std::nullopt;
}

Date::Civil Date::civil() const noexcept {
    const int shifted = days + 719'468;
    const int era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
    const int day_of_era = shifted - era * 146'097;
    const int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int march_month = (5 * day_of_year + 2) / 153;
    const int month = march_month < 10 ? march_month + 3 : march_month - 9;
    const int year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    return {year, month, day_of_year - (153 * march_month + 2) / 5 + 1};
}

std::string Date::text() const {
    const Civil date = civil();
    std::string out;
    put(out, date.year, 4);
    out += '-';
    put(out, date.month, 2);
    out += '-';
    put(out, date.day, 2);
    return out;
}

std::optional<Instant> Instant::parse(std::string_view text) noexcept {
    Scanner in(text);
    const auto date = scan_date(in);
    if (!in.take('T')) in.expect(' ');
    const std::int64_t time = scan_time(in);
    const std::int64_t offset = scan_offset(in);
    if (!in.done() || !date) return std::nullopt;
    constexpr std::int64_t first = -62'135'596'800,
                           end = 253'402'300'800;  // 0001-01-01, 10000-01-01
    const Instant instant{(date->days * seconds_a_day - offset) * micros_a_second + time};
    if (instant < from_seconds(first) || instant >= from_seconds(end)) return std::nullopt;
    return instant;
}

std::string Instant::text() const {
    constexpr std::int64_t micros_a_day = seconds_a_day * micros_a_second;
    std::int64_t day = micros / micros_a_day, rest = micros % micros_a_day;
    if (rest < 0) {
        --day;
        rest += micros_a_day;
    }
    std::string out = Date{static_cast<std::int32_t>(day)}.text();
    const std::int64_t seconds = rest / micros_a_second;
    out += 'T';
    put(out, seconds / 3600, 2);
    out += ':';
    put(out, seconds / 60 % 60, 2);
    out += ':';
    put(out, seconds % 60, 2);
    if (rest % micros_a_second != 0) {
        out += '.';
        put(out, rest % micros_a_second, 6);
    }
    return out += 'Z';
}

}  // namespace tieout
