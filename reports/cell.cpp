#include "reports/cell.h"

#include <algorithm>
#include <cctype>

#include "base/error.h"
#include "base/unicode.h"
#include "reports/utf8.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using Text = std::vector<char32_t>;
using Mark = Piece::Mark;

// A cell shows this much of a long text: more is nobody's reading.
constexpr std::size_t shown_before = 40, shown_difference = 160, shown_after = 40;

struct Span {
    std::size_t begin = 0, end = 0;  // of what differs
};

bool is_combining(char32_t c) {
    return c >= 0x0300 && c <= 0x036F;
}

class Pieces {
public:
    Pieces(const Text& text, Span differs, Personal personal)
        : text_(text), differs_(differs), masked_(personal == Personal::masked) {}

    std::vector<Piece> made() {
        for (std::size_t i = 0; i < text_.size(); ++i) {
            if (const std::size_t skip = left_out_at(i); skip > 0) {
                put(Mark::left_out, "… " + counted(skip, "character", "characters") + " …");
                i += skip - 1;
            } else {
                put_character(i);
            }
        }
        return std::move(pieces_);
    }

private:
    bool differs(std::size_t i) const { return i >= differs_.begin && i < differs_.end; }

    // How many characters from `i` on are left out; only runs that are worth the words.
    std::size_t left_out_at(std::size_t i) const {
        const auto run = [](std::size_t from, std::size_t to) {
            return to > from + 40 ? to - from : 0;
        };
        if (i == 0 && differs_.begin > shown_before) return run(0, differs_.begin - shown_before);
        if (i == differs_.begin + shown_difference && differs(i)) return run(i, differs_.end);
        if (i == std::max(differs_.end + shown_after, shown_difference)) {
            return run(i, text_.size());
        }
        return 0;
    }

    bool blank_shows(std::size_t i) const {
        const bool edge = i == 0 || i + 1 == text_.size();
        const bool beside =
            (i > 0 && text_[i - 1] == ' ') || (i + 1 < text_.size() && text_[i + 1] == ' ');
        return edge || beside || differs(i);
    }

    void put_character(std::size_t i) {
        const char32_t c = text_[i];
        const bool marked = differs(i);
        std::string one;
        if (c == ' ' && blank_shows(i)) {
            one = "·";
        } else if (is_invisible(c) || (is_combining(c) && marked)) {
            one = shown(c);
        }
        if (!one.empty()) {
            put(marked ? Mark::invisible_differs : Mark::invisible, one);
            return;
        }
        append(one, masked_character(i));
        if (!pieces_.empty() && pieces_.back().mark == (marked ? Mark::differs : Mark::none)) {
            pieces_.back().text += one;
        } else {
            put(marked ? Mark::differs : Mark::none, one);
        }
    }

    char32_t masked_character(std::size_t i) {
        const char32_t c = text_[i];
        const bool structure = c < 0x80 && !std::isalnum(static_cast<int>(c));
        if (!masked_ || structure) return c;
        if (!had_letter_) return had_letter_ = true, c;
        return U'•';
    }

    void put(Mark mark, const std::string& text) { pieces_.push_back({mark, text}); }

    const Text& text_;
    Span differs_;
    bool masked_, had_letter_ = false;
    std::vector<Piece> pieces_;
};

// Equal beginnings and ends go; at least nothing is left on the side that is a part of the other.
std::pair<Span, Span> difference(const Text& a, const Text& b) {
    std::size_t front = 0, back = 0;
    const std::size_t shorter = std::min(a.size(), b.size());
    while (front < shorter && a[front] == b[front])
        ++front;
    while (back < shorter - front && a[a.size() - 1 - back] == b[b.size() - 1 - back])
        ++back;
    return {{front, a.size() - back}, {front, b.size() - back}};
}

std::string without_blanks_at_end(const std::string& text) {
    const std::size_t last = text.find_last_not_of(" \t\r\n");
    return last == std::string::npos ? "" : text.substr(0, last + 1);
}

std::string how_texts_differ(const std::string& a, const std::string& b) {
    const auto x = Decimal::parse(a), y = Decimal::parse(b);
    if (x && y && *x != *y) {
        return *x == -*y ? "the sign" : "by " + grouped(*x - *y);
    }
    if (without_blanks_at_end(a) == without_blanks_at_end(b)) return "blanks at the end";
    if (!is_utf8(a) || !is_utf8(b)) return "bytes that are not UTF-8";
    if (to_nfc(a) == to_nfc(b)) return "the same letters in another Unicode form";
    if (to_lower(a) == to_lower(b)) return "letter case";
    if (a.starts_with(b))
        return "cut at " + counted(count_characters(b), "character", "characters");
    return "";
}

std::string how(const std::optional<std::string>& a, const std::optional<std::string>& b) {
    if (a == b) return "";
    if (!a || !b) {
        return (a ? *a : *b).empty() ? "NULL is not ''" : "NULL on one side";
    }
    return how_texts_differ(*a, *b);
}

}  // namespace

CellPair compare(const std::optional<std::string>& source, const std::optional<std::string>& target,
                 Personal personal) {
    CellPair result;
    const Text a = characters(source.value_or("")), b = characters(target.value_or(""));
    auto [in_a, in_b] = difference(a, b);
    if (!source || !target) in_a = in_b = {};
    // In two numbers, all digits after the first that differs mean something else.
    if (source && target && Decimal::parse(*source) && Decimal::parse(*target) && a != b) {
        in_a.end = a.size();
        in_b.end = b.size();
    }
    if (source) result.source = Pieces(a, in_a, personal).made();
    if (target) result.target = Pieces(b, in_b, personal).made();
    result.how = how(source, target);
    return result;
}

std::vector<Piece> pieces(const std::string& text, Personal personal) {
    const Text all = characters(text);
    return Pieces(all, {}, personal).made();
}

}  // namespace tieout::reports
