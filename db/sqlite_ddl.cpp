#include "db/sqlite_ddl.h"

#include <algorithm>

namespace tieout::db {
namespace {

struct Token {
    enum Kind { word, quoted, punctuation };
    Kind kind;
    std::string text;  // words in lower case; quoted names without their quotes
    std::string name;  // as written, without quotes
    std::size_t begin, end;
};

using Tokens = std::vector<Token>;

bool is_name_character(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || byte >= 0x80;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Where the comment or blank that begins at `at` ends; `at` itself where none does.
std::size_t past_blank(std::string_view sql, std::size_t at) {
    if (std::string_view(" \t\r\n\f").find(sql[at]) != std::string_view::npos) return at + 1;
    const std::string_view two = sql.substr(at, 2);
    if (two != "--" && two != "/*") return at;
    const std::size_t end = two == "--" ? sql.find('\n', at) : sql.find("*/", at + 2);
    return end == std::string_view::npos ? sql.size() : end + (two == "--" ? 1 : 2);
}

Token read_quoted(std::string_view sql, std::size_t begin) {
    const char close = sql[begin] == '[' ? ']' : sql[begin];
    Token token{Token::quoted, "", "", begin, begin + 1};
    for (; token.end < sql.size(); ++token.end) {
        if (sql[token.end] == close) {
            const bool doubled =
                close != ']' && sql.substr(token.end + 1, 1) == sql.substr(begin, 1);
            if (!doubled) break;
            ++token.end;
        }
        token.name += sql[token.end];
    }
    token.end = std::min(token.end + 1, sql.size());
    token.text = token.name;
    return token;
}

Token read_word(std::string_view sql, std::size_t begin) {
    Token token{Token::word, "", "", begin, begin};
    for (; token.end < sql.size() && is_name_character(sql[token.end]); ++token.end) {
        token.name += sql[token.end];
        token.text += lower(sql[token.end]);
    }
    return token;
}

Tokens tokens_of(std::string_view sql) {
    Tokens tokens;
    for (std::size_t at = 0; at < sql.size();) {
        if (const std::size_t past = past_blank(sql, at); past != at) {
            at = past;
            continue;
        }
        if (std::string_view("'\"`[").find(sql[at]) != std::string_view::npos)
            tokens.push_back(read_quoted(sql, at));
        else if (is_name_character(sql[at]))
            tokens.push_back(read_word(sql, at));
        else
            tokens.push_back({Token::punctuation, std::string(1, sql[at]), "", at, at + 1});
        at = tokens.back().end;
    }
    return tokens;
}

bool is(const Token& token, std::string_view text) {
    return token.kind != Token::quoted && token.text == text;
}

// A run of tokens, [begin, end).
struct Span {
    std::size_t begin = 0, end = 0;
};

// The tokens between the '(' at `open` and the ')' that closes it.
Span within(const Tokens& tokens, std::size_t open) {
    std::size_t at = open + 1;
    for (int depth = 1; at < tokens.size(); ++at) {
        if (is(tokens[at], "(")) ++depth;
        if (is(tokens[at], ")") && --depth == 0) break;
    }
    return {open + 1, at};
}

std::vector<Span> split_at_commas(const Tokens& tokens, Span all) {
    std::vector<Span> parts;
    std::size_t begin = all.begin;
    for (std::size_t at = all.begin; at < all.end; ++at) {
        if (is(tokens[at], "(")) at = within(tokens, at).end;
        if (at >= all.end || !is(tokens[at], ",")) continue;
        parts.push_back({begin, at});
        begin = at + 1;
    }
    parts.push_back({begin, all.end});
    return parts;
}

std::string_view source(std::string_view sql, const Tokens& tokens, Span span) {
    if (span.begin >= span.end) return {};
    const std::size_t begin = tokens[span.begin].begin;
    return sql.substr(begin, tokens[span.end - 1].end - begin);
}

std::size_t find_open(const Tokens& tokens, std::size_t from) {
    while (from < tokens.size() && !is(tokens[from], "("))
        ++from;
    return from;
}

std::vector<std::string> names_in_list(const Tokens& tokens, std::size_t open) {
    std::vector<std::string> names;
    if (open >= tokens.size()) return names;
    for (const Span part : split_at_commas(tokens, within(tokens, open)))
        if (part.begin < part.end) names.push_back(tokens[part.begin].name);
    return names;
}

// Reads one comma-separated part of a table's definition: a column with its constraints, or a
// constraint.
class Definition {
public:
    Definition(std::string_view sql, const Tokens& tokens, Span span, SqliteTableDdl& into)
        : sql_(sql), tokens_(tokens), span_(span), into_(into) {
        const Token& first = tokens[span.begin];
        const auto opens = [&](std::string_view word) { return is(first, word); };
        is_column_ =
            first.kind == Token::quoted || !(opens("constraint") || opens("primary") ||
                                             opens("unique") || opens("check") || opens("foreign"));
        if (is_column_) column_ = first.name;
    }

    void read() {
        for (std::size_t at = span_.begin + (is_column_ ? 1 : 0); at < span_.end; ++at) {
            if (is(tokens_[at], "("))
                at = within(tokens_, at).end;
            else if (tokens_[at].kind == Token::word)
                at = read_clause(at);
        }
    }

private:
    // Returns the last token that was part of the clause.
    std::size_t read_clause(std::size_t at) {
        const std::string& word = tokens_[at].text;
        if (word == "constraint" && at + 1 < span_.end) {
            name_ = tokens_[at + 1].name;
            return at + 1;
        }
        if (word == "check") return read_check(at);
        if (word == "as" && is_column_) return read_generated(at);
        if (word == "primary") add(ConstraintKind::primary_key, at);
        if (word == "unique") add(ConstraintKind::unique, at);
        if (word == "foreign" || (word == "references" && is_column_))
            add(ConstraintKind::foreign_key, at);
        if (word == "autoincrement") into_.autoincrement = column_;
        if (word == "not" || word == "default" || word == "collate") name_.clear();
        return at;
    }

    std::size_t read_generated(std::size_t at) {
        const Span inside = within(tokens_, find_open(tokens_, at));
        into_.generated.emplace_back(column_, source(sql_, tokens_, inside));
        return inside.end;
    }

    std::size_t read_check(std::size_t at) {
        const std::size_t open = find_open(tokens_, at);
        const Span inside = within(tokens_, open);
        SqliteDdlConstraint check{ConstraintKind::check, std::move(name_), {}, ""};
        check.expression = source(sql_, tokens_, inside);
        for (std::size_t i = inside.begin; i < inside.end; ++i)
            if (tokens_[i].kind != Token::punctuation && sql_[tokens_[i].begin] != '\'')
                check.columns.push_back(tokens_[i].name);
        into_.constraints.push_back(std::move(check));
        name_.clear();
        return inside.end;
    }

    void add(ConstraintKind kind, std::size_t at) {
        SqliteDdlConstraint constraint{kind, std::move(name_), {column_}, ""};
        if (!is_column_) constraint.columns = names_in_list(tokens_, find_open(tokens_, at));
        into_.constraints.push_back(std::move(constraint));
        name_.clear();
    }

    std::string_view sql_;
    const Tokens& tokens_;
    Span span_;
    SqliteTableDdl& into_;
    bool is_column_ = false;
    std::string column_, name_;
};

Span without_order_and_collation(const Tokens& tokens, Span part) {
    if (part.end > part.begin + 1 &&
        (is(tokens[part.end - 1], "asc") || is(tokens[part.end - 1], "desc")))
        --part.end;
    if (part.end > part.begin + 2 && is(tokens[part.end - 2], "collate")) part.end -= 2;
    return part;
}

}  // namespace

SqliteTableDdl read_create_table(std::string_view sql) {
    SqliteTableDdl ddl;
    const Tokens tokens = tokens_of(sql);
    const std::size_t open = find_open(tokens, 0);
    if (open >= tokens.size() || is(tokens[1], "virtual")) return ddl;
    for (const Span part : split_at_commas(tokens, within(tokens, open)))
        if (part.begin < part.end) Definition(sql, tokens, part, ddl).read();
    return ddl;
}

SqliteIndexDdl read_create_index(std::string_view sql) {
    SqliteIndexDdl ddl;
    const Tokens tokens = tokens_of(sql);
    const std::size_t open = find_open(tokens, 0);
    if (open >= tokens.size()) return ddl;
    const Span columns = within(tokens, open);
    for (const Span part : split_at_commas(tokens, columns))
        ddl.expressions.emplace_back(
            source(sql, tokens, without_order_and_collation(tokens, part)));
    if (columns.end + 1 < tokens.size() && is(tokens[columns.end + 1], "where"))
        ddl.predicate = source(sql, tokens, {columns.end + 2, tokens.size()});
    return ddl;
}

}  // namespace tieout::db
