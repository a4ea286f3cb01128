#include "migrate/defang.h"

namespace tieout::migrate {

bool is_address(std::string_view text) {
    if (text.size() < 3) return false;
    return text.substr(1, text.size() - 2).find('@') != std::string_view::npos;
}

void mail_to(std::string_view text, std::string_view domain, std::string& out) {
    if (!is_address(text)) {
        out += text;
        return;
    }
    for (const char c : text) {
        if (c == '~' || c == '=') out += '~';
        out += c == '@' ? '=' : c;
    }
    out += '@';
    out += domain;
}

}  // namespace tieout::migrate
