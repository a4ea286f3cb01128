// The verifier's statement for a tie reads `SELECT key AS c0, … AS c7 FROM tables`, with the
// aliases that it needs. People want the columns by their own names: what stands between `FROM` and
// `WHERE` is kept, all columns are asked for, and the key is held against the samples' keys. A
// statement of any other shape, or a key that cannot be written safely into all three dialects,
// gives none: no SQL is better than one that shows other rows.
#include "reports/to_copy.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>

#include "reports/utf8.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using rules::CycleRecord;
using rules::Finding;
using rules::Member;

struct Statement {
    std::string key, tables, condition;
};

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// The first of `words` (in lower case) that stands in `sql` outside of parentheses and quotes, from
// `begin` on.
struct Word {
    std::size_t at = std::string::npos;
    std::string_view word;
};
Word first_of(const std::string& sql, std::initializer_list<std::string_view> words) {
    std::string lower = sql;
    for (char& c : lower)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    int depth = 0;
    char quote = 0;
    for (std::size_t i = 0; i < lower.size(); ++i) {
        const char c = lower[i];
        if (quote != 0) {
            if (c == quote) quote = 0;
            continue;
        }
        if (c == '\'' || c == '"' || c == '`') quote = c;
        if (c == '(') ++depth;
        if (c == ')') --depth;
        if (depth > 0 || (i > 0 && is_word(lower[i - 1]))) continue;
        for (const std::string_view word : words) {
            const std::size_t end = i + word.size();
            if (lower.compare(i, word.size(), word) == 0 &&
                (end == lower.size() || !is_word(lower[end])))
                return {i, word};
        }
    }
    return {};
}

// Without `-- …` at the end of a line, which may hold a quote that ends nowhere.
std::string without_remarks(const std::string& sql) {
    std::string result;
    char quote = 0;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        if (quote == 0 && sql.compare(i, 2, "--") == 0) {
            i = std::min(sql.find('\n', i), sql.size());
            result += i < sql.size() ? "\n" : "";
            continue;
        }
        if (quote != 0)
            quote = sql[i] == quote ? '\0' : quote;
        else if (sql[i] == '\'' || sql[i] == '"' || sql[i] == '`')
            quote = sql[i];
        result += sql[i];
    }
    return result;
}

std::string trimmed(std::string text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == ';'))
        text.pop_back();
    text.erase(0, std::min(text.find_first_not_of(" \n"), text.size()));
    return text;
}

std::optional<Statement> parts_of(const std::string& statement) {
    const std::string sql = without_remarks(statement);
    constexpr std::string_view begin = "SELECT ", alias = " AS c0";
    const std::size_t end_of_key = sql.find(alias);
    if (!sql.starts_with(begin) || end_of_key == std::string::npos) return std::nullopt;
    const Word from = first_of(sql, {"from"});
    if (from.at == std::string::npos || from.at < end_of_key) return std::nullopt;
    Statement parts{sql.substr(begin.size(), end_of_key - begin.size()), "", ""};
    std::string rest = sql.substr(from.at + from.word.size());
    if (const Word order = first_of(rest, {"order"}); order.at != std::string::npos)
        rest.resize(order.at);
    if (first_of(rest, {"group", "having", "limit", "union", "with", "for"}).at !=
        std::string::npos)
        return std::nullopt;
    if (rest.find('?') != std::string::npos || rest.find("$1") != std::string::npos)
        return std::nullopt;
    const Word where = first_of(rest, {"where"});
    if (where.at != std::string::npos)
        parts.condition = trimmed(rest.substr(where.at + where.word.size()));
    parts.tables = trimmed(rest.substr(0, where.at));
    return parts;
}

bool is_plain_name(const std::string& name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), is_word) &&
           std::isdigit(static_cast<unsigned char>(name[0])) == 0;
}

// A backslash means one thing to MySQL and another to the rest.
bool is_safe(const std::string& value) {
    const auto all = characters(value);
    return value.find('\\') == std::string::npos &&
           std::none_of(all.begin(), all.end(), is_invisible) && all.size() <= 200;
}

// "'17', 'O''Brien'" of the first column of the samples' keys; nothing where one cannot be written.
std::string keys_of(const Finding& finding) {
    std::vector<std::string> values;
    for (const Member& member : finding.samples) {
        if (member.key.empty() || !is_safe(member.key.front().value)) return "";
        std::string value = "'";
        for (const char c : member.key.front().value)
            value += c == '\'' ? "''" : std::string(1, c);
        value += "'";
        if (std::find(values.begin(), values.end(), value) == values.end())
            values.push_back(std::move(value));
    }
    return fmt::format("{}", fmt::join(values, ", "));
}

std::string select(const Statement& parts, const std::string& keys) {
    std::string sql =
        fmt::format("SELECT *\nFROM {}\nWHERE {} IN ({})", parts.tables, parts.key, keys);
    if (!parts.condition.empty()) sql += "\n  AND (" + parts.condition + ")";
    return sql + ";";
}

std::string select(const std::string& statement, const std::string& keys) {
    const auto parts = parts_of(statement);
    return parts ? select(*parts, keys) : "";
}

}  // namespace

Sides sides_of(const Finding& finding) {
    const bool is_rule = finding.kind == rules::FindingKind::broken_rule ||
                         finding.kind == rules::FindingKind::sequence ||
                         finding.kind == rules::FindingKind::null_key;
    Sides sides;
    if (!is_rule || finding.samples.empty()) return sides;
    sides = {false, false};
    for (const Member& member : finding.samples) {
        sides.source = sides.source || member.in_source;
        sides.target = sides.target || member.in_target;
    }
    return sides;
}

SqlToCopy sql_to_copy(const CycleRecord& record, const Finding& finding) {
    const std::string keys = keys_of(finding);
    if (keys.empty()) return {};
    const Sides sides = sides_of(finding);
    const auto tie = std::find_if(record.ties.begin(), record.ties.end(),
                                  [&](const auto& each) { return each.tie == finding.tie; });
    SqlToCopy sql;
    if (tie != record.ties.end()) {
        if (sides.source) sql.source = select(tie->source_sql, keys);
        if (sides.target) sql.target = select(tie->target_sql, keys);
    } else if (finding.tie.empty() && sides.source && !sides.target) {
        const std::string& column = finding.samples.front().key.front().column;
        if (is_plain_name(finding.table) && is_plain_name(column))
            sql.source = select(Statement{column, finding.table, ""}, keys);
    }
    return sql;
}

std::string waiver_to_copy(const Finding& finding) {
    const std::string& title = finding.title.empty() ? subject(finding) : finding.title;
    return rules::entry_of(rules::waiver_of(finding), shortened(title, 160));
}

}  // namespace tieout::reports
