// MySQL's own comparisons follow collations, which take 'a' for 'A' and 'a ' for 'a'. Here texts
// are utf8mb4 and compared as binary strings, which know neither.
#include <fmt/format.h>

#include "verify/server_sql.h"

namespace tieout::verify {
namespace {

using Kind = ServerValue::Kind;

std::string binary(const std::string& text) {
    return fmt::format("CAST({} AS BINARY)", text);
}

// DIV cuts towards zero: a million is added before and taken off behind, which is more than any
// day's number is below 0.
std::string floor_of_quotient(const std::string& whole, const char* by) {
    return fmt::format("(({0} + {1}000000) DIV {1} - 1000000)", whole, by);
}

class MysqlServer final : public ServerSql {
public:
    explicit MysqlServer(bool checks_utf8) : checks_utf8_(checks_utf8) {}

    std::string null_text() const override { return "CAST(NULL AS CHAR)"; }
    std::string same(const std::string& a, const std::string& b) const override {
        return fmt::format("{} = {}", binary(a), binary(b));
    }
    std::string joined(const std::vector<std::string>& texts) const override {
        return fmt::format("CONCAT({})", fmt::join(texts, ", "));
    }
    std::string joined_by(std::string_view mark,
                          const std::vector<std::string>& texts) const override {
        return fmt::format("CONCAT_WS({}, {})", literal(mark), fmt::join(texts, ", "));
    }
    std::string as_it_is(const std::string& text) const override { return binary(text); }
    std::string octets(const std::string& text) const override {
        return fmt::format("LENGTH({})", text);
    }
    std::string is(const std::string& text, std::string_view word) const override {
        return fmt::format("{} = {}", binary(text), binary(literal(word)));
    }
    // A `$` would also fit before a newline at the end.
    std::string fits(const std::string& text, std::string_view pattern) const override {
        return fmt::format("({} COLLATE utf8mb4_bin) REGEXP '\\A(?:{})\\z'", text, pattern);
    }
    std::string is_ascii(const std::string& text) const override {
        return fmt::format("{} = {}", binary(fmt::format("CONVERT({} USING ascii)", text)),
                           binary(text));
    }
    std::string contains(const std::string& text, char c) const override {
        return fmt::format("LOCATE(X'{:02X}', {}) > 0", int{c}, binary(text));
    }
    std::string trimmed(const std::string& text) const override {
        return fmt::format("REGEXP_REPLACE({} COLLATE utf8mb4_bin, {}, '')", text,
                           literal("\\A[ \t\n\r\xC2\xA0]+|[ \t\n\r\xC2\xA0]+\\z"));
    }
    std::string lower_ascii(const std::string& text) const override {
        return fmt::format("LOWER({} COLLATE utf8mb4_bin)", text);
    }
    std::string left(const std::string& text, int characters) const override {
        return fmt::format("LEFT({}, {})", text, characters);
    }
    std::string first_line(const std::string& text) const override {
        return fmt::format("SUBSTRING_INDEX({} COLLATE utf8mb4_bin, '\n', 1)", text);
    }
    std::string rest_lines(const std::string& text) const override {
        const std::string at = fmt::format("LOCATE('\n', {} COLLATE utf8mb4_bin)", text);
        return fmt::format(
            "CASE WHEN {0} > 0 THEN REPLACE(SUBSTRING({1}, {0} + 1), '\n', ', ') END", at, text);
    }
    std::string hex_of_text(const std::string& text) const override { return hex_of_bytes(text); }
    std::string hex_of_bytes(const std::string& bytes) const override {
        return fmt::format("LOWER(HEX({}))", bytes);
    }
    std::string text_of_uuid(const std::string& uuid) const override {
        return fmt::format("CAST({} AS CHAR)", uuid);
    }

