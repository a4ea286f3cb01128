#include "verify/key_order.h"

#include <cstdint>
#include <cstring>

#include "verify/canonical.h"
#include "verify/canonical_number.h"

namespace tieout::verify {
namespace {

// Only whole numbers: fractions have no order that a server's sort shares for certain.
std::partial_ordering compare_numbers(std::string_view a, std::string_view b) {
    const Decimal left = number_in(a), right = number_in(b);
    if (left.scale() != 0 || right.scale() != 0) return std::partial_ordering::unordered;
    return left.coefficient() <=> right.coefficient();
}

template <class Word>
std::partial_ordering compare_words(std::string_view a, std::string_view b) {
    Word left = 0, right = 0;
    if (a.size() != sizeof left || b.size() != sizeof right)
        return std::partial_ordering::unordered;
    std::memcpy(&left, a.data(), sizeof left);
    std::memcpy(&right, b.data(), sizeof right);
    return left <=> right;
}

std::partial_ordering compare_values(const Canonical& a, const Canonical& b) {
    if (a.tag != b.tag) return std::partial_ordering::unordered;
    switch (a.tag) {
        case 'n':
            return compare_numbers(a.bytes, b.bytes);
        case 'd':
            return compare_words<std::int32_t>(a.bytes, b.bytes);
        case 'i':
            return compare_words<std::int64_t>(a.bytes, b.bytes);
        case 't':
        case 'l':
            return a.bytes <=> b.bytes;
        default:
            return std::partial_ordering::unordered;
    }
}

}  // namespace

std::partial_ordering compare_keys(std::string_view a, std::string_view b) {
    while (!a.empty() && !b.empty()) {
        const auto order = compare_values(take(a), take(b));
        if (order != std::partial_ordering::equivalent) return order;
    }
    return std::partial_ordering::equivalent;
}

}  // namespace tieout::verify
