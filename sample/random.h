// Chance that is the same on every machine and library: SplitMix64, and nothing from <random>.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace tieout::sample {

class Random {
public:
    // Streams of different (seed, stream, index) have nothing to do with each other, so that a
    // client's rows do not depend on how many were made before.
    Random(std::uint64_t seed, std::uint64_t stream, std::uint64_t index)
        : state_(mixed(seed ^ mixed(stream ^ mixed(index)))) {}

    std::uint64_t next() { return mixed(state_ += 0x9e3779b97f4a7c15u); }
    // 0 <= result < n, n > 0. The bias of the remainder is below 2^-40 for every n used here.
    int below(int n) { return static_cast<int>(next() % static_cast<std::uint64_t>(n)); }
    int between(int low, int high) { return low + below(high - low + 1); }
    bool percent(int chance) { return below(100) < chance; }
    template <class Pool>
    const auto& pick(const Pool& pool) {
        return pool[static_cast<std::size_t>(below(static_cast<int>(std::size(pool))))];
    }

private:
    static std::uint64_t mixed(std::uint64_t z) {
        z += 0x9e3779b97f4a7c15u;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }
    std::uint64_t state_;
};

}  // namespace tieout::sample
