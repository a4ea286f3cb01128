#include "cycle/gate_words.h"

#include <fmt/format.h>

namespace tieout::cycle {

std::string first_three(const std::string& list) {
    std::size_t end = 0, items = 1;
    for (std::size_t at = list.find(", "); at != std::string::npos; at = list.find(", ", at + 2))
        if (items++ == 3) end = at;
    return end == 0 ? list : fmt::format("{} and {} more", list.substr(0, end), items - 3);
}

std::string count_and_names(std::size_t wrong, const std::string& names) {
    return wrong == 0 ? "0" : fmt::format("{}: {}", wrong, first_three(names));
}

}  // namespace tieout::cycle
