// A page of docs/ as a reader follows it: what its fenced blocks say, in order.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tieout::tests {

// ```word … ```
struct Fence {
    std::string word;  // yaml, sql, sh, text, …
    std::string body;
    int line = 0;  // of the page, where it opens
};

// Throws std::runtime_error where a block is not closed.
std::vector<Fence> fences_of(std::string_view page);

// What a block is for, by its first line, which is a comment in the block's own language:
//   # shop/verify.yaml                    the block is that file
//   # shop/verify.yaml, at the end        it is added to that file
//   # shop/verify.yaml, below `maps:`     it is put below that line of it
//   # of tests/packs/shop/verify.yaml     it is a part of that file of the project
struct Use {
    enum class Kind { none, file, at_the_end, below, part_of } kind = Kind::none;
    std::string file, anchor;
    std::string rest;  // the block without its first line
};
Use use_of(const Fence& fence);

// `all` with `part` put in behind the line `anchor`; throws std::runtime_error where it has none.
std::string put_below(const std::string& all, const std::string& anchor, const std::string& part);

// Whether `file` has the lines of `part` one after another, however far the whole is indented. A
// line `# …` stands for any lines; comments behind two blanks are the page's own.
bool is_part_of(std::string_view part, std::string_view file);

// The commands of a `sh` block, one a line, and the exit code that each ends with: 0, or as the
// comment `# exit N` behind it says.
struct Line {
    std::string command;
    int exit = 0;
};
std::vector<Line> commands_of(std::string_view body);

// Lines of `wanted` that `printed` does not have in this order; blanks in a row are one blank.
std::vector<std::string> not_printed(std::string_view wanted, std::string_view printed);

}  // namespace tieout::tests
