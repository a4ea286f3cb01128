// Lines of an invoice from the grids of a page: first which tables have headers and in what
// language, then the rows below them.
#include <algorithm>

#include "base/unicode.h"
#include "verify/line_reader.h"
#include "verify/page_text.h"

namespace tieout::verify {
namespace {

const std::string plain_line = "line";

// A grid with its cells read.
struct ReadGrid {
    struct Cell {
        std::string text, word;
        std::optional<Decimal> money;
    };
    const HtmlGrid* grid = nullptr;
    std::vector<Cell> cells;

    bool begins_in(const HtmlGrid::Row& row, std::size_t cell) const {
        return std::find(row.own.begin(), row.own.end(), cell) != row.own.end();
    }
    const Cell* label_of(const HtmlGrid::Row& row) const {
        for (const std::size_t cell : row.own)
            if (!cells[cell].text.empty() && !cells[cell].money) return &cells[cell];
        return nullptr;
    }
    const Cell* last_money_of(const HtmlGrid::Row& row) const {
        const Cell* last = nullptr;
        for (const std::size_t cell : row.own)
            if (cells[cell].money) last = &cells[cell];
        return last;
    }
};

struct Heading {
    const HtmlTable::Language* language = nullptr;
    std::vector<std::pair<std::string, std::size_t>> columns;  // produced, of the table

    std::optional<std::size_t> column(const std::string& produced) const {
        for (const auto& [name, place] : columns)
            if (name == produced) return place;
        return std::nullopt;
    }
    bool has_place(std::size_t place) const {
        return std::any_of(columns.begin(), columns.end(),
                           [place](const auto& entry) { return entry.second == place; });
    }
};

class PageReading {
public:
    PageReading(const HtmlTable& spec, const LineColumns& columns,
                const std::vector<std::string>& currency, const std::string& charset)
        : spec_(spec), columns_(columns), currency_(currency), charset_(charset) {}

    // `wanted`: for each kind of line of the pack, whether this invoice may have it.
    std::vector<LineCells> lines_of(const std::vector<HtmlGrid>& grids,
                                    const std::vector<bool>& wanted) {
        wanted_ = &wanted;
        std::vector<ReadGrid> pages;
        for (const HtmlGrid& grid : grids)
            pages.push_back(read(grid));
        const HtmlTable::Language* language = nullptr;
        for (const ReadGrid& page : pages)
            if (language == nullptr) language = first_language(page);
        for (const ReadGrid& page : pages) {
            if (language == nullptr) {
                read_without_heading(page, all_languages(), true);
                if (!lines_.empty()) break;
            } else if (first_language(page) == nullptr) {
                read_without_heading(page, {language}, false);
            } else {
                read_below_headings(page);
            }
        }
        return std::move(lines_);
    }

private:
    using Languages = std::vector<const HtmlTable::Language*>;

    const HtmlTable& spec_;
    const LineColumns& columns_;
    const std::vector<std::string>& currency_;
    const std::string& charset_;
    const std::vector<bool>* wanted_ = nullptr;
    std::vector<LineCells> lines_;

    ReadGrid read(const HtmlGrid& grid) const {
        ReadGrid page;
        page.grid = &grid;
        for (const std::string& bytes : grid.cells) {
            std::string decoded, plain;
            if (!decode_charset(bytes, charset_, decoded)) decoded = bytes;
            unescape_html(decoded, plain);
            ReadGrid::Cell cell;
            cell.text = single_spaced(plain);
            cell.word = as_word(cell.text);
            cell.money = read_money(cell.text, currency_);
            page.cells.push_back(std::move(cell));
        }
        return page;
    }

    Languages all_languages() const {
        Languages all;
        for (const HtmlTable::Language& each : spec_.languages)
            all.push_back(&each);
        return all;
    }

    std::optional<Heading> heading_in(const ReadGrid& page, const HtmlGrid::Row& row) const {
        for (const HtmlTable::Language& language : spec_.languages) {
            Heading heading;
            heading.language = &language;
            for (const auto& [produced, words] : language.header)
                if (const auto place = place_of(words, page, row, heading))
                    heading.columns.emplace_back(produced, *place);
            if (heading.column(spec_.text) && heading.column(spec_.amount)) return heading;
        }
        return std::nullopt;
    }

    static std::optional<std::size_t> place_of(const std::vector<std::string>& words,
                                               const ReadGrid& page, const HtmlGrid::Row& row,
                                               const Heading& heading) {
        for (const std::string& word : words)
            for (const std::size_t cell : row.own) {
                const std::size_t place = page.grid->left_column[cell];
                if (!heading.has_place(place) && fits_word(page.cells[cell].word, word))
                    return place;
            }
        return std::nullopt;
    }

    const HtmlTable::Language* first_language(const ReadGrid& page) const {
        for (const HtmlGrid::Row& row : page.grid->rows)
            if (const auto heading = heading_in(page, row)) return heading->language;
        return nullptr;
    }

    std::string role_in(const Languages& languages, const ReadGrid::Cell* label) const {
        if (label == nullptr) return plain_line;
        for (const HtmlTable::Language* language : languages)
            for (const auto& [role, words] : language->rows)
                if (std::any_of(words.begin(), words.end(), [&](const std::string& word) {
                        return fits_word(label->word, word);
                    }))
                    return role;
        return plain_line;
    }

