#include "verify/server_sql.h"

#include <cstdlib>

namespace tieout::verify {
namespace {

// Exact extract() came with 14; sha256() and trim_scale() are older.
constexpr long first_postgresql = 14;

std::string why_no_postgresql(const db::SessionFacts& facts) {
    const std::size_t blank = facts.engine.find(' ');
    const std::string version = blank == std::string::npos ? "" : facts.engine.substr(blank + 1);
    if (std::strtol(version.c_str(), nullptr, 10) < first_postgresql)
        return facts.engine + " is older than PostgreSQL 14";
    if (facts.server_charset != "UTF8")
        return "the PostgreSQL database stores text in " + facts.server_charset + ", not in UTF8";
    return {};
}

}  // namespace

std::unique_ptr<ServerSql> ServerSql::of(const db::Session& session, db::Engine other,
                                         std::string& why_not) {
    switch (session.engine()) {
        case db::Engine::sqlite:
            why_not = "a local SQLite file has no line to spare, and no SHA-256";
            return nullptr;
        case db::Engine::mysql:
            // Only where both sides may hold what is not UTF-8 could it be equal on both.
            return mysql_server_sql(other == db::Engine::mysql);
        case db::Engine::postgresql:
            why_not = why_no_postgresql(session.facts());
            return why_not.empty() ? postgresql_server_sql() : nullptr;
    }
    return nullptr;
}

ServerValue ServerSql::column(const std::string& sql, const db::Column& column) const {
    using Kind = ServerValue::Kind;
    switch (column.type) {
        case db::ValueType::integer:
            return {Kind::whole, sql, {}, {}};
        case db::ValueType::boolean:
            return {Kind::whole, whole_of_boolean(sql), {}, {}};
        case db::ValueType::decimal:
            return {Kind::decimal, sql, is_no_number(sql), {}};
        case db::ValueType::text:
            return text_column(sql, column);
        case db::ValueType::bytes:
            return {Kind::bytes, sql, {}, {}};
        case db::ValueType::date:
            return {Kind::date, sql, {}, {}};
        case db::ValueType::datetime:
        case db::ValueType::instant:
            return {Kind::datetime, sql, {}, {}};
        case db::ValueType::uuid:
            return {Kind::uuid, sql, {}, {}};
        default:
            return ServerValue::none("a value is of type " + column.declared);
    }
}

std::string ServerSql::literal(std::string_view text) const {
    std::string sql = "'";
    for (const char c : text)
        sql.append(c == '\'' ? 2 : 1, c);
    return sql + "'";
}

std::string is_plain_number(const ServerSql& server, const std::string& text) {
    return server.fits(text, "-?[0-9]{1,28}([.][0-9]{1,10})?");
}

}  // namespace tieout::verify
