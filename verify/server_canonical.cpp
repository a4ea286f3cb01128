// Types of the pack as SQL: what verify/canonical.cpp makes of a cell.
#include <fmt/format.h>

#include "verify/server_parts.h"

namespace tieout::verify {
namespace {

using Kind = ServerValue::Kind;

constexpr const char* micros_a_day = "86400000000";

// A constant NULL is of every type.
bool is_null(const ServerValue& value, const ServerSql& server) {
    return value.kind == Kind::text && value.sql == server.null_text();
}

ServerValue as_days(const ServerValue& value, const ServerSql& server) {
    ServerValue days = value;
    days.kind = Kind::days;
    if (is_null(value, server)) return days;
    switch (value.kind) {
        case Kind::days:
            return value;
        case Kind::date: {
            const std::string exists = server.day_exists(value.sql);
            demand(exists, days);
            days.sql = where(exists, server.days(value.sql));
            return days;
        }
        default:
            return ServerValue::none("a day is read from what is none");
    }
}

ServerValue as_micros(const ServerValue& value, const ServerSql& server) {
    ServerValue micros = value;
    micros.kind = Kind::micros;
    if (is_null(value, server)) return micros;
    switch (value.kind) {
        case Kind::micros:
            return value;
        case Kind::datetime: {
            const std::string exists = server.moment_exists(value.sql);
            demand(exists, micros);
            micros.sql = where(exists, server.micros(value.sql));
            return micros;
        }
        case Kind::date:
        case Kind::days:
            micros = as_days(value, server);
            micros.kind = Kind::micros;
            micros.sql = fmt::format("({} * {})", micros.sql, micros_a_day);
            return micros;
        default:
            return ServerValue::none("a moment is read from what is none");
    }
}

ServerValue as_boolean(const ServerValue& value, const ServerSql& server) {
    if (!is_code(value)) return ServerValue::none("a boolean is read from what is none");
    ServerValue text = as_text(value, server);
    const std::string yes = one_of(text.sql, {"1", "t", "true"}, server);
    const std::string no = one_of(text.sql, {"0", "f", "false"}, server);
    demand(fmt::format("{} OR {}", yes, no), text);
    text.sql = fmt::format("CASE WHEN {} THEN '1' WHEN {} THEN '0' END", yes, no);
    return text;
}

ServerValue as_uuid(const ServerValue& value, const ServerSql& server) {
    ServerValue text = as_text(value, server);
    if (!text.why_not.empty()) return text;
    text.sql = server.lower_ascii(text.sql);
    demand(server.fits(text.sql, "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), text);
    return text;
}

ServerValue as_bytes(const ServerValue& value, const ServerSql& server) {
    ServerValue hex = value.kind == Kind::bytes ? value : as_text(value, server);
    if (!hex.why_not.empty()) return hex;
    hex.sql =
        value.kind == Kind::bytes ? server.hex_of_bytes(hex.sql) : server.hex_of_text(hex.sql);
    hex.kind = Kind::text;
    return hex;
}

ServerValue compared(As as, const ServerValue& value, const ServerSql& server) {
    switch (as) {
        case As::integer:
        case As::decimal:
        case As::money: {
            ServerValue number = as_number(value, server);
            if (number.why_not.empty() && as == As::integer && value.kind != Kind::whole)
                demand(fmt::format("{0} = {1}", number.sql, server.floor_of(number.sql)), number);
            return number;
        }
        case As::date:
            return as_days(value, server);
        case As::instant:
            return as_micros(value, server);
        case As::boolean:
            return as_boolean(value, server);
        case As::label:
        case As::text:
            return as_text(value, server);
        case As::uuid:
            return as_uuid(value, server);
        case As::bytes:
            return as_bytes(value, server);
        case As::secret:
            return ServerValue::none("secrets are compared under a key that no server gets");
        default:
            return ServerValue::none("servers write " + std::string(name(as)) +
                                     " in more than one way");
    }
}

const char* tag_of(As as) {
    switch (as) {
        case As::date:
            return "d";
        case As::instant:
            return "i";
        case As::boolean:
            return "b";
        case As::label:
            return "l";
        case As::uuid:
            return "u";
        case As::bytes:
            return "y";
        default:
            return is_number(as) ? "n" : "t";
    }
}
}  // namespace

ServerValue as_compared(As as, const ServerValue& value, const ServerSql& server) {
    if (!value.why_not.empty()) return value;
    ServerValue result = compared(as, value, server);
    return result.why_not.empty() ? not_too_long(std::move(result)) : result;
}

std::string canonical_sql(As as, const ServerValue& value, const ServerSql& server) {
    ServerValue text = value;
    if (value.kind == Kind::number) text.sql = server.digits(value.sql);
    if (value.kind == Kind::days || value.kind == Kind::micros)
        text.sql = server.text_of_whole(value.sql);
    const std::string framed =
        server.joined({server.literal(tag_of(as)), server.octets(text.sql), "':'", text.sql});
    // Beyond 38 digits our own numbers end. The two signs that may be beside them are not worth a
    // second question.
    const std::string too_long =
        value.kind == Kind::number ? fmt::format("char_length({}) > 38", text.sql) : std::string();
    std::string sql = "CASE";
    if (!value.doubt.empty()) sql += fmt::format(" WHEN {} THEN NULL", value.doubt);
    if (!too_long.empty()) sql += fmt::format(" WHEN {} THEN NULL", too_long);
    return sql + fmt::format(" WHEN {} IS NULL THEN '0' ELSE {} END", value.sql, framed);
}

}  // namespace tieout::verify
