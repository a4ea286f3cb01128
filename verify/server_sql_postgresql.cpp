#include <fmt/format.h>

#include "verify/server_sql.h"

namespace tieout::verify {
namespace {

using Kind = ServerValue::Kind;

class PostgresqlServer final : public ServerSql {
public:
    std::string literal(std::string_view text) const override {
        return ServerSql::literal(text) + "::text COLLATE \"C\"";
    }
    std::string null_text() const override { return "NULL::text"; }
    std::string same(const std::string& a, const std::string& b) const override {
        return fmt::format("{} = {} COLLATE \"C\"", a, b);
    }
    std::string joined(const std::vector<std::string>& texts) const override {
        return fmt::format("({})", fmt::join(texts, " || "));
    }
    std::string joined_by(std::string_view mark,
                          const std::vector<std::string>& texts) const override {
        return fmt::format("concat_ws({}, {})", literal(mark), fmt::join(texts, ", "));
    }
    std::string as_it_is(const std::string& text) const override {
        return fmt::format("({}) COLLATE \"C\"", text);
    }
    std::string octets(const std::string& text) const override {
        return fmt::format("octet_length({})::text", text);
    }
    std::string is(const std::string& text, std::string_view word) const override {
        return fmt::format("{} = {}", text, literal(word));
    }
    std::string fits(const std::string& text, std::string_view pattern) const override {
        return fmt::format("{} COLLATE \"C\" ~ '^(?:{})$'", text, pattern);
    }
    std::string is_ascii(const std::string& text) const override {
        return fmt::format("octet_length({0}) = char_length({0})", text);
    }
    std::string contains(const std::string& text, char c) const override {
        // PostgreSQL has no text with a NUL in it.
        if (c == '\0') return fmt::format("({} IS NULL)", text);
        return fmt::format("strpos({} COLLATE \"C\", chr({})) > 0", text, int{c});
    }
    std::string trimmed(const std::string& text) const override {
        return fmt::format("btrim({}, {})", text, literal(" \t\n\r\xC2\xA0"));
    }
    std::string lower_ascii(const std::string& text) const override {
        return fmt::format("lower({} COLLATE \"C\")", text);
    }
    std::string left(const std::string& text, int characters) const override {
        return fmt::format("left({}, {})", text, characters);
    }
    std::string first_line(const std::string& text) const override {
        return fmt::format("split_part({}, chr(10), 1)", text);
    }
    std::string rest_lines(const std::string& text) const override {
        return fmt::format(
            "CASE WHEN strpos({0}, chr(10)) > 0"
            " THEN replace(substr({0}, strpos({0}, chr(10)) + 1), chr(10), ', ') END",
            text);
    }
    std::string hex_of_text(const std::string& text) const override {
        return fmt::format("encode(convert_to({}, 'UTF8'), 'hex')", text);
    }
    std::string hex_of_bytes(const std::string& bytes) const override {
        return fmt::format("encode({}, 'hex')", bytes);
    }
    std::string text_of_uuid(const std::string& uuid) const override {
        return fmt::format("({})::text", uuid);
    }

    std::string text_of_whole(const std::string& whole) const override {
        return fmt::format("({})::text", whole);
    }
    std::string digits(const std::string& number) const override {
        return fmt::format("trim_scale(({})::numeric)::text", number);
    }
    std::string number_of_whole(const std::string& whole) const override {
        return fmt::format("({})::numeric", whole);
    }
    std::string number_of_text(const std::string& text) const override {
        return fmt::format("({})::numeric", text);
    }
    std::string floor_of(const std::string& number) const override {
        return fmt::format("floor({})", number);
    }
    std::string rounded(const std::string& number, int digits) const override {
        return fmt::format("round({}, {})", number, digits);
    }

    std::string keeps_its_digits(const std::string&) const override { return "0 = 0"; }
    // The quotient has more digits behind the point than a second, or a microsecond, is of a
    // day.
    std::string days_of_seconds(const std::string& seconds) const override {
        return fmt::format("floor({} / 86400.000000000)", seconds);
    }
    std::string days_of_micros(const std::string& micros) const override {
        return fmt::format("floor(({})::numeric / 86400000000.00000000000)", micros);
    }
    std::string calendar_text(const std::string& days, int characters) const override {
        return fmt::format("left(to_char(DATE '1970-01-01' + ({})::int, 'YYYY-MM-DD'), {})", days,
                           characters);
    }

    std::string day_exists(const std::string& date) const override {
        return fmt::format("{} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'", date);
    }
    std::string days(const std::string& date) const override {
        return fmt::format("({} - DATE '1970-01-01')", date);
    }
    std::string moment_exists(const std::string& moment) const override {
        return fmt::format(
            "{} BETWEEN '0001-01-01 00:00:00+00' AND '9999-12-31 23:59:59.999999+00'", moment);
    }
    std::string micros(const std::string& moment) const override {
        return fmt::format("(extract(epoch FROM {}) * 1000000)::bigint", moment);
    }

    std::string sha256(const std::string& text) const override {
        return fmt::format("sha256(convert_to({}, 'UTF8'))", text);
    }
    std::string number_in(const std::string& digest, int from, int count) const override {
        return fmt::format("('x' || encode(substr({}, {}, {}), 'hex'))::bit({})::bigint", digest,
                           from, count, count * 8);
    }
    // OFFSET keeps the planner from putting the expressions in the place of their names.
    std::string fenced(const std::string& select) const override {
        return "(" + select + " OFFSET 0)";
    }

private:
    ServerValue text_column(const std::string& sql, const db::Column& column) const override;
    std::string whole_of_boolean(const std::string& boolean) const override {
        return fmt::format("({})::int", boolean);
    }
    // NaN and the infinities are above and below all numbers.
    std::string is_no_number(const std::string& decimal) const override {
        return fmt::format("({0} IS NOT NULL AND NOT ({0} > -1e38 AND {0} < 1e38))", decimal);
    }
};

ServerValue PostgresqlServer::text_column(const std::string& sql, const db::Column& column) const {
    // Casts take the padding of character(n) off, and the server sends it.
    if (column.declared.rfind("character(", 0) == 0 || column.declared == "character" ||
        column.declared.rfind("bpchar", 0) == 0 || column.declared == "\"char\"")
        return ServerValue::none("`" + column.name + "` is of type " + column.declared);
    return {Kind::text, fmt::format("({})::text COLLATE \"C\"", sql), {}, {}};
}

}  // namespace

std::unique_ptr<ServerSql> postgresql_server_sql() {
    return std::make_unique<PostgresqlServer>();
}

}  // namespace tieout::verify