    std::string text_of_whole(const std::string& whole) const override {
        return fmt::format("CAST({} AS CHAR)", whole);
    }
    std::string digits(const std::string& number) const override;
    std::string number_of_whole(const std::string& whole) const override {
        return fmt::format("CAST({} AS DECIMAL(20,0))", whole);
    }
    std::string number_of_text(const std::string& text) const override {
        return fmt::format("CAST({} AS DECIMAL(38,10))", text);
    }
    std::string floor_of(const std::string& number) const override {
        return fmt::format("FLOOR({})", number);
    }
    std::string rounded(const std::string& number, int digits) const override {
        return fmt::format("ROUND({}, {})", number, digits);
    }

    // MySQL rounds a product to 30 digits behind the point.
    std::string keeps_its_digits(const std::string& number) const override {
        return fmt::format("{0} = CAST({0} AS DECIMAL(38,10))", number);
    }
    // Division would round the quotient to four digits.
    std::string days_of_seconds(const std::string& seconds) const override {
        return floor_of_quotient(seconds, "86400");
    }
    std::string days_of_micros(const std::string& micros) const override {
        return floor_of_quotient(micros, "86400000000");
    }
    std::string calendar_text(const std::string& days, int characters) const override {
        return fmt::format("LEFT(CAST(FROM_DAYS({} + 719528) AS CHAR), {})", days, characters);
    }

    // '0000-00-00', '2004-00-10' and '2004-02-31' can all stand in a column, and only a day that
    // exists comes back from its number.
    std::string day_exists(const std::string& date) const override {
        return fmt::format("(FROM_DAYS(TO_DAYS({0})) = DATE({0}) AND YEAR({0}) >= 1)", date);
    }
    std::string days(const std::string& date) const override {
        return fmt::format("(TO_DAYS({}) - 719528)", date);
    }
    std::string moment_exists(const std::string& moment) const override {
        return day_exists(moment);
    }
    std::string micros(const std::string& moment) const override {
        return fmt::format("TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', {})", moment);
    }

    std::string sha256(const std::string& text) const override {
        return fmt::format("UNHEX(SHA2({}, 256))", text);
    }
    std::string number_in(const std::string& digest, int from, int count) const override {
        return fmt::format("CAST(CONV(HEX(SUBSTR({}, {}, {})), 16, 10) AS SIGNED)", digest, from,
                           count);
    }
    // A derived table with a limit is not merged into the statement around it.
    std::string fenced(const std::string& select) const override {
        return "(" + select + " LIMIT 18446744073709551615)";
    }

private:
    bool checks_utf8_;

    ServerValue text_column(const std::string& sql, const db::Column& column) const override;
    // MySQL has no type of its own for it.
    std::string whole_of_boolean(const std::string& boolean) const override { return boolean; }
    std::string is_no_number(const std::string&) const override { return {}; }
};

std::string MysqlServer::digits(const std::string& number) const {
    const std::string text = fmt::format("CAST({} AS CHAR)", number);
    return fmt::format(
        "CASE WHEN {0} = 0 THEN '0' WHEN LOCATE('.', {1}) > 0"
        " THEN TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM {1})) ELSE {1} END",
        number, text);
}

ServerValue MysqlServer::text_column(const std::string& sql, const db::Column& column) const {
    const std::string& charset = column.charset;
    const bool utf8 = charset.rfind("utf8", 0) == 0;
    if (!utf8 && charset != "latin1" && charset != "ascii")
        return ServerValue::none("`" + column.name + "` is stored in " + charset);
    ServerValue value{Kind::text, fmt::format("CONVERT({} USING utf8mb4)", sql), {}, {}};
    // What is no text does not come back from UTF-16.
    if (checks_utf8_ && utf8)
        value.doubt = fmt::format(
            "({0} IS NOT NULL AND NOT COALESCE({1}, 0 = 1))", value.sql,
            same(fmt::format("CONVERT(CONVERT({} USING utf16) USING utf8mb4)", value.sql),
                 value.sql));
    return value;
}

}  // namespace

std::unique_ptr<ServerSql> mysql_server_sql(bool checks_utf8) {
    return std::make_unique<MysqlServer>(checks_utf8);
}

}  // namespace tieout::verify