    // `plain_too`: a row of no role is a line as well.
    void read_without_heading(const ReadGrid& page, const Languages& languages, bool plain_too) {
        for (const HtmlGrid::Row& row : page.grid->rows) {
            const ReadGrid::Cell* label = page.label_of(row);
            const ReadGrid::Cell* money = page.last_money_of(row);
            if (label == nullptr || money == nullptr) continue;
            const std::string role = role_in(languages, label);
            if (plain_too || role != plain_line) add(role, label->text, *money->money, {});
            if (role == spec_.end) return;
        }
    }

    void read_below_headings(const ReadGrid& page) {
        std::optional<Heading> heading;
        bool over = false;
        for (const HtmlGrid::Row& row : page.grid->rows) {
            if (auto next = heading_in(page, row)) {
                heading = std::move(next);
                over = false;
            } else if (heading && !over) {
                over = read_below(page, row, *heading);
            }
        }
    }

    // True where the row is the one below which nothing counts.
    bool read_below(const ReadGrid& page, const HtmlGrid::Row& row, const Heading& heading) {
        const ReadGrid::Cell* label = page.label_of(row);
        const std::string role = role_in({heading.language}, label);
        if (role != plain_line) {
            const ReadGrid::Cell* money = page.last_money_of(row);
            if (money == nullptr) return false;
            add(role, label->text, *money->money, others(page, row, heading));
            return role == spec_.end;
        }
        const auto text = covering(row, *heading.column(spec_.text));
        const auto amount = covering(row, *heading.column(spec_.amount));
        if (!text || !amount || !page.begins_in(row, *amount)) return false;
        const auto& money = page.cells[*amount].money;
        if (money && !page.cells[*text].text.empty())
            add(role, page.cells[*text].text, *money, others(page, row, heading));
        return false;
    }

    static std::optional<std::size_t> covering(const HtmlGrid::Row& row, std::size_t column) {
        return column < row.covering.size() ? row.covering[column] : std::nullopt;
    }

    // The produced columns beside text and amount.
    std::vector<std::pair<std::string, std::string>> others(const ReadGrid& page,
                                                            const HtmlGrid::Row& row,
                                                            const Heading& heading) const {
        const auto listed = [](const std::vector<std::string>& names, const std::string& name) {
            return std::find(names.begin(), names.end(), name) != names.end();
        };
        std::vector<std::pair<std::string, std::string>> found;
        for (const auto& [produced, place] : heading.columns) {
            const auto index = covering(row, place);
            if (!index || page.cells[*index].text.empty()) continue;
            const ReadGrid::Cell& cell = page.cells[*index];
            if (listed(spec_.prices, produced)) {
                if (cell.money) found.emplace_back(produced, cell.money->text());
            } else if (listed(spec_.whole, produced)) {
                if (is_whole(cell.text)) found.emplace_back(produced, cell.text);
            } else {
                found.emplace_back(produced, cell.text);
            }
        }
        return found;
    }

    static bool is_whole(const std::string& text) {
        constexpr std::size_t longest = 9;  // what every engine's INTEGER holds
        const auto number = strict_number(text);
        return number && number->scale() == 0 && text.size() <= longest;
    }

    void add(const std::string& role, const std::string& text, const Decimal& money,
             const std::vector<std::pair<std::string, std::string>>& others) {
        for (std::size_t i = 0; i < spec_.lines.size(); ++i) {
            const HtmlTable::Line& kind = spec_.lines[i];
            if (kind.role != role) continue;
            if (!(*wanted_)[i]) return;
            const bool turn = kind.negative && money > Decimal();
            LineCells cells = columns_.filled_with(kind.constants);
            for (const auto& [produced, value] : others)
                if (!cells[columns_.at(produced)]) cells[columns_.at(produced)] = value;
            cells[columns_.at(spec_.text)] = text;
            cells[columns_.at(spec_.amount)] = (turn ? -money : money).text();
            lines_.push_back(std::move(cells));
            return;
        }
    }
};

}  // namespace

HtmlTableLines::HtmlTableLines(const HtmlTable& spec, const LineColumns& columns,
                               const FindColumn& column, const FindCharset& charset)
    : spec_(spec),
      columns_(columns),
      charset_(charset(spec.column)),
      column_(column(spec.column).index) {
    for (const HtmlTable::Line& kind : spec.lines) {
        must_be_null_.emplace_back();
        for (const std::string& each : kind.only_where_null)
            must_be_null_.back().push_back(column(each).index);
    }
}

ProducerTrouble HtmlTableLines::read(const RowView& row, const std::optional<Decimal>&,
                                     std::vector<LineCells>& lines) const {
    std::vector<bool> wanted;
    for (const auto& columns : must_be_null_)
        wanted.push_back(std::all_of(columns.begin(), columns.end(), [&row](std::size_t column) {
            return row.at(column).is_null();
        }));
    std::vector<std::string> currency;
    for (const std::string& word : spec_.currency)
        currency.push_back(to_lower(word));
    const std::vector<HtmlGrid> grids = html_grids(row.at(column_).text);
    lines = PageReading(spec_, columns_, currency, charset_).lines_of(grids, wanted);
    return {};
}

}  // namespace tieout::verify
