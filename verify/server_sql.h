// What one server's SQL calls the few things that push-down asks of it. Texts are UTF-8 and
// compared byte by byte, whatever the columns' collations; every expression is NULL where its
// argument is.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "db/session.h"

namespace tieout::verify {

// A value of a row as its server computes it.
struct ServerValue {
    enum class Kind {
        text,
        whole,    // of a whole-number column: also the text that the server sends
        decimal,  // of an exact column
        number,   // exact, made by a step: its text is the normal digits
        date,
        datetime,  // a moment of UTC, or a clock's reading taken for one
        days,      // a whole number of days since 1970-01-01
        micros,    // a whole number of microseconds since then, of a moment of UTC
        uuid,
        bytes
    };
    Kind kind = Kind::text;
    std::string sql;      // NULL where the value is NULL
    std::string doubt;    // true where the server may read it otherwise than we do; empty: nowhere
    std::string why_not;  // one clause: it cannot be said in SQL, and the rest says nothing

    static ServerValue none(std::string why) { return {Kind::text, {}, {}, std::move(why)}; }
};

class ServerSql {
public:
    // `other`: the engine of the other side. nullptr, and a clause in `why_not`, where this server
    // lacks what push-down needs.
    static std::unique_ptr<ServerSql> of(const db::Session& session, db::Engine other,
                                         std::string& why_not);
    virtual ~ServerSql() = default;

    // Columns of a result, by the type that the server names.
    ServerValue column(const std::string& sql, const db::Column& column) const;

    // Texts.
    virtual std::string literal(std::string_view text) const;
    virtual std::string null_text() const = 0;
    // Byte by byte.
    virtual std::string same(const std::string& a, const std::string& b) const = 0;
    virtual std::string joined(const std::vector<std::string>& texts) const = 0;
    // Without the NULLs among them and their separators.
    virtual std::string joined_by(std::string_view mark,
                                  const std::vector<std::string>& texts) const = 0;
    // The text for a GROUP BY, which takes it as it is.
    virtual std::string as_it_is(const std::string& text) const = 0;
    virtual std::string octets(const std::string& text) const = 0;
    virtual std::string is(const std::string& text, std::string_view word) const = 0;
    // The whole of `text` fits a pattern of ASCII, without backslashes.
    virtual std::string fits(const std::string& text, std::string_view pattern) const = 0;
    virtual std::string is_ascii(const std::string& text) const = 0;
    virtual std::string contains(const std::string& text, char c) const = 0;
    virtual std::string trimmed(const std::string& text) const = 0;
    virtual std::string lower_ascii(const std::string& text) const = 0;
    virtual std::string left(const std::string& text, int characters) const = 0;
    // Up to the first newline, and what follows it with ", " for each further one; NULL: there is
    // none.
    virtual std::string first_line(const std::string& text) const = 0;
    virtual std::string rest_lines(const std::string& text) const = 0;
    virtual std::string hex_of_text(const std::string& text) const = 0;
    virtual std::string hex_of_bytes(const std::string& bytes) const = 0;
    virtual std::string text_of_uuid(const std::string& uuid) const = 0;

    // Numbers, all exact.
    virtual std::string text_of_whole(
        const std::string& whole) const = 0;                          // as the server sends it
    virtual std::string digits(const std::string& number) const = 0;  // normal digits
    virtual std::string number_of_whole(const std::string& whole) const = 0;
    // Of a text that is_plain_number.
    virtual std::string number_of_text(const std::string& text) const = 0;
    virtual std::string floor_of(const std::string& number) const = 0;
    virtual std::string rounded(const std::string& number, int digits) const = 0;
    // True where a product of it is exact.
    virtual std::string keeps_its_digits(const std::string& number) const = 0;
    // Of a whole number of seconds, also before 1970.
    virtual std::string days_of_seconds(const std::string& seconds) const = 0;
    // The day of a whole number of microseconds.
    virtual std::string days_of_micros(const std::string& micros) const = 0;
    // "2004-01-31" of a whole number of days, or as many of its first characters.
    virtual std::string calendar_text(const std::string& days, int characters) const = 0;
    std::string times_million(const std::string& seconds) const {
        return "(" + seconds + " * 1000000)";
    }

    // Days and moments. `…_exists` is true where it is one of the years 1 to 9999, and must be
    // asked first: the other expressions may fail or lie where it is not.
    virtual std::string day_exists(const std::string& date) const = 0;
    virtual std::string days(const std::string& date) const = 0;
    virtual std::string moment_exists(const std::string& moment) const = 0;
    virtual std::string micros(const std::string& moment) const = 0;

    // Digests: SHA-256 as bytes, and bytes `from` (1 is the first) to from + count - 1 of one as a
    // number.
    virtual std::string sha256(const std::string& text) const = 0;
    virtual std::string number_in(const std::string& digest, int from, int count) const = 0;
    // A result that is computed once a row, however often its columns are named.
    virtual std::string fenced(const std::string& select) const = 0;

private:
    virtual ServerValue text_column(const std::string& sql, const db::Column& column) const = 0;
    virtual std::string whole_of_boolean(const std::string& boolean) const = 0;
    // True where a value of an exact column is no number; empty: it always is one.
    virtual std::string is_no_number(const std::string& decimal) const = 0;
};

// What number_of_text takes: at most 28 digits before the point and 10 behind it.
std::string is_plain_number(const ServerSql& server, const std::string& text);

std::unique_ptr<ServerSql> mysql_server_sql(bool checks_utf8);
std::unique_ptr<ServerSql> postgresql_server_sql();

}  // namespace tieout::verify
