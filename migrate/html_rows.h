// The rows of all tables in an HTML text, in the order in which they end.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tieout::migrate {

struct HtmlCell {
    int column = 0, span = 1;
    bool from_above = false;  // by `rowspan`
    std::string bytes;        // as stored, tags taken out
};

struct HtmlRow {
    std::size_t table = 0;  // in the order in which tables begin; 0: rows outside any
    std::vector<HtmlCell> cells;
};

// A row that the end of the bytes cuts is left out.
std::vector<HtmlRow> html_rows(std::string_view bytes);

}  // namespace tieout::migrate
