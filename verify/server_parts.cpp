#include "verify/server_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "verify/decode.h"

namespace tieout::verify {

using Kind = ServerValue::Kind;

namespace {

// Expressions name their argument several times: what grows beyond this is not worth the time.
constexpr std::size_t longest_sql = 100'000;

}  // namespace

void add_doubt(const std::string& doubt, ServerValue& value) {
    if (doubt.empty()) return;
    value.doubt = value.doubt.empty() ? doubt : fmt::format("({} OR {})", value.doubt, doubt);
}

void demand(const std::string& holds, ServerValue& value) {
    add_doubt(fmt::format("({} IS NOT NULL AND NOT COALESCE(({}), 0 = 1))", value.sql, holds),
              value);
}

std::string where(const std::string& holds, const std::string& sql) {
    return fmt::format("CASE WHEN {} THEN {} END", holds, sql);
}

ServerValue as_text(const ServerValue& value, const ServerSql& server) {
    ServerValue text = value;
    text.kind = Kind::text;
    switch (value.kind) {
        case Kind::text:
            return value;
        case Kind::whole:
            text.sql = server.text_of_whole(value.sql);
            return text;
        case Kind::number:
            text.sql = server.digits(value.sql);
            return text;
        case Kind::uuid:
            text.sql = server.text_of_uuid(value.sql);
            return text;
        default:
            return ServerValue::none("a number, day or moment is wanted as text");
    }
}

ServerValue as_number(const ServerValue& value, const ServerSql& server) {
    ServerValue number = value;
    number.kind = Kind::number;
    switch (value.kind) {
        case Kind::number:
        case Kind::decimal:
            return number;
        case Kind::whole:
            number.sql = server.number_of_whole(value.sql);
            return number;
        case Kind::text: {
            const std::string plain = is_plain_number(server, value.sql);
            demand(plain, number);
            number.sql = where(plain, server.number_of_text(value.sql));
            return number;
        }
        default:
            return ServerValue::none("a day or moment is wanted as a number");
    }
}

std::string one_of(const std::string& text, const std::vector<std::string>& words,
                   const ServerSql& server) {
    std::string any;
    for (const std::string& word : words)
        any += (any.empty() ? "(" : " OR ") + server.is(text, word);
    return any.empty() ? "0 = 1" : any + ")";
}

std::string is_plain_code(const std::string& text, Kind kind, const ServerSql& server) {
    if (kind == Kind::whole) return server.fits(text, "0|-?[1-9][0-9]*");
    return fmt::format("({} OR {})", server.is(text, ""),
                       server.fits(text, "[A-Za-z_]([ -~]*[!-~])?"));
}

std::vector<std::string> writings(const std::string& raw, Kind kind) {
    const Code code = Code::of(raw);
    std::vector<std::string> texts{code.text};
    if (kind == Kind::whole && !code.number.empty() && code.number != code.text)
        texts.push_back(code.number);
    return texts;
}

bool is_code(const ServerValue& value) {
    return value.kind == Kind::text || value.kind == Kind::whole;
}

bool numbers_differ(const std::vector<std::vector<std::string>>& raws) {
    std::vector<std::string> numbers;
    for (const auto& of_one : raws) {
        std::set<std::string> once;
        for (const std::string& raw : of_one)
            once.insert(Code::of(raw).number);
        once.erase("");
        numbers.insert(numbers.end(), once.begin(), once.end());
    }
    std::sort(numbers.begin(), numbers.end());
    return std::adjacent_find(numbers.begin(), numbers.end()) == numbers.end();
}

ServerValue not_too_long(ServerValue value) {
    if (value.sql.size() + value.doubt.size() > longest_sql)
        return ServerValue::none("a value's SQL would be too long");
    return value;
}

}  // namespace tieout::verify
