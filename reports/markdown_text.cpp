#include "reports/markdown_text.h"

#include <string_view>

#include "reports/utf8.h"

namespace tieout::reports {

std::string markdown_text(const std::string& text) {
    std::string result;
    for (const char c : visible(shortened(text, 300))) {
        if (c == '<' || c == '>' || c == '&') {
            result += c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&amp;";
            continue;
        }
        if (std::string_view("\\`*_{}[]()#+-!|~$").find(c) != std::string_view::npos) {
            result += '\\';
        }
        result += c;
    }
    return result;
}

}  // namespace tieout::reports
