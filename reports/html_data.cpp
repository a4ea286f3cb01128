#include "reports/html_data.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/utf8.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using Mark = Piece::Mark;

const char* style_of(Mark mark) {
    switch (mark) {
        case Mark::invisible:
        case Mark::invisible_differs:
            return "inv";
        case Mark::left_out:
            return "cut";
        case Mark::none:
        case Mark::differs:
            break;
    }
    return "";
}

Data piece(const Piece& piece) {
    Data data;
    const bool marked = piece.mark == Mark::differs || piece.mark == Mark::invisible_differs;
    data.set("piece", Data(piece.text));
    data.set("piece_plain", Data(piece.mark == Mark::none));
    data.set("piece_marked", Data(marked));
    data.set("piece_classed", Data(piece.mark != Mark::none && !marked));
    data.set("piece_class", Data(style_of(piece.mark)));
    return data;
}

}  // namespace

Data line(std::string_view text) {
    return Data(visible(text));
}

Data short_line(std::string_view text) {
    constexpr std::size_t enough = 160;
    return line(shortened(text, enough));
}

Data lines(std::string_view text) {
    std::string result;
    std::size_t at = 0;
    while (at <= text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        result += visible(text.substr(at, end - at));
        if (end < text.size()) result += '\n';
        at = end + 1;
    }
    return Data(result);
}

Data list_of(const std::vector<std::string>& texts) {
    Data list(Data::type::list);
    for (const std::string& text : texts)
        list << line(text);
    return list;
}

void set_list(Data& data, const std::string& name, Data items) {
    data.set("has_" + name, Data(items.is_non_empty_list()));
    data[name] = std::move(items);
}

void set_text(Data& data, const std::string& name, std::string_view text) {
    data.set("has_" + name, Data(!text.empty()));
    data.set(name, short_line(text));
}

std::string shown_words(std::size_t shown, std::uint64_t all, const char* where) {
    if (shown >= all) return "";
    return fmt::format("The first {} of {}; all are in {}.", grouped(shown), grouped(all), where);
}

Data cell(const std::optional<std::string>& value, const std::vector<Piece>& pieces,
          Presence presence) {
    Data list(Data::type::list);
    const bool there = presence == Presence::there;
    for (const Piece& one : pieces)
        list << piece(one);
    Data data;
    data.set("cell_absent", Data(!there));
    data.set("cell_null", Data(there && !value));
    data.set("cell_blank", Data(there && value && value->empty()));
    data.set("cell_has_pieces", Data(there && list.is_non_empty_list()));
    data["cell_pieces"] = std::move(list);
    return data;
}

}  // namespace tieout::reports
