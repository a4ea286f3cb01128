#include "cutover/archive_text.h"

#include "base/unicode.h"

namespace tieout::cutover {
namespace {

// Lines stay lines; what is no letter is shown, as printable() does.
std::string shown(std::string_view text) {
    std::string result;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= text.size(); ++at) {
        const bool ends = at == text.size();
        if (!ends && text[at] != '\n' && text[at] != '\r' && text[at] != '\t') continue;
        result += printable(text.substr(begin, at - begin));
        if (!ends) result += text[at];
        begin = at + 1;
    }
    return result;
}

}  // namespace

bool StoredText::is_plain(std::string_view stored) {
    if (!decoder_ || stored.find('\0') != std::string_view::npos) return false;
    if (decoder_->changes_nothing()) return is_utf8(stored);
    decoded_.clear();
    decoder_->append(stored, decoded_);
    return decoded_ == stored;
}

std::optional<std::string> StoredText::meaning(std::string_view stored) const {
    if (!decoder_) return std::nullopt;
    std::string decoded;
    decoder_->append(stored, decoded);
    return shown(decoded);
}

}  // namespace tieout::cutover
