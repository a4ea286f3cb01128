// What flip_sites.py writes in the place of a condition: the condition as it stands, and its flip
// where the environment's TIEOUT_FLIP has the number of its site. Only copies of the tree include
// this.
//
// How one program can hold every flip. A comparison `a == b` becomes `a == Site{7} == b`: the
// operators below take the place of the one that was there, so its operands are the same by
// precedence alone. `!x` becomes `no(7)->*x`, whose operator binds tighter than any that a negation
// stands beside. `a && b` and `a || b` become a conditional expression that evaluates each operand
// at most once and the right one only where the operator in force asks for it. Nothing here is
// constexpr: a site in a constant expression does not compile, and is built alone.
#pragma once

#include <compare>
#include <cstdlib>
#include <type_traits>

namespace tieout::flip {

inline bool on(int site) {
    static const int chosen = [] {
        const char* text = std::getenv("TIEOUT_FLIP");
        return text == nullptr ? 0 : std::atoi(text);
    }();
    return chosen == site;
}

// 1, and 0 where the site is flipped.
inline int one(int site) {
    return on(site) ? 0 : 1;
}

struct Site {
    int number;
};

// The left operand of a comparison; it lives as long as the whole expression.
template <class Left>
struct Compared {
    const Left& left;
    Site site;
};

// An ordering can only be compared with the literal 0.
#define TIEOUT_FLIP_COMPARISON(op)                                                \
    template <class Left>                                                         \
    Compared<Left> operator op(const Left& left, Site site) {                     \
        return {left, site};                                                      \
    }                                                                             \
    template <class Left, class Right>                                            \
    bool operator op(const Compared<Left>& half, const Right& right) {            \
        if constexpr (std::is_same_v<Left, std::strong_ordering>)                 \
            return static_cast<bool>(half.left op 0) != on(half.site.number);     \
        else                                                                      \
            return static_cast<bool>(half.left op right) != on(half.site.number); \
    }
TIEOUT_FLIP_COMPARISON(==)
TIEOUT_FLIP_COMPARISON(!=)
TIEOUT_FLIP_COMPARISON(<)
TIEOUT_FLIP_COMPARISON(<=)
TIEOUT_FLIP_COMPARISON(>)
TIEOUT_FLIP_COMPARISON(>=)
#undef TIEOUT_FLIP_COMPARISON

struct No {
    int number;
};
inline No no(int site) {
    return {site};
}
template <class Operand>
bool operator->*(No no, Operand&& operand) {
    return static_cast<bool>(operand) == on(no.number);
}

}  // namespace tieout::flip
