#include "db/sql_tables.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "base/unicode.h"

namespace tieout::db {
namespace {

struct Token {
    enum class Kind { none, word, quoted, sign } kind = Kind::none;
    std::size_t begin = 0, end = 0;
};

bool is_word_char(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return std::isalnum(byte) != 0 || c == '_' || c == '$' || byte >= 0x80;
}

// Behind the closing `mark`; two marks in a row stand for one.
std::size_t end_of_quoted(std::string_view sql, std::size_t begin, char mark) {
    for (std::size_t at = begin + 1; at < sql.size(); ++at) {
        if (sql[at] != mark) continue;
        if (at + 1 >= sql.size() || sql[at + 1] != mark) return at + 1;
        ++at;
    }
    return sql.size();
}

// The first word, quoted name or sign from `at` on; literals, comments and blanks are none.
Token next_token(std::string_view sql, std::size_t at) {
    while (at < sql.size()) {
        const char c = sql[at];
        if (sql.substr(at, 2) == "--") {
            at = std::min(sql.find('\n', at), sql.size());
        } else if (sql.substr(at, 2) == "/*") {
            const std::size_t end = sql.find("*/", at + 2);
            at = end == std::string_view::npos ? sql.size() : end + 2;
        } else if (c == '\'') {
            at = end_of_quoted(sql, at, c);
        } else if (c == '"' || c == '`') {
            return {Token::Kind::quoted, at, end_of_quoted(sql, at, c)};
        } else if (is_word_char(c)) {
            std::size_t end = at;
            while (end < sql.size() && is_word_char(sql[end]))
                ++end;
            return {Token::Kind::word, at, end};
        } else if (std::isspace(static_cast<unsigned char>(c)) == 0) {
            return {Token::Kind::sign, at, at + 1};
        } else {
            ++at;
        }
    }
    return {Token::Kind::none, sql.size(), sql.size()};
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool begins_tables(std::string_view word) {
    return word == "from" || word == "join" || word == "straight_join";
}

bool ends_tables(std::string_view word) {
    static constexpr std::array<std::string_view, 12> words = {
        "where",  "group",  "order",  "having", "limit",  "union",
        "select", "window", "offset", "fetch",  "except", "intersect"};
    return is_one_of(word, words);
}

// What may follow a table that has no alias.
bool is_no_alias(std::string_view word) {
    static constexpr std::array<std::string_view, 19> words = {
        "on",    "using",     "left",        "right", "full",     "inner", "outer",
        "cross", "natural",   "for",         "lock",  "use",      "force", "ignore",
        "into",  "partition", "tablesample", "set",   "procedure"};
    return begins_tables(word) || ends_tables(word) || is_one_of(word, words);
}

class Statement {
public:
    Statement(std::string_view sql,
              const std::function<std::optional<std::string>(std::string_view)>& place)
        : sql_(sql), place_(place) {}

    std::string replaced() {
        for (Token token = next_token(sql_, 0); token.kind != Token::Kind::none;
             token = next_token(sql_, token.end))
            read(token);
        return out_.append(sql_.substr(copied_));
    }

private:
    std::string_view text(const Token& token) const {
        return sql_.substr(token.begin, token.end - token.begin);
    }

    void read(const Token& token) {
        if (token.kind == Token::Kind::sign) return read_sign(sql_[token.begin]);
        const std::string word = token.kind == Token::Kind::word ? to_lower(text(token)) : "";
        if (word == "lateral" || word == "only") return;
        if (begins_tables(word) || ends_tables(word)) {
            in_tables_.back() = expected_ = begins_tables(word);
        } else {
            if (expected_) read_table(token);
            expected_ = false;
        }
    }

    // Tables in parentheses are a list of their own; a query in them says SELECT.
    void read_sign(char sign) {
        if (sign == '(') return in_tables_.push_back(expected_);
        if (sign == ')' && in_tables_.size() > 1) in_tables_.pop_back();
        expected_ = sign == ',' && in_tables_.back();
    }

    void read_table(const Token& token) {
        const Token next = next_token(sql_, token.end);
        if (next.kind == Token::Kind::sign && sql_[next.begin] == '.') return;
        const auto instead = place_(name_of(token));
        if (!instead) return;
        out_.append(sql_.substr(copied_, token.begin - copied_)).append(*instead);
        copied_ = token.end;
        if (next.kind == Token::Kind::quoted) return;
        if (next.kind == Token::Kind::word && !is_no_alias(to_lower(text(next)))) return;
        out_.append(" ").append(text(token));
    }

    std::string name_of(const Token& token) const {
        if (token.kind == Token::Kind::word) return std::string(text(token));
        std::string name;
        for (std::size_t at = token.begin + 1; at + 1 < token.end; ++at) {
            name += sql_[at];
            if (sql_[at] == sql_[token.begin]) ++at;
        }
        return name;
    }

    std::string_view sql_;
    const std::function<std::optional<std::string>(std::string_view)>& place_;
    std::string out_;
    std::size_t copied_ = 0;
    std::vector<char> in_tables_{0};  // one a parenthesis: is this a list of tables
    bool expected_ = false;
};

}  // namespace

std::string with_tables(
    std::string_view sql,
    const std::function<std::optional<std::string>(std::string_view name)>& place) {
    return Statement(sql, place).replaced();
}

}  // namespace tieout::db
