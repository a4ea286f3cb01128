#include "db/mysql_sql.h"

#include <fmt/format.h>

#include "base/error.h"

namespace tieout::db {
namespace {

bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_executed_comment(std::string_view rest) {
    return rest.starts_with("/*!") || rest.starts_with("/*M!");
}

std::size_t skip_string(std::string_view sql, std::size_t at, Backslash backslash) {
    const char quote = sql[at];
    const bool escapes = backslash == Backslash::escapes && quote != '`';
    for (++at; at < sql.size(); ++at) {
        if (escapes && sql[at] == '\\') {
            ++at;
        } else if (sql[at] == quote) {
            if (at + 1 >= sql.size() || sql[at + 1] != quote) return at + 1;
            ++at;
        }
    }
    return sql.size();
}

std::size_t after(std::string_view sql, std::size_t at, std::string_view end) {
    const auto found = sql.find(end, at);
    return found == std::string_view::npos ? sql.size() : found + end.size();
}

// Two dashes begin a comment only before a blank: 5--1 is 6.
bool starts_dash_comment(std::string_view rest) {
    return rest.starts_with("--") && (rest.size() == 2 || is_blank(rest[2]));
}

std::size_t skip_comment(std::string_view sql, std::size_t at) {
    const std::string_view rest = sql.substr(at);
    if (rest.starts_with("/*")) return after(sql, at + 2, "*/");
    if (rest.starts_with("#") || starts_dash_comment(rest)) return after(sql, at, "\n");
    return at;
}

// `sql` without the blanks and the comments it begins with.
std::string_view skip_lead(std::string_view sql) {
    std::size_t at = 0;
    while (at < sql.size()) {
        if (is_blank(sql[at])) {
            ++at;
            continue;
        }
        if (is_executed_comment(sql.substr(at))) break;
        const std::size_t end = skip_comment(sql, at);
        if (end == at) break;
        at = end;
    }
    return sql.substr(at);
}

}  // namespace

void append_literal(std::string& sql, std::string_view text, Backslash backslash) {
    sql += '\'';
    std::size_t from = 0;
    const char* const special = backslash == Backslash::escapes ? "'\\" : "'";
    for (auto at = text.find_first_of(special); at != std::string_view::npos;
         at = text.find_first_of(special, at + 1)) {
        sql.append(text.substr(from, at + 1 - from));
        sql += text[at];
        from = at + 1;
    }
    sql.append(text.substr(from));
    sql += '\'';
}

void append_hex_literal(std::string& sql, std::string_view bytes) {
    constexpr char digits[] = "0123456789ABCDEF";
    sql += "x'";
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        sql += digits[byte >> 4];
        sql += digits[byte & 15];
    }
    sql += '\'';
}

std::string quote_mysql_name(std::string_view name) {
    std::string quoted = "`";
    for (const char c : name) {
        if (c == '`') quoted += '`';
        quoted += c;
    }
    return quoted + '`';
}

std::size_t skip_opaque(std::string_view sql, std::size_t at, Backslash backslash) {
    const char c = sql[at];
    if (c == '\'' || c == '"' || c == '`') return skip_string(sql, at, backslash);
    return skip_comment(sql, at);
}

std::string with_parameters(std::string_view sql,
                            const std::vector<std::optional<std::string>>& parameters,
                            Backslash backslash) {
    std::string out;
    std::size_t used = 0, marks = 0;
    for (std::size_t at = 0; at < sql.size();) {
        const std::size_t end = skip_opaque(sql, at, backslash);
        if (end != at) {
            out.append(sql.substr(at, end - at));
            at = end;
            continue;
        }
        if (sql[at] != '?') {
            out += sql[at++];
            continue;
        }
        ++at;
        if (marks++ >= parameters.size()) continue;
        const auto& value = parameters[used++];
        if (value)
            append_literal(out, *value, backslash);
        else
            out += "NULL";
    }
    if (marks != parameters.size())
        throw Error(Fault::usage,
                    fmt::format("The statement has {} placeholders, {} values were given: {}",
                                marks, parameters.size(), sql));
    return out;
}

std::vector<std::string_view> split_mysql_script(std::string_view sql, Backslash backslash) {
    std::vector<std::string_view> statements;
    std::size_t start = 0;
    const auto take = [&](std::size_t end) {
        const std::string_view statement = skip_lead(sql.substr(start, end - start));
        if (!statement.empty()) statements.push_back(statement);
        start = end + 1;
    };
    for (std::size_t at = 0; at < sql.size();) {
        const std::size_t end = skip_opaque(sql, at, backslash);
        if (end != at) {
            at = end;
            continue;
        }
        if (sql[at] == ';') take(at);
        ++at;
    }
    if (start < sql.size()) take(sql.size());
    return statements;
}

std::string first_word(std::string_view statement) {
    std::string word;
    for (const char c : skip_lead(statement)) {
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        if (lower < 'a' || lower > 'z') break;
        word += lower;
    }
    return word;
}

}  // namespace tieout::db
