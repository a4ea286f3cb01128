#include "verify/column_limits.h"

#include <fmt/format.h>

#include "base/decimal.h"
#include "base/unicode.h"

namespace tieout::verify {
namespace {

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
    if (number.scale() > *column.scale)
        return LimitBreak{
            "scale", fmt::format("{} has more than {} decimals", number.text(), *column.scale)};
    int128 whole = 1;
    for (int digit = *column.scale; digit < *column.precision; ++digit)
        whole *= 10;
    const Decimal limit(whole, 0);
    if (number < limit && -limit < number) return std::nullopt;
    return LimitBreak{"range", fmt::format("{} does not fit {}", number.text(), column.declared)};
}

std::optional<LimitBreak> over_length(std::string_view text, const db::TableColumn& column,
                                      db::Engine engine) {
    if (engine == db::Engine::postgresql && text.find('\0') != std::string_view::npos)
        return LimitBreak{"encoding", "holds a NUL character, which PostgreSQL's text cannot"};
    if (!is_utf8(text)) return LimitBreak{"encoding", "is not valid UTF-8"};
    if (!column.length || text.size() <= static_cast<std::size_t>(*column.length))
        return std::nullopt;
    const auto characters = count_characters(text);
    if (characters <= static_cast<std::uint64_t>(*column.length)) return std::nullopt;
    return LimitBreak{
        "length", fmt::format("{} characters, the column holds {}", characters, *column.length)};
}

}  // namespace

std::optional<LimitBreak> over_limit(const Canonical& value, As as, const db::TableColumn& column,
                                     db::Engine engine) {
    if (value.is_null())
        return column.nullable
                   ? std::nullopt
                   : std::optional(LimitBreak{"not_null", "is NULL, the column holds no NULL"});
    if (as == As::secret || value.is_unreadable()) return std::nullopt;
    if (value.tag == 'n') return over_range(number_of(value), column, engine);
    if (value.tag == 't' || value.tag == 'l') return over_length(value.bytes, column, engine);
    return std::nullopt;
}

}  // namespace tieout::verify
