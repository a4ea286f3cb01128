#include "verify/column_limits.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/decimal.h"
#include "base/unicode.h"

namespace tieout::verify {
namespace {

constexpr int most_digits = 38;

struct IntegerRange {
    int128 low = 0, high = 0;
};

IntegerRange signed_range(int bits) {
    const int128 half = static_cast<int128>(1) << (bits - 1);
    return {-half, half - 1};
}

// By the names that PostgreSQL and MySQL give their integers; SQLite's hold 64 bits whatever they
// are called.
IntegerRange range_of(const db::TableColumn& column, db::Engine engine) {
    const std::string& type = column.declared;
    const auto is = [&](const char* word) { return type.rfind(word, 0) == 0; };
    int bits = 64;
    if (engine != db::Engine::sqlite) {
        if (is("tinyint"))
            bits = 8;
        else if (is("smallint"))
            bits = 16;
        else if (is("mediumint"))
            bits = 24;
        else if (is("int"))
            bits = 32;
    }
    if (!column.is_unsigned) return signed_range(bits);
    return {0, (static_cast<int128>(1) << bits) - 1};
}

std::optional<LimitBreak> over_range(const Decimal& number, const db::TableColumn& column,
                                     db::Engine engine) {
    if (column.type == db::ValueType::integer) {
        const IntegerRange range = range_of(column, engine);
        if (number.scale() > 0) return LimitBreak{"scale", number.text() + " is not whole"};
        if (number.coefficient() >= range.low && number.coefficient() <= range.high)
            return std::nullopt;
        return LimitBreak{"range",
                          fmt::format("{} does not fit {}", number.text(), column.declared)};
    }
    if (column.type != db::ValueType::decimal || !column.precision || !column.scale)
        return std::nullopt;
    if (column.is_unsigned && number.is_negative())
        return LimitBreak{"range",
                          fmt::format("{} does not fit {}", number.text(), column.declared)};
    if (number.scale() > std::max(*column.scale, 0))
        return LimitBreak{
            "scale", fmt::format("{} has more than {} decimals", number.text(), *column.scale)};
    // What a Decimal can hold fits anyway.
    if (*column.precision - *column.scale >= most_digits) return std::nullopt;
    int128 whole = 1;
    for (int digit = *column.scale; digit < *column.precision; ++digit)
        whole *= 10;
    const Decimal limit(whole, 0);
    if (number < limit && -limit < number) return std::nullopt;
    return LimitBreak{"range", fmt::format("{} does not fit {}", number.text(), column.declared)};
}

// What MySQL's older charsets leave out; those that are not named here are asked nothing.
bool holds_letters(const db::TableColumn& column, std::string_view text) {
    if (column.charset == "ascii")
        return std::all_of(text.begin(), text.end(),
                           [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (column.charset != "utf8" && column.charset != "utf8mb3") return true;
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) >= 0xF0; });
}

// MySQL's TEXT types are counted in bytes, all others in characters.
bool counts_bytes(const db::TableColumn& column, db::Engine engine) {
    return engine == db::Engine::mysql && column.declared.find("text") != std::string::npos;
}

std::optional<LimitBreak> over_length(std::string_view text, const db::TableColumn& column,
                                      db::Engine engine) {
    if (engine == db::Engine::postgresql && text.find('\0') != std::string_view::npos)
        return LimitBreak{"encoding", "holds a NUL character, which PostgreSQL's text cannot"};
    if (engine == db::Engine::mysql && !holds_letters(column, text))
        return LimitBreak{"encoding",
                          fmt::format("holds a letter that {} has not", column.charset)};
    if (!column.length || text.size() <= static_cast<std::size_t>(*column.length))
        return std::nullopt;
    if (counts_bytes(column, engine))
        return LimitBreak{
            "length", fmt::format("{} bytes, the column holds {}", text.size(), *column.length)};
    const auto characters = count_characters(text);
    if (characters <= static_cast<std::uint64_t>(*column.length)) return std::nullopt;
    return LimitBreak{
        "length", fmt::format("{} characters, the column holds {}", characters, *column.length)};
}

// MySQL finds the members of an ENUM in any case, PostgreSQL as they are written.
std::optional<LimitBreak> no_member(std::string_view text, const db::TableColumn& column,
                                    db::Engine engine) {
    const std::string folded = to_lower(text);
    for (const std::string& member : column.members)
        if (member == text || (engine == db::Engine::mysql && to_lower(member) == folded))
            return std::nullopt;
    return LimitBreak{"member", fmt::format("is not one of {}", fmt::join(column.members, ", "))};
}

std::optional<LimitBreak> over_text(std::string_view text, const db::TableColumn& column,
                                    db::Engine engine) {
    const bool is_set = column.declared.rfind("set(", 0) == 0;
    if (!column.members.empty() && !is_set) return no_member(text, column, engine);
    return column.type == db::ValueType::text ? over_length(text, column, engine) : std::nullopt;
}

}  // namespace

std::optional<LimitBreak> over_limit(const Canonical& value, As as, const db::TableColumn& column,
                                     db::Engine engine) {
    if (value.is_null())
        return column.nullable
                   ? std::nullopt
                   : std::optional(LimitBreak{"not_null", "is NULL, the column holds no NULL"});
    // A secret's digest says nothing of its length; the tie itself tells of what cannot be read.
    if (as == As::secret || value.is_unreadable()) return std::nullopt;
    if (value.tag == 'n' && column.type != db::ValueType::text)
        return over_range(number_of(value), column, engine);
    if (value.tag == 'n') return over_text(number_of(value).text(), column, engine);
    if (value.tag == 't' || value.tag == 'l') return over_text(value.bytes, column, engine);
    return std::nullopt;
}

}  // namespace tieout::verify
