#include "db/postgresql_binary.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "base/unicode.h"

namespace tieout::db {
namespace {

// pg_type.oid of the built-in types: fixed for ever (PostgreSQL, src/include/catalog/pg_type.dat).
enum : Oid {
    bool_type = 16,
    char_type = 18,
    int8_type = 20,
    int2_type = 21,
    int4_type = 23,
    oid_type = 26,
    float4_type = 700,
    float8_type = 701,
    date_type = 1082,
    time_type = 1083,
    timestamp_type = 1114,
    timestamptz_type = 1184,
    bit_type = 1560,
    varbit_type = 1562,
    numeric_type = 1700,
    uuid_type = 2950,
    jsonb_type = 3802
};

constexpr std::int64_t day_of_micros = 86'400'000'000;
// The days that base/calendar.h knows, 0001-01-01 to 9999-12-31, from 1970-01-01.
constexpr std::int64_t first_day = -719'162, last_day = 2'932'896;

template <class Number>
void print_number(Number number, std::string& out) {
    char digits[40];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    out.append(digits, end);
}

void print_padded(std::int64_t number, int width, std::string& out) {
    const std::string digits = std::to_string(number);
    out.append(static_cast<std::size_t>(std::max<int>(0, width - static_cast<int>(digits.size()))),
               '0')
        .append(digits);
}

// The shortest digits, without an exponent where PostgreSQL prints none (its float4out, float8out).
template <class Number>
void print_finite(Number number, std::string& out) {
    constexpr int longest = sizeof number == 4 ? 6 : 15;
    char digits[40];
    char* const last = digits + sizeof digits;
    auto end = std::to_chars(digits, last, number, std::chars_format::scientific).ptr;
    int exponent = 0;
    const char* mark = std::find(digits, end, 'e') + 1;
    std::from_chars(mark + (*mark == '+' ? 1 : 0), end, exponent);
    if (exponent >= -4 && exponent < longest)
        end = std::to_chars(digits, last, number, std::chars_format::fixed).ptr;
    out.append(digits, end);
}

template <class Number>
void print_real(Number number, std::string& out) {
    if (std::isnan(number))
        out += "NaN";
    else if (std::isinf(number))
        out += number < 0 ? "-Infinity" : "Infinity";
    else
        print_finite(number, out);
}

// Days from 1970-01-01 as year, month, day of the proleptic Gregorian calendar, any year. True:
// before year 1, which PostgreSQL prints as a year BC.
bool print_day(std::int64_t days, std::string& out) {
    const std::int64_t shifted =
        days + 719'468;  // from 0000-03-01, so that a leap day ends its year
    const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
    const std::int64_t of_era = shifted - era * 146'097;
    const std::int64_t year_of_era =
        (of_era - of_era / 1460 + of_era / 36'524 - of_era / 146'096) / 365;
    const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t from_march = (5 * of_year + 2) / 153;
    const std::int64_t month = from_march < 10 ? from_march + 3 : from_march - 9;
    const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    print_padded(year > 0 ? year : 1 - year, 4, out);
    out += '-';
    print_padded(month, 2, out);
    out += '-';
    print_padded(of_year - (153 * from_march + 2) / 5 + 1, 2, out);
    return year <= 0;
}

// hh:mm:ss, with a fraction where there is one.
void print_clock(std::int64_t micros, std::string& out) {
    print_padded(micros / 3'600'000'000, 2, out);
    out += ':';
    print_padded(micros / 60'000'000 % 60, 2, out);
    out += ':';
    print_padded(micros / 1'000'000 % 60, 2, out);
    const std::int64_t fraction = micros % 1'000'000;
    if (fraction == 0) return;
    out += '.';
    print_padded(fraction, 6, out);
    out.erase(out.find_last_not_of('0') + 1);
}

void print_date(std::string_view cell, std::string& out) {
    const auto sent = native::word_at<std::int32_t>(cell.data());
    if (sent == std::numeric_limits<std::int32_t>::max())
        out += "infinity";
    else if (sent == std::numeric_limits<std::int32_t>::min())
        out += "-infinity";
    else if (print_day(std::int64_t{sent} + native::days_to_2000, out))
        out += " BC";
}

void print_moment(std::string_view cell, bool zoned, std::string& out) {
    const auto sent = native::word_at<std::int64_t>(cell.data());
    if (sent == std::numeric_limits<std::int64_t>::max() ||
        sent == std::numeric_limits<std::int64_t>::min()) {
        out += sent > 0 ? "infinity" : "-infinity";
        return;
    }
    const std::int64_t from_2000 =
        sent >= 0 ? sent / day_of_micros : -((-(sent + 1)) / day_of_micros) - 1;
    const bool before_christ = print_day(from_2000 + native::days_to_2000, out);
    out += ' ';
    print_clock(sent - from_2000 * day_of_micros, out);
    if (zoned) out += "+00";
    if (before_christ) out += " BC";
}

void print_numeric(std::string_view cell, std::string& out) {
    const auto sign = native::word_at<std::uint16_t>(cell.data() + 4);
    if (sign == 0xC000)
        out += "NaN";
    else if (sign == 0xD000)
        out += "Infinity";
    else if (sign == 0xF000)
        out += "-Infinity";
    else
        native::append_digits(native::numeric(cell), out);
}

void print_uuid(std::string_view cell, std::string& out) {
    constexpr char digits[] = "0123456789abcdef";
    for (std::size_t i = 0; i < cell.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
        const auto byte = static_cast<unsigned char>(cell[i]);
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
}

void print_bits(std::string_view cell, std::string& out) {
    const auto width = native::word_at<std::uint32_t>(cell.data());
    for (std::uint32_t bit = 0; bit < width; ++bit)
        out +=
            (static_cast<unsigned char>(cell[4 + bit / 8]) >> (7 - bit % 8) & 1) != 0 ? '1' : '0';
}

// A number, and one of at most 36 digits before the point and after it.
bool is_held(std::string_view numeric) {
    if ((native::word_at<std::uint16_t>(numeric.data() + 4) & 0xC000) == 0xC000) return false;
    const native::Numeric number = native::numeric(numeric);
    return number.weight < 9 && number.groups <= 9 && number.groups - number.weight <= 10;
}

bool is_one_of(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::optional<PostgresqlTuples::Reading> PostgresqlTuples::reading_of(const Column& column,
                                                                      Oid type) {
    switch (type) {
        case bool_type:
            return Reading{How::boolean};
        case int2_type:
            return Reading{How::integer, Form::int16};
        case int4_type:
            return Reading{How::integer, Form::int32};
        case int8_type:
            return Reading{How::integer, Form::int64};
        case oid_type:
            return Reading{How::unsigned_integer};
        case numeric_type:
            return Reading{How::numeric, Form::numeric};
        case date_type:
            return Reading{How::days, Form::days};
        case timestamp_type:
            return Reading{How::micros, Form::micros, false};
        case timestamptz_type:
            return Reading{How::micros, Form::micros, true};
        case float4_type:
            return Reading{How::single};
        case float8_type:
            return Reading{How::real};
        case time_type:
            return Reading{How::time};
        case bit_type:
        case varbit_type:
            return Reading{How::bits};
        case uuid_type:
            return Reading{How::uuid};
        case jsonb_type:
            return Reading{How::jsonb};
        case char_type:
            return std::nullopt;  // one byte, which may be 0
        default:
            break;
    }
    // Strings and enumerations of any name are sent as they are; so are json's.
    if (column.type == ValueType::text || column.type == ValueType::json) return Reading{How::text};
    if (column.type == ValueType::bytes) return Reading{How::bytes};
    return std::nullopt;
}

std::optional<PostgresqlTuples> PostgresqlTuples::of(const std::vector<Column>& columns,
                                                     const std::vector<Oid>& types,
                                                     const std::vector<std::string>& native) {
    PostgresqlTuples tuples;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        auto reading = reading_of(columns[i], types[i]);
        if (!reading) return std::nullopt;
        if (reading->form != Form::text && is_one_of(native, columns[i].name))
            reading->how = How::native;
        if (reading->how == How::text && columns[i].type == ValueType::bytes)
            reading->how = How::bytes;
        tuples.readings_.push_back(*reading);
    }
    return tuples;
}

std::size_t PostgresqlTuples::header_size(std::string_view piece) {
    constexpr std::size_t fixed = 11 + 4 + 4;  // signature, flags, length of the extension
    return fixed + native::word_at<std::uint32_t>(piece.data() + fixed - 4);
}

// Native forms are promised to be finite, and days to be of years that we know.
inline bool PostgresqlTuples::is_finite(Form form, std::string_view cell) {
    if (native::is_integer(form)) return true;
    if (form == Form::numeric) return is_held(cell);
    if (form == Form::days) {
        const std::int64_t day =
            std::int64_t{native::word_at<std::int32_t>(cell.data())} + native::days_to_2000;
        return day >= first_day && day <= last_day;
    }
    const auto sent = native::word_at<std::int64_t>(cell.data());
    return sent >= (first_day - native::days_to_2000) * day_of_micros &&
           sent < (last_day + 1 - native::days_to_2000) * day_of_micros;
}

void PostgresqlTuples::print(const Reading& reading, std::string_view cell, std::string& out) {
    switch (reading.how) {
        case How::integer:
            return print_number(native::integer(reading.form, cell), out);
        case How::unsigned_integer:
            return print_number(native::word_at<std::uint32_t>(cell.data()), out);
        case How::numeric:
            return print_numeric(cell, out);
        case How::days:
            return print_date(cell, out);
        case How::micros:
            return print_moment(cell, reading.zoned, out);
        case How::single:
            return print_real(std::bit_cast<float>(native::word_at<std::uint32_t>(cell.data())),
                              out);
        case How::real:
            return print_real(std::bit_cast<double>(native::word_at<std::uint64_t>(cell.data())),
                              out);
        case How::time:
            return print_clock(native::word_at<std::int64_t>(cell.data()), out);
        case How::uuid:
            return print_uuid(cell, out);
        case How::bits:
            return print_bits(cell, out);
        case How::boolean:
            out += cell[0] != 0 ? '1' : '0';
            return;
        case How::jsonb:
            out.append(cell.substr(1));  // after the version
            return;
        default:
            if (reading.form == Form::numeric) return print_numeric(cell, out);
            return reading.form == Form::days ? print_date(cell, out)
                                              : print_moment(cell, reading.zoned, out);
    }
}

// Counts the cell, and returns true where its bytes are what is handed on.
inline bool PostgresqlTuples::stays(const Reading& reading, std::string_view cell,
                                    ColumnCount& count) {
    ++count.values;
    if (reading.how == How::native) [[likely]]
        return is_finite(reading.form, cell);
    if (reading.how != How::text && reading.how != How::bytes) return false;
    count.octets += cell.size();
    if (reading.how == How::text) count.characters += count_characters(cell);
    return true;
}

bool PostgresqlTuples::append(std::string_view tuple, RowBatch& batch,
                              std::vector<ColumnCount>& counts) const {
    if (native::word_at<std::int16_t>(tuple.data()) < 0) return false;
    const std::size_t block = batch.add_block(tuple.data(), tuple.size());
    RowBatch::NewRow cells = batch.new_row();
    ColumnCount* count = counts.data();
    std::size_t at = 2;
    for (const Reading& reading : readings_) {
        const auto sent = native::word_at<std::int32_t>(tuple.data() + at);
        at += 4;
        if (sent < 0) {
            cells.null();
            ++count;
            continue;
        }
        const std::string_view cell(tuple.data() + at, static_cast<std::size_t>(sent));
        if (stays(reading, cell, *count)) {
            cells.place(block + at, cell.size(), reading.form);
        } else {
            print(reading, cell, batch.buffer());
            cells.end_cell();
        }
        at += cell.size();
        ++count;
    }
    return true;
}

}  // namespace tieout::db
