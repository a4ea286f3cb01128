#include "base/digest.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace tieout {
namespace {

void put_big_endian(char* out, std::uint64_t value) {
    for (int i = 7; i >= 0; --i, value >>= 8)
        out[i] = static_cast<char>(value & 0xff);
}

}  // namespace

Digest Digest::of(std::string_view bytes) noexcept {
    const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
    return {hash.high64, hash.low64};
}

std::string Digest::text() const {
    constexpr char hex[] = "0123456789abcdef";
    std::string out(32, '0');
    for (std::size_t i = 0; i < 16; ++i) {
        out[15 - i] = hex[high >> (4 * i) & 15];
        out[31 - i] = hex[low >> (4 * i) & 15];
    }
    return out;
}

void SetDigest::remove(const Digest& row) noexcept {
    high_ -= row.high + (low_ < row.low ? 1 : 0);
    low_ -= row.low;
    --count_;
}

void SetDigest::add(const SetDigest& other) noexcept {
    low_ += other.low_;
    high_ += other.high_ + (low_ < other.low_ ? 1 : 0);
    count_ += other.count_;
}

Digest SetDigest::result() const noexcept {
    char state[24];
    put_big_endian(state, high_);
    put_big_endian(state + 8, low_);
    put_big_endian(state + 16, count_);
    return Digest::of({state, sizeof state});
}

std::string stable_id(std::initializer_list<std::string_view> parts) {
    XXH3_state_t state;
    XXH3_128bits_reset(&state);
    for (const std::string_view part : parts) {
        char length[8];
        put_big_endian(length, part.size());
        XXH3_128bits_update(&state, length, sizeof length);
        XXH3_128bits_update(&state, part.data(), part.size());
    }
    const XXH128_hash_t hash = XXH3_128bits_digest(&state);
    return Digest{hash.high64, hash.low64}.text().substr(0, 12);
}

}  // namespace tieout
