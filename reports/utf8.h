// Characters of a text, one after the other. A byte that is not part of a well-formed one is
// U+FFFD.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tieout::reports {

std::vector<char32_t> characters(std::string_view text);
void append(std::string& text, char32_t character);

// Seen by nobody, or moves what others see: controls, no-break and odd blanks, zero widths, bidi
// controls, soft hyphen, private use. An ordinary blank is not.
bool is_invisible(char32_t character);
// How it is shown: "⏎", "⇥", "U+0000", "U+00A0". Not by the pictures of controls: few fonts have
// them.
std::string shown(char32_t invisible);

// `text`, where it is longer than `most` characters, cut and said so: "Wwww… 9,940 characters
// more".
std::string shortened(std::string_view text, std::size_t most);

// `text` with every invisible character shown, as ‹U+202E›: for places that have no markup.
std::string visible(std::string_view text);

}  // namespace tieout::reports
