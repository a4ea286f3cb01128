#include "db/write/postgresql_encoding.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <limits>

#include "db/write/postgresql_digits.h"
#include "db/write/postgresql_moments.h"
#include "db/write/postgresql_words.h"

namespace tieout::db {
namespace {

char* put_bytes(std::string_view bytes, char* to) {
    std::memcpy(to, bytes.data(), bytes.size());
    return to + bytes.size();
}

// All of `text`, and nothing else.
template <class Number>
bool read(std::string_view text, Number& number) {
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && stopped == end;
}

template <class Number>
char* put_integer(std::string_view text, char* to) {
    constexpr std::size_t in_range = std::min(std::numeric_limits<Number>::digits10, 16);
    const bool negative = text.starts_with('-');
    const std::size_t size = text.size() - (negative ? 1 : 0);
    if (size == 0 || size > in_range) {
        Number number{};
        return read(text, number) ? put_cell(number, to) : nullptr;
    }
    std::uint64_t digits = 0;
    if (!read_digits(text.data() + text.size(), size, digits)) return nullptr;
    const auto number = static_cast<Number>(digits);
    return put_cell(static_cast<Number>(negative ? -number : number), to);
}

template <class Number, class Word>
char* put_real(std::string_view text, char* to) {
    Number number{};
    if (text == "NaN")
        number = std::numeric_limits<Number>::quiet_NaN();
    else if (text == "Infinity" || text == "-Infinity")
        number = (text[0] == '-' ? -1 : 1) * std::numeric_limits<Number>::infinity();
    else if (text.empty() || !(is_digit(text.back()) || text.back() == '.') || !read(text, number))
        return nullptr;  // from_chars would take "inf" and "nan" too, and strtod more than it
    return put_cell(std::bit_cast<Word>(number), to);
}

// ---- numeric: groups of four digits, the first of which has the weight 10000^weight ----

constexpr std::size_t most_numeric_digits = 1000;  // the server knows more; nobody bills in them

char* put_numeric_header(int groups, int weight, unsigned sign, int scale, char* to) {
    const auto word = [](int number) { return static_cast<std::uint64_t>(number) & 0xFFFF; };
    to = put(static_cast<std::int32_t>(8 + 2 * groups), to);
    return put(word(groups) << 48 | word(weight) << 32 | std::uint64_t{sign} << 16 | word(scale),
               to);
}

bool all_digits(std::string_view text) {
    for (const char c : text)
        if (!is_digit(c)) return false;
    return true;
}

// Up to four digits as they stand.
int group_of(const char* digits, std::size_t count) {
    int group = 0;
    for (std::size_t i = 0; i < count; ++i)
        group = group * 10 + (digits[i] - '0');
    return group;
}

char* put_special_numeric(std::string_view text, char* to) {
    if (text == "NaN") return put_numeric_header(0, 0, 0xC000, 0, to);
    if (text == "Infinity") return put_numeric_header(0, 0, 0xD000, 0, to);
    if (text == "-Infinity") return put_numeric_header(0, 0, 0xF000, 0, to);
    return nullptr;
}

// Two groups of whole digits and one behind the point.
char* put_groups(std::uint64_t whole, std::uint64_t fraction, bool negative, int scale, char* to) {
    constexpr std::uint64_t base = 10'000;
    constexpr int bits = 16;  // of a group
    const std::uint64_t groups = whole / base << 2 * bits | whole % base << bits | fraction;
    if (groups == 0) return put_numeric_header(0, 0, 0, scale, to);
    // Those that are 0 stand neither in front nor at the end.
    const int in_front = std::countl_zero(groups << bits) / bits;
    const int at_end = std::countr_zero(groups) / bits;
    const int count = 3 - in_front - at_end;
    to = put_numeric_header(count, 1 - in_front, negative ? 0x4000 : 0, scale, to);
    put(groups << (1 + in_front) * bits, to);
    return to + 2 * count;
}

// How many bytes stand behind a point, where they are 1 to 4; 0: no point is there.
std::size_t short_scale(std::string_view size) {
    if (size.size() > 3 && size[size.size() - 3] == '.') return 2;  // cents
    for (std::size_t scale = 1; scale <= 4 && scale < size.size(); ++scale)
        if (size[size.size() - 1 - scale] == '.') return scale;
    return 0;
}

// Up to eight digits, and up to four behind a point. nullptr: it is not written so.
char* put_short_numeric(std::string_view size, bool negative, char* to) {
    static constexpr std::uint64_t tens[] = {1, 1000, 100, 10, 1};
    const std::size_t scale = short_scale(size);
    const std::size_t whole = size.size() - scale - (scale > 0 ? 1 : 0);
    const char* const end = size.data() + size.size();
    std::uint64_t number = 0, fraction = 0;
    if (whole == 0 || whole > 8 || !read_eight_digits(size.data() + whole, whole, number) ||
        (scale > 0 && !read_eight_digits(end, scale, fraction)))
        return nullptr;
    return put_groups(number, fraction * tens[scale], negative, static_cast<int>(scale), to);
}

char* put_long_numeric(std::string_view size, bool negative, char* to) {
    const std::size_t point = size.find('.');
    std::string_view whole = size.substr(0, point);
    const std::string_view fraction =
        point == std::string_view::npos ? std::string_view() : size.substr(point + 1);
    if (whole.empty() || size.size() > most_numeric_digits || size.back() == '.' ||
        !all_digits(whole) || !all_digits(fraction))
        return nullptr;
    while (!whole.empty() && whole[0] == '0')
        whole.remove_prefix(1);

    // The groups go where they will stand; the header follows when their number is known.
    char* const first = to + 4 + 8;
    char* last = first;  // behind the last group that is not 0
    char* at = first;
    int weight = static_cast<int>((whole.size() + 3) / 4) - 1;
    const auto add = [&](int group) {
        if (group == 0 && at == first) {  // no group has come yet: it only counts
            --weight;
            return;
        }
        at = put(static_cast<std::int16_t>(group), at);
        if (group != 0) last = at;
    };
    std::size_t begin = 0;
    for (std::size_t count = (whole.size() + 3) % 4 + 1; begin < whole.size(); count = 4) {
        add(group_of(whole.data() + begin, count));
        begin += count;
    }
    static constexpr int tens[] = {1, 1000, 100, 10, 1};
    for (begin = 0; begin < fraction.size(); begin += 4) {
        const std::size_t count = std::min<std::size_t>(4, fraction.size() - begin);
        add(group_of(fraction.data() + begin, count) * tens[count]);
    }
    const int groups = static_cast<int>(last - first) / 2;
    put_numeric_header(groups, groups == 0 ? 0 : weight, negative && groups > 0 ? 0x4000 : 0,
                       static_cast<int>(fraction.size()), to);
    return last;
}

char* put_numeric(std::string_view text, char* to) {
    const bool negative = text.starts_with('-');
    const std::string_view size = text.substr(negative ? 1 : 0);
    if (char* const end = put_short_numeric(size, negative, to)) return end;
    if (char* const end = put_long_numeric(size, negative, to)) return end;
    return put_special_numeric(text, to);
}

char* put_bits(std::string_view text, char* to) {
    const std::size_t bytes = (text.size() + 7) / 8;
    to = put(static_cast<std::int32_t>(4 + bytes), to);
    to = put(static_cast<std::int32_t>(text.size()), to);
    std::memset(to, 0, bytes);
    for (std::size_t bit = 0; bit < text.size(); ++bit) {
        if (text[bit] != '0' && text[bit] != '1') return nullptr;
        const int set = text[bit] == '1' ? 0x80 >> bit % 8 : 0;
        to[bit / 8] = static_cast<char>(to[bit / 8] | set);
    }
    return to + bytes;
}

int hexadecimal(char c) {
    if (is_digit(c)) return c - '0';
    const char low = static_cast<char>(c | 0x20);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

char* put_uuid(std::string_view text, char* to) {
    constexpr std::size_t length = 36;
    if (text.size() != length) return nullptr;
    to = put(std::int32_t{16}, to);
    for (std::size_t i = 0; i < length;) {
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (text[i++] != '-') return nullptr;
            continue;
        }
        const int high = hexadecimal(text[i]), low = hexadecimal(text[i + 1]);
        if (high < 0 || low < 0) return nullptr;
        *to++ = static_cast<char>(high << 4 | low);
        i += 2;
    }
    return to;
}

char* put_jsonb(std::string_view text, char* to) {
    to = put(static_cast<std::int32_t>(text.size() + 1), to);
    *to++ = 1;  // the version of its form
    return put_bytes(text, to);
}

char* put_boolean(std::string_view text, char* to) {
    if (text != "0" && text != "1") return nullptr;
    return put_cell(static_cast<std::int8_t>(text == "1"), to);
}

}  // namespace

// pg_type.oid of the built-in types: fixed for ever.
std::optional<TupleEncoder::How> TupleEncoder::how(std::uint32_t type) {
    switch (type) {
        case 16:
            return How::boolean;
        case 17:    // bytea
        case 25:    // text, and what we take an enumeration for
        case 114:   // json
        case 1042:  // char(n)
        case 1043:  // varchar
            return How::text;
        case 20:
            return How::int64;
        case 21:
            return How::int16;
        case 23:
            return How::int32;
        case 700:
            return How::single;
        case 701:
            return How::real;
        case 1082:
            return How::date;
        case 1083:
            return How::time;
        case 1114:  // timestamp
        case 1184:  // timestamp with time zone
            return How::moment;
        case 1560:  // bit
        case 1562:  // bit varying
            return How::bits;
        case 1700:
            return How::numeric;
        case 2950:
            return How::uuid;
        case 3802:
            return How::jsonb;
        default:
            return std::nullopt;
    }
}

std::optional<TupleEncoder> TupleEncoder::of(const std::vector<std::uint32_t>& types) {
    TupleEncoder encoder;
    for (const std::uint32_t type : types) {
        const auto how_of_it = how(type);
        if (!how_of_it) return std::nullopt;
        encoder.columns_.push_back(*how_of_it);
    }
    return encoder;
}

std::string_view TupleEncoder::header() {
    return {"PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19};
}

std::string_view TupleEncoder::trailer() {
    return "\377\377";
}

char* TupleEncoder::encode(How how, std::string_view cell, char* to) {
    switch (how) {
        case How::text:
            return put_bytes(cell, put(static_cast<std::int32_t>(cell.size()), to));
        case How::jsonb:
            return put_jsonb(cell, to);
        case How::boolean:
            return put_boolean(cell, to);
        case How::int16:
            return put_integer<std::int16_t>(cell, to);
        case How::int32:
            return put_integer<std::int32_t>(cell, to);
        case How::int64:
            return put_integer<std::int64_t>(cell, to);
        case How::single:
            return put_real<float, std::uint32_t>(cell, to);
        case How::real:
            return put_real<double, std::uint64_t>(cell, to);
        case How::numeric:
            return put_numeric(cell, to);
        case How::date:
            return put_date(cell, to);
        case How::moment:
            return put_moment(cell, to);
        case How::time:
            return put_time(cell, to);
        case How::bits:
            return put_bits(cell, to);
        case How::uuid:
            return put_uuid(cell, to);
    }
    return nullptr;
}

bool TupleEncoder::append(const RowBatch& batch, std::size_t row, TupleBuffer& out) const {
    // No cell takes more than its text and this: a numeric's length, header and the groups that it
    // begins and ends in.
    constexpr std::size_t beyond_text = 24;
    const RowBatch::Row cells = batch.row(row);
    std::size_t most = sizeof(std::int16_t) + columns_.size() * beyond_text;
    for (std::size_t column = 0; column < columns_.size(); ++column)
        most += cells.at(column).size();
    char* to = put(static_cast<std::int16_t>(columns_.size()), out.room(most));
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        to = cells.form(column) == Form::null ? put(std::int32_t{-1}, to)
                                              : encode(columns_[column], cells.at(column), to);
        if (to == nullptr) return false;
    }
    out.take(to);
    return true;
}

}  // namespace tieout::db
