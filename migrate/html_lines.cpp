// From rows of a page to lines of an invoice. The rows come in one pass; what a row of a table
// without a header is, is known only when the whole page has been seen, so those wait.
#include <algorithm>
#include <map>

#include "base/unicode.h"
#include "migrate/convert.h"
#include "migrate/lines.h"
#include "migrate/money_text.h"

namespace tieout::migrate {
namespace {

// A cell as people see it.
struct PageCell {
    const HtmlCell* cell = nullptr;
    std::string text, label;
    std::optional<Decimal> money;
};

struct PageRow {
    std::size_t table = 0;
    std::vector<PageCell> cells;

    // The cell that covers a column; its own before one that reaches down from above.
    const PageCell* at(int column) const {
        for (const bool from_above : {false, true}) {
            for (const PageCell& each : cells) {
                if (each.cell->from_above == from_above && column >= each.cell->column &&
                    column < each.cell->column + each.cell->span)
                    return &each;
            }
        }
        return nullptr;
    }
    const PageCell* label() const {
        for (const PageCell& each : cells) {
            if (!each.cell->from_above && !each.text.empty() && !each.money) return &each;
        }
        return nullptr;
    }
    const PageCell* last_money() const {
        for (auto each = cells.rbegin(); each != cells.rend(); ++each) {
            if (!each->cell->from_above && each->money) return &*each;
        }
        return nullptr;
    }
};

struct Header {
    std::size_t language = 0;
    std::vector<std::pair<std::string, int>> columns;  // produced column, column of the table

    int at(const std::string& name) const {
        for (const auto& [produced, column] : columns) {
            if (produced == name) return column;
        }
        return -1;
    }
};

bool fits(std::string_view label, const std::string& word) {
    if (!word.ends_with('*')) return label == word;
    return label.starts_with(std::string_view(word).substr(0, word.size() - 1));
}

std::optional<std::string> whole_number(const std::string& text) {
    const auto number = Decimal::parse(text);
    if (!number || number->scale() != 0 || text.size() > 9) return std::nullopt;
    return text;
}

// One page under way.
class HtmlReading {
public:
    HtmlReading(const HtmlTable& plan, const LineColumns& columns, const std::string& charset,
                const std::vector<bool>& wanted)
        : plan_(plan), columns_(columns), charset_(charset), wanted_(wanted) {
        for (const std::string& word : plan.currency)
            currency_.push_back(to_lower(word));
    }

    void run(const std::vector<HtmlRow>& rows, std::vector<Cells>& out) {
        for (const HtmlRow& row : rows)
            take(seen(row));
        if (const auto language = language_of_page()) {
            for (const PageRow& row : waiting_)
                add(row, nullptr, {*language}, false);
        } else {
            read_first_table();
        }
        for (auto& [table, found] : found_) {
            for (Cells& cells : found)
                out.push_back(std::move(cells));
        }
    }

private:
    PageRow seen(const HtmlRow& row) const {
        PageRow result;
        result.table = row.table;
        std::string decoded, text;
        for (const HtmlCell& cell : row.cells) {
            decoded.clear();
            text.clear();
            decode(cell.bytes, charset_, decoded);
            unescape_html(decoded, text);
            PageCell page;
            page.cell = &cell;
            page.text = one_line(text);
            page.label = label_text(page.text);
            page.money = money_text(page.text, currency_);
            result.cells.push_back(std::move(page));
        }
        return result;
    }

    void take(PageRow row) {
        if (auto header = header_of(row)) {
            headers_[row.table] = std::move(*header);
            languages_.emplace(row.table, headers_[row.table].language);
            ended_[row.table] = false;
            std::erase_if(waiting_, [&](const PageRow& each) { return each.table == row.table; });
            return;
        }
        const auto header = headers_.find(row.table);
        if (header == headers_.end()) {
            waiting_.push_back(std::move(row));
        } else {
            add(row, &header->second, {header->second.language}, true);
        }
    }

    std::optional<Header> header_of(const PageRow& row) const {
        for (std::size_t language = 0; language < plan_.languages.size(); ++language) {
            Header header;
            header.language = language;
            for (const auto& [name, words] : plan_.languages[language].header) {
                const int column = column_of(row, words, header);
                if (column >= 0) header.columns.emplace_back(name, column);
            }
            if (header.at(plan_.text) >= 0 && header.at(plan_.amount) >= 0) return header;
        }
        return std::nullopt;
    }

    static int column_of(const PageRow& row, const std::vector<std::string>& words,
                         const Header& header) {
        for (const std::string& word : words) {
            for (const PageCell& each : row.cells) {
                const int column = each.cell->column;
                const bool taken =
                    std::any_of(header.columns.begin(), header.columns.end(),
                                [&](const auto& entry) { return entry.second == column; });
                if (!each.cell->from_above && !taken && fits(each.label, word)) return column;
            }
        }
        return -1;
    }

