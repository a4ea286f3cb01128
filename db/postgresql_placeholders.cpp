#include <string>

#include "db/postgresql_connection.h"

namespace tieout::db {
namespace {

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

// Each of these returns the position behind what begins at `at`; the end of `sql` where it never
// ends.
std::size_t behind(std::string_view sql, std::string_view closing, std::size_t from) {
    const std::size_t found = sql.find(closing, from);
    return found == std::string_view::npos ? sql.size() : found + closing.size();
}

std::size_t behind_quoted(std::string_view sql, std::size_t at) {
    const char quote = sql[at];
    // E'…' knows the backslash; '…' does not (standard_conforming_strings).
    const bool escapes = quote == '\'' && at > 0 && (sql[at - 1] == 'E' || sql[at - 1] == 'e') &&
                         (at == 1 || !is_word(sql[at - 2]));
    for (std::size_t i = at + 1; i < sql.size(); ++i) {
        if (escapes && sql[i] == '\\') {
            ++i;
        } else if (sql[i] == quote) {
            return i + 1;
        }
    }
    return sql.size();
}

// Comments of PostgreSQL nest.
std::size_t behind_comment(std::string_view sql, std::size_t at) {
    int depth = 1;
    std::size_t i = at + 2;
    for (; i < sql.size() && depth > 0; ++i) {
        const std::string_view two = sql.substr(i, 2);
        if (two == "/*" || two == "*/") {
            depth += two == "/*" ? 1 : -1;
            ++i;
        }
    }
    return std::min(i, sql.size());
}

std::size_t behind_dollar(std::string_view sql, std::size_t at) {
    std::size_t end = at + 1;
    while (end < sql.size() && is_word(sql[end]))
        ++end;
    const bool is_tag = end < sql.size() && sql[end] == '$' && (at == 0 || !is_word(sql[at - 1]));
    if (!is_tag) return at + 1;
    return behind(sql, sql.substr(at, end - at + 1), end + 1);
}

// `at` itself where nothing is to be skipped there.
std::size_t behind_opaque(std::string_view sql, std::size_t at) {
    if (sql[at] == '\'' || sql[at] == '"') return behind_quoted(sql, at);
    if (sql.substr(at, 2) == "--") return behind(sql, "\n", at);
    if (sql.substr(at, 2) == "/*") return behind_comment(sql, at);
    if (sql[at] == '$') return behind_dollar(sql, at);
    return at;
}

}  // namespace

std::string number_placeholders(std::string_view sql) {
    std::string out;
    int number = 0;
    for (std::size_t at = 0; at < sql.size();) {
        const std::size_t next = behind_opaque(sql, at);
        if (next > at) {
            out.append(sql.substr(at, next - at));
            at = next;
        } else {
            if (sql[at] == '?') {
                out.append("$").append(std::to_string(++number));
            } else {
                out += sql[at];
            }
            ++at;
        }
    }
    return out;
}

}  // namespace tieout::db
