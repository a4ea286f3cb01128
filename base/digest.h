// XXH3-128 digests: of bytes, and of a set of rows in any order.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

namespace tieout {

struct Digest {
    std::uint64_t high = 0, low = 0;
    static Digest of(std::string_view bytes) noexcept;
    // 32 lower-case hexadecimal digits.
    std::string text() const;
    auto operator<=>(const Digest&) const = default;
};

// The digest of a multiset of digests: independent of arrival order, sensitive to how often each
// came. Sums modulo 2^128 (XOR would let two equal rows cancel); the count is part of the result.
// It is a fingerprint for people to compare: equality of rows is proved by matching, never by this.
class SetDigest {
public:
    void add(const Digest& row) noexcept {
        low_ += row.low;
        high_ += row.high + (low_ < row.low ? 1 : 0);
        ++count_;
    }
    void add(const SetDigest& other) noexcept;
    // Takes back one add() of `row`.
    void remove(const Digest& row) noexcept;
    std::uint64_t count() const { return count_; }
    Digest result() const noexcept;

private:
    std::uint64_t high_ = 0, low_ = 0, count_ = 0;
};

// SHA-256-like strength is not needed for ids: a stable id is the first 12 hexadecimal digits of
// the digest of its parts, each with its length, so that ("ab","c") and ("a","bc") differ.
std::string stable_id(std::initializer_list<std::string_view> parts);

}  // namespace tieout

// A digest is already evenly spread: any word of it will do as a hash.
template <>
struct std::hash<tieout::Digest> {
    std::size_t operator()(const tieout::Digest& digest) const noexcept { return digest.low; }
};
