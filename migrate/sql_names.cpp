#include "migrate/sql_names.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace tieout::migrate {
namespace {

bool is_word_char(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$';
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return result;
}

bool same_name(std::string_view a, std::string_view b) {
    return lower(a) == lower(b);
}

// Identifiers, quoted or not, and single signs; literals and comments are dropped.
std::vector<std::string> words_of(std::string_view sql) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < sql.size();) {
        const char c = sql[at];
        if (c == '\'' || c == '"' || c == '`') {
            const std::size_t end = std::min(sql.find(c, at + 1), sql.size());
            if (c != '\'') words.emplace_back(sql.substr(at + 1, end - at - 1));
            at = end + 1;
        } else if (sql.substr(at, 2) == "--") {
            at = std::min(sql.find('\n', at), sql.size());
        } else if (is_word_char(c)) {
            const std::size_t begin = at;
            while (at < sql.size() && is_word_char(sql[at]))
                ++at;
            words.emplace_back(sql.substr(begin, at - begin));
        } else {
            if (std::isspace(static_cast<unsigned char>(c)) == 0) words.emplace_back(1, c);
            ++at;
        }
    }
    return words;
}

bool ends_a_table(const std::string& word) {
    static constexpr std::array<std::string_view, 18> keywords = {
        "on",    "using", "left",  "right",  "inner", "cross", "join",   "natural", "outer",
        "where", "group", "order", "having", "limit", "union", "select", "full",    "set"};
    return std::find(keywords.begin(), keywords.end(), lower(word)) != keywords.end();
}

bool is_name(const std::string& word) {
    return !word.empty() && is_word_char(word.front());
}

}  // namespace

std::vector<ScopedTable> tables_named(std::string_view sql, const db::Catalogue& catalogue) {
    const auto words = words_of(sql);
    std::vector<ScopedTable> result;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool part_of_a_pair =
            (i > 0 && words[i - 1] == ".") || (i + 1 < words.size() && words[i + 1] == ".");
        const db::Table* table = part_of_a_pair ? nullptr : catalogue.find(words[i]);
        if (table == nullptr) continue;
        std::size_t next = i + 1;
        if (next < words.size() && same_name(words[next], "as")) ++next;
        const bool aliased =
            next < words.size() && is_name(words[next]) && !ends_a_table(words[next]);
        result.push_back({aliased ? words[next] : words[i], table});
    }
    return result;
}

std::set<std::string> columns_named(std::string_view sql, const std::vector<ScopedTable>& scope) {
    const auto words = words_of(sql);
    std::set<std::string> result;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool qualified = i >= 2 && words[i - 1] == ".";
        for (const ScopedTable& one : scope) {
            if (qualified && !same_name(words[i - 2], one.alias)) continue;
            const auto* column = one.table->find(words[i]);
            if (column != nullptr) result.insert(one.table->name + "." + column->name);
        }
    }
    return result;
}

}  // namespace tieout::migrate
