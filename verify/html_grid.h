// The tables of an HTML text as grids: each cell at every place that it covers.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tieout::verify {

struct HtmlGrid {
    struct Row {
        std::vector<std::size_t> own;  // cells that begin in this row, from the left
        std::vector<std::optional<std::size_t>> covering;  // by column
    };
    std::vector<std::string> cells;        // their bytes without tags
    std::vector<std::size_t> left_column;  // of each cell
    std::vector<Row> rows;
};

// The page itself first (rows outside any table), then its tables in the order in which they begin.
// What the end of the bytes cuts, tag or row, is not there.
std::vector<HtmlGrid> html_grids(std::string_view bytes);

}  // namespace tieout::verify
