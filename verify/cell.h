// A value on its way from a database's text to its canonical form.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/calendar.h"
#include "base/decimal.h"

namespace tieout::verify {

// `text` points into a batch, the pack, or a Scratch: it lives as long as the row is being read.
struct Cell {
    enum class Kind : std::uint8_t { null, text, number, date, instant, unreadable };
    Kind kind = Kind::null;
    std::string_view text;  // kind text; kind unreadable: the raw text
    Decimal number;
    Date date;
    Instant instant;
    const char* why = nullptr;  // kind unreadable: "is not a number"

    static Cell null() { return {}; }
    static Cell of(std::string_view text) {
        Cell cell;
        cell.kind = Kind::text;
        cell.text = text;
        return cell;
    }
    static Cell of(const Decimal& number) {
        Cell cell;
        cell.kind = Kind::number;
        cell.number = number;
        return cell;
    }
    static Cell of(Date date) {
        Cell cell;
        cell.kind = Kind::date;
        cell.date = date;
        return cell;
    }
    static Cell of(Instant instant) {
        Cell cell;
        cell.kind = Kind::instant;
        cell.instant = instant;
        return cell;
    }
    // `why` must be a literal.
    static Cell unreadable(std::string_view raw, const char* why) {
        Cell cell;
        cell.kind = Kind::unreadable;
        cell.text = raw;
        cell.why = why;
        return cell;
    }
    bool is_null() const { return kind == Kind::null; }
    bool is_unreadable() const { return kind == Kind::unreadable; }
};

}  // namespace tieout::verify
