#include "db/postgresql_types.h"

#include <array>
#include <pqxx/pqxx>

#include "db/postgresql_connection.h"

namespace tieout::db {
namespace {

struct Known {
    std::string_view name;
    ValueType type;
};

// By name: the types of extensions have no fixed number, and the built-in ones keep their names.
// What is not here, and no enumeration, is `other`: money (its printing follows a locale),
// interval, timetz, arrays, ranges, xml, inet, …
constexpr std::array known{
    Known{"bool", ValueType::boolean},       Known{"int2", ValueType::integer},
    Known{"int4", ValueType::integer},       Known{"int8", ValueType::integer},
    Known{"oid", ValueType::integer},        Known{"numeric", ValueType::decimal},
    Known{"float4", ValueType::real},        Known{"float8", ValueType::real},
    Known{"text", ValueType::text},          Known{"varchar", ValueType::text},
    Known{"bpchar", ValueType::text},        Known{"char", ValueType::text},
    Known{"name", ValueType::text},          Known{"citext", ValueType::text},
    Known{"bytea", ValueType::bytes},        Known{"date", ValueType::date},
    Known{"timestamp", ValueType::datetime}, Known{"timestamptz", ValueType::instant},
    Known{"time", ValueType::time},          Known{"bit", ValueType::bits},
    Known{"varbit", ValueType::bits},        Known{"json", ValueType::json},
    Known{"jsonb", ValueType::json},         Known{"uuid", ValueType::uuid},
    Known{"unknown", ValueType::text},
};

constexpr const char* describe_sql =
    "SELECT format_type(q.type, q.modifier), t.typtype, t.typname, c.collname"
    " FROM unnest($1::oid[], $2::int[], $3::oid[], $4::int[])"
    "   WITH ORDINALITY q(type, modifier, relation, attribute, position)"
    " JOIN pg_catalog.pg_type t ON t.oid = q.type"
    " LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = q.relation AND a.attnum = q.attribute"
    " LEFT JOIN pg_catalog.pg_collation c ON c.oid = a.attcollation"
    " ORDER BY q.position";

template <typename Number>
std::string array_of(const PGresult* result, Number (*get)(const PGresult*, int)) {
    std::string out = "{";
    for (int column = 0; column < PQnfields(result); ++column)
        out.append(column == 0 ? "" : ",").append(std::to_string(get(result, column)));
    return out + "}";
}

// What the server is built with is what it is; tables and types of people's own are altered.
bool can_change(const PGresult* result) {
    constexpr Oid first_not_built_in = 10'000;  // FirstGenbkiObjectId of PostgreSQL's transam.h
    for (int column = 0; column < PQnfields(result); ++column)
        if (PQftable(result, column) != 0 || PQftype(result, column) >= first_not_built_in)
            return true;
    return false;
}

unsigned digit(char c) {
    return static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
}

}  // namespace

ValueType postgresql_type(std::string_view kind, std::string_view type_name) {
    if (kind == "e") return ValueType::text;
    for (const Known& each : known)
        if (each.name == type_name) return each.type;
    return ValueType::other;
}

std::vector<Column> describe_columns(PostgresqlConnection& connection, const PGresult* result) {
    const PostgresqlConnection::Parameters asked{
        array_of(result, PQftype), array_of(result, PQfmod), array_of(result, PQftable),
        array_of(result, PQftablecol)};
    const pqxx::result told = can_change(result) ? connection.query(describe_sql, asked)
                                                 : connection.query_once(describe_sql, asked);
    std::vector<Column> out;
    for (int i = 0; i < PQnfields(result); ++i) {
        const pqxx::row row = told.at(static_cast<pqxx::result::size_type>(i));
        Column column;
        column.name = PQfname(result, i);
        column.type = postgresql_type(row[1].c_str(), row[2].c_str());
        column.declared = row[0].c_str();
        column.charset = "utf8";
        column.collation = row[3].c_str();
        out.push_back(column);
    }
    return out;
}

void append_hex(std::string& out, std::string_view digits) {
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
        out += static_cast<char>(digit(digits[i]) << 4 | digit(digits[i + 1]));
}

void append_cell(std::string& out, ValueType type, std::string_view text) {
    if (type == ValueType::boolean) {
        out += text == "t" ? '1' : '0';
    } else if (type == ValueType::bytes && text.substr(0, 2) == "\\x") {
        append_hex(out, text.substr(2));
    } else {
        out.append(text);
    }
}

}  // namespace tieout::db
