// Walks the tags once, with a stack of the tables that are open. A page that people wrote by hand
// leaves end tags out, so that each begin tag also ends what it cannot stand in.
#include "migrate/html_rows.h"

#include <algorithm>

#include "migrate/html_tokens.h"

namespace tieout::migrate {
namespace {

class RowWalk {
public:
    explicit RowWalk(std::string_view bytes) : tokens_(bytes), open_(1) {}

    std::vector<HtmlRow> run() {
        HtmlToken token;
        while (tokens_.next(token)) {
            if (token.kind == HtmlToken::Kind::text) {
                add_text(token.bytes);
            } else if (token.kind == HtmlToken::Kind::open) {
                open_tag(token);
            } else {
                close_tag(token.name);
            }
        }
        return std::move(rows_);
    }

private:
    struct Above {
        HtmlCell cell;
        int rows_left = 0;
    };
    struct Table {
        std::size_t number = 0;
        bool in_row = false, in_cell = false;
        HtmlRow row;
        int next_column = 0;
        std::vector<Above> above;  // cells of rows above that reach into this one
        std::vector<Above> begun;  // of this row, for those below
    };

    static bool is_section(const std::string& name) {
        return name == "thead" || name == "tbody" || name == "tfoot";
    }
    static bool is_blank(const std::string& name) {
        return name == "br" || name == "p" || name == "div" || name == "li" || name == "hr";
    }

    void add_text(std::string_view bytes) {
        Table& table = open_.back();
        if (table.in_cell) table.row.cells.back().bytes.append(bytes);
    }

    void open_tag(const HtmlToken& token) {
        if (is_blank(token.name)) add_text(" ");
        if (token.name == "table") {
            add_text(" ");
            open_.emplace_back();
            open_.back().number = ++tables_;
        } else if (token.name == "tr") {
            end_row();
            open_.back().in_row = true;
        } else if (token.name == "td" || token.name == "th") {
            begin_cell(token);
        } else if (is_section(token.name)) {
            end_row();
        }
    }

    void close_tag(const std::string& name) {
        if (is_blank(name)) add_text(" ");
        if (name == "table") {
            end_row();
            if (open_.size() > 1) open_.pop_back();
            add_text(" ");
        } else if (name == "tr" || is_section(name)) {
            end_row();
        } else if (name == "td" || name == "th") {
            open_.back().in_cell = false;
        }
    }

    void begin_cell(const HtmlToken& token) {
        Table& table = open_.back();
        table.in_row = table.in_cell = true;
        int column = table.next_column;
        for (const Above* each = taken(table, column); each != nullptr; each = taken(table, column))
            column = each->cell.column + each->cell.span;
        table.row.cells.push_back({column, token.span("colspan"), false, {}});
        table.next_column = column + table.row.cells.back().span;
        const int rows = token.span("rowspan");
        if (rows > 1) table.begun.push_back({table.row.cells.back(), rows - 1});
    }

    static const Above* taken(const Table& table, int column) {
        for (const Above& each : table.above) {
            if (column >= each.cell.column && column < each.cell.column + each.cell.span)
                return &each;
        }
        return nullptr;
    }

    void end_row() {
        Table& table = open_.back();
        if (!table.in_row) return;
        // What reaches down was noted before its text had been read.
        for (Above& each : table.begun) {
            for (const HtmlCell& cell : table.row.cells) {
                if (cell.column == each.cell.column) each.cell.bytes = cell.bytes;
            }
            each.cell.from_above = true;
        }
        for (Above& each : table.above) {
            table.row.cells.push_back(each.cell);
            --each.rows_left;
        }
        std::erase_if(table.above, [](const Above& each) { return each.rows_left == 0; });
        table.above.insert(table.above.end(), table.begun.begin(), table.begun.end());
        table.begun.clear();
        table.row.table = table.number;
        rows_.push_back(std::move(table.row));
        table.row = {};
        table.next_column = 0;
        table.in_row = table.in_cell = false;
    }

    HtmlTokens tokens_;
    std::vector<Table> open_;  // the innermost last; the first is the page itself
    std::size_t tables_ = 0;
    std::vector<HtmlRow> rows_;
};

}  // namespace

std::vector<HtmlRow> html_rows(std::string_view bytes) {
    return RowWalk(bytes).run();
}

}  // namespace tieout::migrate