    // The language of the first table that has a header.
    std::optional<std::size_t> language_of_page() const {
        if (languages_.empty()) return std::nullopt;
        return languages_.begin()->second;
    }

    void read_first_table() {
        std::vector<std::size_t> all(plan_.languages.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = i;
        std::stable_sort(waiting_.begin(), waiting_.end(),
                         [](const PageRow& a, const PageRow& b) { return a.table < b.table; });
        for (const PageRow& row : waiting_) {
            if (!found_.empty() && found_.begin()->first != row.table) return;
            add(row, nullptr, all, true);
        }
    }

    std::string role_of(const PageCell* label, const std::vector<std::size_t>& languages) const {
        if (label == nullptr) return "line";
        for (const std::size_t language : languages) {
            for (const auto& [role, words] : plan_.languages[language].rows) {
                for (const std::string& word : words) {
                    if (fits(label->label, word)) return role;
                }
            }
        }
        return "line";
    }

    // `any`: rows of no role are lines too.
    void add(const PageRow& row, const Header* header, const std::vector<std::size_t>& languages,
             bool any) {
        if (ended_[row.table]) return;
        const PageCell* text = row.label();
        const std::string role = role_of(text, languages);
        const PageCell* amount = row.last_money();
        if (role == "line" && header != nullptr) {
            text = row.at(header->at(plan_.text));
            amount = row.at(header->at(plan_.amount));
            if (amount != nullptr && amount->cell->from_above) amount = nullptr;
        }
        if (text == nullptr || text->text.empty() || amount == nullptr || !amount->money) return;
        if (role != "line" || any) add_line(role, row, header, text->text, *amount->money);
        if (role == plan_.end) ended_[row.table] = true;
    }

    void add_line(const std::string& role, const PageRow& row, const Header* header,
                  const std::string& text, Decimal amount) {
        const auto& kinds = plan_.lines;
        const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                       [&](const auto& each) { return each.role == role; });
        if (kind == kinds.end()) return;
        if (!wanted_[static_cast<std::size_t>(kind - kinds.begin())]) return;
        if (kind->negative && !amount.is_negative()) amount = -amount;
        Cells cells(columns_.size());
        if (header != nullptr) add_others(row, *header, cells);
        columns_.set(cells, kind->constants);
        cells[columns_.index_of(plan_.text)] = text;
        cells[columns_.index_of(plan_.amount)] = amount.text();
        found_[row.table].push_back(std::move(cells));
    }

    void add_others(const PageRow& row, const Header& header, Cells& cells) const {
        const auto among = [](const std::vector<std::string>& names, const std::string& name) {
            return std::find(names.begin(), names.end(), name) != names.end();
        };
        for (const auto& [name, column] : header.columns) {
            const PageCell* cell = row.at(column);
            if (cell == nullptr || cell->text.empty()) continue;
            auto& to = cells[columns_.index_of(name)];
            if (among(plan_.prices, name)) {
                if (cell->money) to = cell->money->text();
            } else if (among(plan_.whole, name)) {
                to = whole_number(cell->text);
            } else {
                to = cell->text;
            }
        }
    }

    const HtmlTable& plan_;
    const LineColumns& columns_;
    const std::string& charset_;
    const std::vector<bool>& wanted_;
    std::vector<std::string> currency_;             // in lower case
    std::map<std::size_t, Header> headers_;         // by table: the one that holds now
    std::map<std::size_t, std::size_t> languages_;  // by table: of its first header
    std::map<std::size_t, bool> ended_;
    std::vector<PageRow> waiting_;  // rows of tables without a header
    std::map<std::size_t, std::vector<Cells>> found_;
};

}  // namespace

void read_page(const HtmlTable& plan, const LineColumns& columns, std::string_view bytes,
               const std::string& charset, const std::vector<bool>& wanted,
               std::vector<Cells>& lines) {
    const std::vector<HtmlRow> rows = html_rows(bytes);
    HtmlReading(plan, columns, charset, wanted).run(rows, lines);
}

HtmlLines::HtmlLines(const HtmlTable& plan, const LineColumns& columns, SourceQuery& source)
    : plan_(plan),
      columns_(columns),
      charset_(source.charset_of(plan.column)),
      bytes_(source.stored_bytes(plan.column, plan.where)) {
    for (const HtmlTable::Line& line : plan.lines) {
        only_where_null_.emplace_back();
        for (const std::string& column : line.only_where_null)
            only_where_null_.back().push_back(source.column(column, plan.where));
    }
}

void HtmlLines::read(const Row& row, std::vector<Cells>& lines) const {
    if (row.is_null(bytes_)) return;
    std::vector<bool> wanted;
    for (const auto& columns : only_where_null_)
        wanted.push_back(std::all_of(columns.begin(), columns.end(),
                                     [&](ColumnRef column) { return row.is_null(column); }));
    read_page(plan_, columns_, row.at(bytes_), charset_, wanted, lines);
}

}  // namespace tieout::migrate
