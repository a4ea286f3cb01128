// Two steps: find where the tags are and what each table's rows hold, one after another; then lay
// every table out by its spans. Nothing is decoded: places are counted in stored bytes.
#include "verify/html_grid.h"

#include <algorithm>

namespace tieout::verify {
namespace {

constexpr std::size_t nowhere = std::string_view::npos;
constexpr std::size_t widest_span = 100;  // more is a trick to cost us memory, not an invoice

bool alphabetic(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string lowered(std::string_view ascii) {
    std::string text(ascii);
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = char(c + 32);
    return text;
}

struct Tag {
    std::size_t begin = 0, end = 0;  // [begin, end) of the bytes
    std::string name;                // "td", "/td"; empty: a comment or declaration
    std::string attributes;          // in lower case
};

// Finds the tags of a text one by one.
class TagFinder {
public:
    explicit TagFinder(std::string_view bytes) : bytes_(bytes) {}

    // nullopt: there is no further one, or the end of the bytes cuts it.
    std::optional<Tag> next() {
        for (std::size_t at = bytes_.find('<', from_); at != nowhere;
             at = bytes_.find('<', at + 1)) {
            const std::string_view rest = bytes_.substr(at + 1);
            const bool closing = rest.substr(0, 1) == "/";
            const std::string_view word = rest.substr(closing ? 1 : 0);
            const bool declaration = rest.substr(0, 1) == "!";
            if (!declaration && (word.empty() || !alphabetic(word[0]))) continue;
            Tag tag;
            tag.begin = at;
            tag.end = declaration && rest.substr(0, 3) == "!--" ? behind("-->", at + 4)
                                                                : behind_tag(at + 1);
            if (tag.end == nowhere) return std::nullopt;
            if (!declaration) name_it(tag, word, closing);
            from_ = tag.end;
            if (tag.name == "script" || tag.name == "style") from_ = content_end(tag);
            return tag;
        }
        return std::nullopt;
    }

    // Where the text behind the last tag begins.
    std::size_t resumes_at() const { return from_; }

private:
    std::size_t behind(std::string_view word, std::size_t from) const {
        const std::size_t at = bytes_.find(word, from);
        return at == nowhere ? nowhere : at + word.size();
    }

    // Quotes hide a `>` where both stand before the next `<`.
    std::size_t behind_tag(std::size_t at) const {
        while (at < bytes_.size()) {
            const std::size_t limit = std::min(bytes_.find('<', at), bytes_.size());
            while (at < limit) {
                const char c = bytes_[at];
                if (c == '>') return at + 1;
                if (c == '"' || c == '\'') {
                    const auto partner = bytes_.substr(at + 1, limit - at - 1).find(c);
                    if (partner != nowhere) at += partner + 1;
                }
                ++at;
            }
            ++at;
        }
        return nowhere;
    }

    void name_it(Tag& tag, std::string_view word, bool closing) const {
        std::size_t length = 0;
        while (length < word.size() &&
               (alphabetic(word[length]) || (word[length] >= '0' && word[length] <= '9')))
            ++length;
        tag.name = (closing ? "/" : "") + lowered(word.substr(0, length));
        const auto behind_name = std::size_t(word.data() + length - bytes_.data());
        tag.attributes = lowered(bytes_.substr(behind_name, tag.end - 1 - behind_name));
    }

    std::size_t content_end(const Tag& tag) const {
        std::size_t at = tag.end;
        while ((at = bytes_.find("</", at)) != nowhere) {
            if (lowered(bytes_.substr(at + 2, tag.name.size())) == tag.name) return at;
            at += 2;
        }
        return bytes_.size();
    }

    std::string_view bytes_;
    std::size_t from_ = 0;
};

std::size_t span_of(const std::string& attributes, const char* name) {
    std::size_t at = attributes.find(name);
    if (at == nowhere) return 1;
    at = attributes.find_first_not_of(" \t\r\n", at + std::string_view(name).size());
    if (at == nowhere || attributes[at] != '=') return 1;
    at = attributes.find_first_not_of(" \t\r\n\"'\\", at + 1);
    std::size_t number = 0;
    bool digits = false;
    for (; at < attributes.size() && attributes[at] >= '0' && attributes[at] <= '9'; ++at) {
        number = std::min(number * 10 + std::size_t(attributes[at] - '0'), widest_span);
        digits = true;
    }
    return digits && number > 0 ? number : 1;
}

struct RawCell {
    std::string bytes;
    std::size_t columns = 1, rows = 1;
};

struct RawTable {
    std::vector<std::vector<RawCell>> rows;
    std::optional<std::vector<RawCell>> open_row;
    bool cell_is_open = false;

    void finish_row() {
        if (open_row) rows.push_back(std::move(*open_row));
        open_row.reset();
        cell_is_open = false;
    }
    void begin_cell(const Tag& tag) {
        if (!open_row) open_row.emplace();
        open_row->push_back(
            {{}, span_of(tag.attributes, "colspan"), span_of(tag.attributes, "rowspan")});
        cell_is_open = true;
    }
    void write(std::string_view text) {
        if (cell_is_open) open_row->back().bytes += text;
    }
};

class Page {
public:
    std::vector<RawTable> read(std::string_view bytes) {
        TagFinder finder(bytes);
        std::size_t text_from = 0;
        while (const auto tag = finder.next()) {
            innermost().write(bytes.substr(text_from, tag->begin - text_from));
            text_from = finder.resumes_at();
            obey(*tag);
        }
        // What follows the last tag can end no row any more.
        return std::move(tables_);
    }

private:
    RawTable& innermost() { return tables_[open_.back()]; }

    void obey(const Tag& tag) {
        static const std::vector<std::string> blanks = {"br",  "p",  "div",  "li",  "hr",
                                                        "/br", "/p", "/div", "/li", "/hr"};
        static const std::vector<std::string> row_ends = {"tr",    "/tr",    "thead",  "tbody",
                                                          "tfoot", "/thead", "/tbody", "/tfoot"};
        const auto among = [&tag](const std::vector<std::string>& names) {
            return std::find(names.begin(), names.end(), tag.name) != names.end();
        };
        if (among(blanks)) innermost().write(" ");
        if (among(row_ends)) innermost().finish_row();
        if (tag.name == "tr") innermost().open_row.emplace();
        if (tag.name == "td" || tag.name == "th") innermost().begin_cell(tag);
        if (tag.name == "/td" || tag.name == "/th") innermost().cell_is_open = false;
        if (tag.name == "table") {
            innermost().write(" ");
            open_.push_back(tables_.size());
            tables_.emplace_back();
        }
        if (tag.name == "/table") {
            innermost().finish_row();
            if (open_.size() > 1) open_.pop_back();
            innermost().write(" ");
        }
    }

    std::vector<RawTable> tables_{1};
    std::vector<std::size_t> open_{0};
};

// A column that a cell of a row above still covers.
struct Hanging {
    std::size_t cell = 0, rows = 0;
};

HtmlGrid laid_out(RawTable&& table) {
    HtmlGrid grid;
    std::vector<Hanging> hanging;  // by column
    for (auto& raw : table.rows) {
        HtmlGrid::Row row;
        for (const Hanging& each : hanging)
            row.covering.push_back(each.rows > 0 ? std::optional(each.cell) : std::nullopt);
        for (Hanging& each : hanging)
            each.rows -= each.rows > 0 ? 1 : 0;
        std::size_t column = 0;
        for (RawCell& cell : raw) {
            while (column < row.covering.size() && row.covering[column])
                ++column;
            const std::size_t index = grid.cells.size();
            grid.cells.push_back(std::move(cell.bytes));
            grid.left_column.push_back(column);
            row.own.push_back(index);
            const std::size_t end = column + cell.columns;
            if (row.covering.size() < end) row.covering.resize(end);
            if (hanging.size() < end) hanging.resize(end);
            for (; column < end; ++column) {
                row.covering[column] = index;
                if (cell.rows > 1) hanging[column] = {index, cell.rows - 1};
            }
        }
        grid.rows.push_back(std::move(row));
    }
    return grid;
}

}  // namespace

std::vector<HtmlGrid> html_grids(std::string_view bytes) {
    std::vector<HtmlGrid> grids;
    for (RawTable& table : Page().read(bytes))
        grids.push_back(laid_out(std::move(table)));
    return grids;
}

}  // namespace tieout::verify
