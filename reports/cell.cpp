#include "reports/cell.h"

#include <algorithm>
#include <cctype>
#include <cstdint>

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
    std::vector<bool> same = {};     // within it: what both have all the same; empty: nothing
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
    bool differs(std::size_t i) const {
        if (i < differs_.begin || i >= differs_.end) return false;
        return differs_.same.empty() || !differs_.same[i - differs_.begin];
    }

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

// Pieces that both sides have in the middle of what differs, by the longest common subsequence: two
// slips of the pen in one address are two marks, and not one long one.
void keep_what_is_common(const Text& a, const Text& b, Span& in_a, Span& in_b) {
    constexpr std::size_t most_steps = 40'000;  // 200 characters a side: what a cell shows
    constexpr std::size_t shortest = 3;         // shorter pieces are chance, and make confetti
    const std::size_t n = in_a.end - in_a.begin, m = in_b.end - in_b.begin;
    if (n < shortest || m < shortest || n * m > most_steps) return;
    // length[i * (m + 1) + j]: of the common subsequence of what follows a's i-th and b's j-th.
    std::vector<std::uint16_t> length((n + 1) * (m + 1), 0);
    const auto at = [m](std::size_t i, std::size_t j) { return i * (m + 1) + j; };
    const auto is_same = [&](std::size_t i, std::size_t j) {
        return a[in_a.begin + i] == b[in_b.begin + j];
    };
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t j = m; j-- > 0;) {
            length[at(i, j)] = is_same(i, j)
                                   ? static_cast<std::uint16_t>(length[at(i + 1, j + 1)] + 1)
                                   : std::max(length[at(i + 1, j)], length[at(i, j + 1)]);
        }
    }
    in_a.same.assign(n, false);
    in_b.same.assign(m, false);
    std::size_t i = 0, j = 0;
    while (i < n && j < m) {
        std::size_t run = 0;
        while (i + run < n && j + run < m && is_same(i + run, j + run))
            ++run;
        if (run >= shortest) {
            std::fill_n(in_a.same.begin() + static_cast<std::ptrdiff_t>(i), run, true);
            std::fill_n(in_b.same.begin() + static_cast<std::ptrdiff_t>(j), run, true);
        }
        if (run > 0)
            i += run, j += run;
        else if (length[at(i + 1, j)] >= length[at(i, j + 1)])
            ++i;
        else
            ++j;
    }
}

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
    keep_what_is_common(a, b, in_a, in_b);
    // In two numbers, all digits after the first that differs mean something else.
    if (source && target && Decimal::parse(*source) && Decimal::parse(*target) && a != b) {
        in_a = {in_a.begin, a.size()};
        in_b = {in_b.begin, b.size()};
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
