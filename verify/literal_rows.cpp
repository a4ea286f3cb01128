#include "verify/literal_rows.h"

#include <algorithm>

#include "base/error.h"
#include "rules/pack.h"
#include "rules/yaml.h"

namespace tieout::verify {
namespace {

using Cells = std::vector<std::optional<std::string>>;

std::size_t column_of(LiteralRows& rows, const std::string& name) {
    const auto found = std::find(rows.columns.begin(), rows.columns.end(), name);
    if (found != rows.columns.end()) return std::size_t(found - rows.columns.begin());
    rows.columns.push_back(name);
    return rows.columns.size() - 1;
}

// One cell at `at`; moves behind it and the comma or line end. Returns whether the line goes on.
bool take_cell(const std::string& text, std::size_t& at, std::optional<std::string>& cell) {
    std::string value;
    const bool quoted = at < text.size() && text[at] == '"';
    if (quoted) {
        for (++at; at < text.size() && (text[at] != '"' || text.compare(at, 2, "\"\"") == 0);
             ++at) {
            if (text[at] == '"') ++at;
            value.push_back(text[at]);
        }
        ++at;
    }
    while (at < text.size() && text[at] != ',' && text[at] != '\n') {
        if (text[at] != '\r') value.push_back(text[at]);
        ++at;
    }
    cell = quoted || !value.empty() ? std::optional(std::move(value)) : std::nullopt;
    const bool more = at < text.size() && text[at] == ',';
    ++at;
    return more;
}

Cells take_line(const std::string& text, std::size_t& at) {
    Cells cells;
    bool more = true;
    while (more) {
        cells.emplace_back();
        more = take_cell(text, at, cells.back());
    }
    return cells;
}

}  // namespace

LiteralRows parse_csv(const std::string& text) {
    LiteralRows rows;
    std::size_t at = 0;
    for (auto& name : take_line(text, at))
        rows.columns.push_back(name.value_or(""));
    while (at < text.size()) {
        Cells cells = take_line(text, at);
        if (cells.size() != rows.columns.size())
            throw Error(Fault::usage, "row " + std::to_string(rows.rows.size() + 1) + " has " +
                                          std::to_string(cells.size()) + " cells, the header " +
                                          std::to_string(rows.columns.size()));
        rows.rows.push_back(std::move(cells));
    }
    return rows;
}

LiteralRows read_literal_rows(const rules::Yaml& node, const rules::Pack& pack) {
    if (node.is_scalar()) {
        try {
            return parse_csv(pack.read(node.text()));
        } catch (const Error& error) {
            node.fail("`" + node.text() + "`: " + error.what());
        }
    }
    LiteralRows rows;
    for (const rules::Yaml& item : node.items()) {
        Cells cells(rows.columns.size());
        for (const auto& [name, value] : item.entries()) {
            const std::size_t column = column_of(rows, name);
            cells.resize(std::max(cells.size(), column + 1));
            if (value.kind() != rules::Yaml::Kind::null) cells[column] = pack.expand(value.text());
        }
        rows.rows.push_back(std::move(cells));
    }
    for (Cells& cells : rows.rows)
        cells.resize(rows.columns.size());
    return rows;
}

}  // namespace tieout::verify
