// How many rows of a stream are read between two rests, so that each such chunk takes about as long
// as was asked for.
//
// As pt-table-checksum sizes its chunks: the speed of the last one says how many rows the next may
// have. A chunk that took longer than its target makes the next one smaller and is followed by a
// rest of the length that it took, in which the server serves others; one within its target is
// followed by none. Sizes aim at three quarters of the target, for at all of it every second chunk
// would miss it, and grow to at most twice the last. A chunk never ends within a batch (about 128
// rows): a server that takes longer than the target for one batch rests after each.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

namespace tieout::db {

class PaceChunk {
public:
    using Duration = std::chrono::steady_clock::duration;

    struct Rest {
        Duration length{0};
        std::uint64_t rows = 0;  // of the chunk that was too slow
    };

    // `target` 0: there are no chunks.
    explicit PaceChunk(Duration target) : target_(target) {}

    // A batch that the server took `took` to send. A value: a chunk ended, and was too slow.
    std::optional<Rest> add(std::uint64_t rows, Duration took) {
        if (target_.count() == 0) return std::nullopt;
        rows_ += rows;
        took_ += took;
        if (rows_ < size_ && took_ <= target_) return std::nullopt;
        const Rest ended{std::exchange(took_, Duration(0)), std::exchange(rows_, 0)};
        size_ = next_size(ended);
        if (ended.length <= target_) return std::nullopt;
        return ended;
    }

    std::uint64_t size() const { return size_; }

private:
    std::uint64_t next_size(const Rest& ended) const {
        const double seconds = std::chrono::duration<double>(ended.length).count();
        const double wanted = std::chrono::duration<double>(target_).count() * 0.75;
        const auto rows = static_cast<double>(ended.rows);
        // An empty chunk, or one too fast to be measured, says nothing but that more is possible.
        const double fits = seconds > 0 ? rows * wanted / seconds : rows * 2;
        return static_cast<std::uint64_t>(std::clamp(fits, 1.0, std::max(rows, 1.0) * 2));
    }

    Duration target_, took_{0};
    // To begin with: what every server sends in far less than any sensible target.
    std::uint64_t size_ = 4096, rows_ = 0;
};

}  // namespace tieout::db
