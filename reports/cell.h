// A cell as people see it: pieces of text with what is to be marked, invisible characters made
// visible, long text cut around where it matters.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/personal.h"

namespace tieout::reports {

struct Piece {
    enum class Mark {
        none,
        differs,
        invisible,  // stands for a character that is not seen
        invisible_differs,
        left_out  // "… 9,840 characters …"
    };
    Mark mark = Mark::none;
    std::string text;
    bool operator==(const Piece&) const = default;
};

struct CellPair {
    std::vector<Piece> source, target;  // empty for NULL and for ''
    std::string how;                    // "letter case only"; empty: nothing short can be said
};

// Both sides of one column. What differs is marked: all between their common beginning and their
// common end, but for longer pieces in it that both have.
CellPair compare(const std::optional<std::string>& source, const std::optional<std::string>& target,
                 Personal personal);
// One side that has nothing beside it.
std::vector<Piece> pieces(const std::string& text, Personal personal);

}  // namespace tieout::reports
