#include "verify/unique_key.h"

#include <fmt/format.h>

#include "db/session.h"

namespace tieout::verify {
namespace {

// One position of an index: a column of the table, or an expression over them.
struct Part {
    std::string sql;
    const db::TableColumn* column = nullptr;
};

Part part_at(db::Engine engine, const db::Table& table, const db::Constraint& unique,
             std::size_t position) {
    Part part;
    if (unique.expressions.empty()) {
        part.column = table.find(unique.columns[position]);
    } else {
        part.sql = unique.expressions[position];
        for (const db::TableColumn& column : table.columns)
            if (part.sql == column.name || part.sql == db::quote_identifier(engine, column.name))
                part.column = &column;
    }
    if (part.column == nullptr) return part;
    part.sql = part.column->generated_as.empty() ? db::quote_identifier(engine, part.column->name)
                                                 : fmt::format("({})", part.column->generated_as);
    return part;
}

bool is_padded(const std::string& collation) {
    return collation.find("nopad") == std::string::npos &&
           collation.find("0900") == std::string::npos && collation != "binary";
}

// WEIGHT_STRING() does not know PAD SPACE, which takes 'a' and 'a ' for one.
std::string mysql_weights(const Part& part) {
    if (part.column == nullptr)
        return fmt::format("hex(weight_string(trim(trailing ' ' from {})))", part.sql);
    const db::TableColumn& column = *part.column;
    std::string sql = part.sql;
    if (!column.generated_as.empty())
        sql = fmt::format("convert({} using {})", sql, column.charset);
    sql = fmt::format("{} collate {}", sql, column.collation);
    if (is_padded(column.collation)) sql = fmt::format("trim(trailing ' ' from {})", sql);
    return fmt::format("hex(weight_string({}))", sql);
}

std::string comparable(db::Engine engine, const Part& part) {
    switch (engine) {
        case db::Engine::postgresql:
            return fmt::format("({})::text", part.sql);
        case db::Engine::sqlite:
            return fmt::format("cast(({}) as text)", part.sql);
        case db::Engine::mysql:
            break;
    }
    if (part.column != nullptr && part.column->type != db::ValueType::text)
        return fmt::format("cast({} as char)", part.sql);
    return mysql_weights(part);
}

// With its length, so that ("a:b", "c") and ("a", "b:c") are two keys.
std::string with_length(db::Engine engine, const std::string& sql) {
    return engine == db::Engine::mysql ? fmt::format("concat(length({0}), ':', {0})", sql)
                                       : fmt::format("length({0}) || ':' || {0}", sql);
}

}  // namespace

std::string unique_key(db::Engine engine, const db::Table& table, const db::Constraint& unique) {
    const std::size_t parts =
        unique.expressions.empty() ? unique.columns.size() : unique.expressions.size();
    std::string key;
    for (std::size_t position = 0; position < parts; ++position) {
        std::string text = comparable(engine, part_at(engine, table, unique, position));
        if (parts > 1) text = with_length(engine, text);
        if (key.empty())
            key = text;
        else
            key = engine == db::Engine::mysql ? fmt::format("concat({}, {})", key, text)
                                              : fmt::format("{} || {}", key, text);
    }
    if (unique.predicate.empty()) return key;
    return fmt::format("case when {} then {} end", unique.predicate, key);
}

}  // namespace tieout::verify
