#include "migrate/target_column.h"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <utility>

#include "base/calendar.h"
#include "base/unicode.h"
#include "migrate/convert.h"

namespace tieout::migrate {
namespace {

int bytes_of(const std::string& declared, db::Engine engine) {
    if (engine == db::Engine::sqlite) return 8;  // whatever it is declared as
    std::string word;
    for (const char c : declared) {
        if (std::isalnum(static_cast<unsigned char>(c)) == 0) break;
        word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    if (word == "tinyint") return 1;
    if (word == "smallint" || word == "int2") return 2;
    if (word == "mediumint") return 3;
    if (word == "int" || word == "integer" || word == "int4") return 4;
    return 8;
}

int128 power_of_ten(int exponent) {
    int128 result = 1;
    for (int i = 0; i < exponent; ++i)
        result *= 10;
    return result;
}

// Bytes that are digits have 3 in their upper half, and still have it with 6 more.
template <class Word>
bool are_digits(const char* bytes) {
    constexpr auto high = static_cast<Word>(0xF0F0F0F0F0F0F0F0);
    constexpr auto zeros = static_cast<Word>(0x3030303030303030);
    constexpr auto six = static_cast<Word>(0x0606060606060606);
    Word word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return (((word & high) ^ zeros) | (((word + six) & high) ^ zeros)) == 0;
}

// A word at a time; the last one may begin in the one before it.
template <class Word>
bool all_digits_by(std::string_view text) {
    for (std::size_t at = 0; at + sizeof(Word) < text.size(); at += sizeof(Word))
        if (!are_digits<Word>(text.data() + at)) return false;
    return are_digits<Word>(text.data() + text.size() - sizeof(Word));
}

bool all_digits(std::string_view text) {
    if (text.size() >= sizeof(std::uint64_t)) return all_digits_by<std::uint64_t>(text);
    if (text.size() >= sizeof(std::uint32_t)) return all_digits_by<std::uint32_t>(text);
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// A whole number as it prints back.
bool is_plain_whole(std::string_view text) {
    return !text.empty() && (text[0] != '0' || text.size() == 1) && all_digits(text);
}

// A decimal as it prints back at `scale`.
bool is_plain_decimal(std::string_view text, std::size_t scale, std::size_t whole_digits) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const std::size_t behind = scale == 0 ? 0 : scale + 1;
    if (text.size() <= behind || text.size() - behind > whole_digits) return false;
    const std::string_view whole = text.substr(0, text.size() - behind);
    if (!is_plain_whole(whole) || (negative && whole == "0")) return false;
    return scale == 0 || (text[whole.size()] == '.' && all_digits(text.substr(whole.size() + 1)));
}

}  // namespace

TargetColumn::TargetColumn(const db::TableColumn& column, db::Engine engine)
    : name_(column.name),
      declared_(column.declared),
      type_(column.type),
      nullable_(column.nullable),
      no_nul_(engine == db::Engine::postgresql),
      length_(column.length),
      precision_(column.precision),
      scale_(column.scale) {
    const int bits = 8 * bytes_of(column.declared, engine);
    const int128 one = 1;
    least_ = column.is_unsigned ? 0 : -(one << (bits - 1));
    greatest_ = (one << (column.is_unsigned ? bits : bits - 1)) - 1;
    while (power_of_ten(static_cast<int>(safe_digits_) + 1) - 1 <= greatest_)
        ++safe_digits_;
    if (scale_) {
        const int whole = precision_.value_or(Decimal::max_digits) - *scale_;
        whole_digits_ =
            static_cast<std::size_t>(std::clamp(whole, 0, Decimal::max_digits - *scale_));
    }
}

bool TargetColumn::fail(std::string_view what) {
    reason_ = std::string(what) + (declared_.empty() ? "" : " (" + declared_ + ")");
    return false;
}

bool TargetColumn::is_plain(std::string_view text) const {
    switch (type_) {
        case db::ValueType::integer:
            return text.size() <= safe_digits_ && is_plain_whole(text);
        case db::ValueType::decimal:
            return scale_ &&
                   is_plain_decimal(text, static_cast<std::size_t>(*scale_), whole_digits_);
        case db::ValueType::boolean:
            return text == "0" || text == "1";
        case db::ValueType::text:
            // Bytes are at least as many as characters: most texts need no counting.
            return !(length_ && text.size() > static_cast<std::size_t>(*length_)) &&
                   is_utf8(text) && !(no_nul_ && text.find('\0') != std::string_view::npos);
        default:
            return false;
    }
}

bool TargetColumn::append(Slot& slot, std::string& out) {
    if (slot.kind() == Slot::Kind::text && is_plain(slot.text())) {
        out += slot.text();
        return true;
    }
    switch (type_) {
        case db::ValueType::integer:
            return append_integer(slot, out);
        case db::ValueType::decimal:
            return append_decimal(slot, out);
        case db::ValueType::boolean:
            return append_boolean(slot, out);
        case db::ValueType::date:
            return append_date(slot, out);
        case db::ValueType::datetime:
        case db::ValueType::instant:
            return append_time(slot, out);
        case db::ValueType::bytes: {
            const std::string_view bytes = slot.text();
            if (length_ && bytes.size() > static_cast<std::size_t>(*length_)) {
                return fail(std::to_string(bytes.size()) + " bytes are too long");
            }
            out += bytes;
            return true;
        }
        case db::ValueType::real:
        case db::ValueType::time:
        case db::ValueType::bits:
            out += slot.text();
            return true;
        default:
            return append_text(slot, out);
    }
}

bool TargetColumn::append_integer(Slot& slot, std::string& out) {
    const auto number = slot.number();
    if (!number) return fail("not a number");
    const Decimal whole = number->normalized();
    if (whole.scale() != 0) return fail("would be rounded to an integer");
    if (whole.coefficient() < least_ || whole.coefficient() > greatest_)
        return fail("out of range");
    out += whole.text();
    return true;
}

bool TargetColumn::append_decimal(Slot& slot, std::string& out) {
    const auto number = slot.number();
    if (!number) return fail("not a number");
    if (!scale_) {
        out += number->text();
        return true;
    }
    const Decimal least = number->normalized();
    if (least.scale() > *scale_) return fail("would be rounded");
    const int whole_digits = precision_.value_or(Decimal::max_digits) - *scale_;
    const int128 limit = power_of_ten(std::min(38, whole_digits + least.scale()));
    if (least.coefficient() >= limit || least.coefficient() <= -limit) return fail("out of range");
    // Always with the declared digits: 12 is written as 12.00, in engines that keep text too.
    out += number->scale() == *scale_ ? number->text()
                                      : number->rounded(*scale_, Rounding::half_up).text();
    return true;
}

bool TargetColumn::append_boolean(Slot& slot, std::string& out) {
    const std::string_view text = trimmed(slot.text());
    if (text == "1" || text == "true") {
        out += '1';
    } else if (text == "0" || text == "false") {
        out += '0';
    } else {
        return fail("neither 0 nor 1");
    }
    return true;
}

bool TargetColumn::append_text(Slot& slot, std::string& out) {
    const std::string_view text = slot.text();
    if (!is_utf8(text)) return fail("not UTF-8");
    if (no_nul_ && text.find('\0') != std::string_view::npos) return fail("holds a NUL character");
    if (length_ && text.size() > static_cast<std::size_t>(*length_)) {
        const std::uint64_t characters = count_characters(text);
        if (characters > static_cast<std::uint64_t>(*length_)) {
            return fail(std::to_string(characters) + " characters are too long");
        }
    }
    out += text;
    return true;
}

bool TargetColumn::append_date(Slot& slot, std::string& out) {
    const std::string_view text = slot.text();
    if (!slot.is_written(Slot::Written::day) && !Date::parse(text))
        return fail("not a day that exists");
    out += text;
    return true;
}

bool TargetColumn::append_time(Slot& slot, std::string& out) {
    std::string_view text = slot.text();
    if (slot.is_written(Slot::Written::instant)) {
        constexpr std::size_t zone_length = 3;  // "+00"
        out += type_ == db::ValueType::instant ? text : text.substr(0, text.size() - zone_length);
        return true;
    }
    const auto instant = Instant::parse(text);
    if (!instant) return fail("not a time that exists");
    constexpr std::size_t plain = 19;  // "YYYY-MM-DD hh:mm:ss"
    const bool utc = text.size() > 3 && text.substr(text.size() - 3) == "+00";
    if (utc) text.remove_suffix(3);
    if (text.size() > plain && text.find_first_of("+-Z", plain) != std::string_view::npos) {
        return fail("a time with an offset, expected UTC");
    }
    out += text;
    if (type_ == db::ValueType::instant) out += "+00";
    return true;
}

}  // namespace tieout::migrate
