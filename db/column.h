// What a column holds, in words that the three engines share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tieout::db {

// How the bytes of a cell are to be read. Every engine's cells come in this one textual form:
//   integer        [-]digits, full range up to unsigned 64-bit
//   decimal        [-]digits[.digits]
//   real           shortest decimal that reads back as the same double, exponent allowed; "NaN",
//   "Infinity", "-Infinity" boolean        "0" or "1" text           UTF-8, decoded from the
//   column's own charset (invalid bytes of a UTF-8 column are handed on as they are) bytes the
//   bytes themselves date           YYYY-MM-DD; MySQL's zero dates as they are ("0000-00-00",
//   "2004-00-10") datetime       YYYY-MM-DD hh:mm:ss[.ffffff], no zone instant        YYYY-MM-DD
//   hh:mm:ss[.ffffff]+00, always UTC time           [-]h{2,3}:mm:ss[.ffffff] bits "0101…", as many
//   digits as the column is wide json, uuid     text as the server prints it other          text as
//   the server prints it (arrays, ranges, geometry, …)
enum class ValueType {
    integer,
    decimal,
    real,
    boolean,
    text,
    bytes,
    date,
    datetime,
    instant,
    time,
    bits,
    json,
    uuid,
    other
};

std::string_view name(ValueType type);

struct Column {
    std::string name;
    ValueType type = ValueType::other;
    std::string declared;  // the engine's own words: "varchar(100)", "int(10) unsigned", "timestamp
                           // with time zone"
    std::string
        charset;  // MySQL: the charset that the bytes were stored in ("latin1"); else "utf8"
    std::string collation;  // as the catalogue says; empty: none, or unknown for a computed column
};

// What a stream has read of one column so far: the reader's half of the witness that the server is
// asked for the other half of (sums of octets and characters as stored).
struct ColumnCount {
    std::uint64_t values = 0;      // not NULL
    std::uint64_t octets = 0;      // as stored, before decoding; counted for text and bytes
    std::uint64_t characters = 0;  // after decoding; counted for text
};

}  // namespace tieout::db
