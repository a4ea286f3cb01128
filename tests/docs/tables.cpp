#include "tests/docs/tables.h"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

namespace tieout::tests {
namespace {

// Rows of two cells in order of arrival; what comes again under the same first cell is put behind.
class Grouped {
public:
    void add(const std::string& first, const std::string& second) {
        const auto found = std::find_if(rows_.begin(), rows_.end(),
                                        [&first](const auto& row) { return row.first == first; });
        if (found == rows_.end()) {
            rows_.emplace_back(first, second);
        } else if (found->second.find(second) == std::string::npos) {
            found->second += ", " + second;
        }
    }
    const std::vector<std::pair<std::string, std::string>>& rows() const { return rows_; }

private:
    std::vector<std::pair<std::string, std::string>> rows_;
};

std::string cell(std::string text) {
    for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2)
        text.insert(at, "\\");
    return text;
}

std::string code(const std::string& name) {
    return "`" + name + "`";
}

std::string made_from(const migrate::TablePlan& table) {
    if (table.fixed) return "rows that the pack itself has";
    if (!table.sql.empty()) return "a query over several tables";
    return code(table.from.substr(0, table.from.find(' ')));
}

std::string moves(const migrate::Plan& plan) {
    Grouped rows;
    for (const migrate::TablePlan& table : plan.tables)
        rows.add(code(table.table), made_from(table));
    std::string text = "| v5 | is made from |\n| --- | --- |\n";
    for (const auto& [target, sources] : rows.rows())
        text += "| " + target + " | " + cell(sources) + " |\n";
    return text;
}

// `all` is "table.*": whether the pack says something of a single column of that table.
bool speaks_of_others(const rules::Pack& pack, const std::string& all) {
    const std::string table = all.substr(0, all.size() - 1);
    return std::any_of(pack.coverage.begin(), pack.coverage.end(), [&](const auto& entry) {
        return entry.first != all && entry.first.starts_with(table);
    });
}

// Columns of one v4 table with one reason are one row.
std::string fates(const rules::Pack& pack, const std::string& fate, const std::string& title) {
    Grouped rows;
    for (const auto& [column, coverage] : pack.coverage) {
        if (coverage.fate != fate) continue;
        const std::size_t point = column.find('.');
        const std::string name = column.substr(point + 1);
        rows.add(code(column.substr(0, point)) + " | " + cell(coverage.reason),
                 name != "*"                      ? code(name)
                 : speaks_of_others(pack, column) ? "every other column"
                                                  : "every column");
    }
    std::string text = "| v4 table | " + title + " | columns |\n| --- | --- | --- |\n";
    for (const auto& [table_and_reason, columns] : rows.rows())
        text += "| " + table_and_reason + " | " + columns + " |\n";
    return text;
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + code(name);
    return text;
}

std::string refused(const migrate::Plan& plan) {
    std::string text = "| v5 | takes no row with |\n| --- | --- |\n";
    for (const migrate::TablePlan& table : plan.tables) {
        for (const migrate::Reject& reject : table.rejects)
            text += "| " + code(table.table) + " | " + cell(reject.because) + " |\n";
        for (const auto& columns : table.unique)
            text += "| " + code(table.table) + " | " + joined(columns) +
                    " as another row has it, capital letters and blanks around it aside |\n";
    }
    return text;
}

std::string looked_at(const rules::Pack& pack) {
    std::string text = "| what is found | severity | what to do |\n| --- | --- | --- |\n";
    for (const rules::Rule& rule : pack.rules) {
        if (rule.source_sql.empty() && rule.must.empty()) continue;  // v5's own
        text += "| " + cell(rule.title) + " | " + rules::name(rule.severity) + " | " +
                cell(rule.advice) + " |\n";
    }
    return text;
}

constexpr std::string_view begin_mark = "<!-- made: ", mark_end = " -->\n",
                           end_mark = "<!-- end -->";

}  // namespace

std::map<std::string, std::string> made_tables(const rules::Pack& pack, const migrate::Plan& plan) {
    return {{"moves", moves(plan)},
            {"derived", fates(pack, "derived", "what becomes of it")},
            {"does not move", fates(pack, "not_moved", "why it does not move")},
            {"refused", refused(plan)},
            {"looked at", looked_at(pack)}};
}

std::string with_tables(std::string_view page, const std::map<std::string, std::string>& tables) {
    std::string result;
    std::size_t at = 0, placed = 0;
    for (std::size_t mark; (mark = page.find(begin_mark, at)) != std::string_view::npos;) {
        const std::size_t named = mark + begin_mark.size();
        const std::size_t name_end = page.find(mark_end, named);
        const std::size_t end = page.find(end_mark, mark);
        if (name_end == std::string_view::npos || end == std::string_view::npos)
            throw std::runtime_error("a table of the page has no end");
        const auto table = tables.find(std::string(page.substr(named, name_end - named)));
        if (table == tables.end())
            throw std::runtime_error("there is no table " +
                                     std::string(page.substr(named, name_end - named)));
        result.append(page.substr(at, name_end + mark_end.size() - at)).append(table->second);
        at = end;
        ++placed;
    }
    if (placed != tables.size()) throw std::runtime_error("the page lacks a place for a table");
    return result.append(page.substr(at));
}

}  // namespace tieout::tests
