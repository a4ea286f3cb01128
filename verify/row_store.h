// Copies of rows that wait for their partner, in blocks of a few sizes that are used again: no heap
// call a row once the store has grown to what the drift between the two sides needs.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace tieout::verify {

class RowStore {
public:
    // A place of at least `size` bytes, good until it is given back.
    char* take(std::size_t size);
    // `size` as it was asked for.
    void give_back(char* place, std::size_t size);
    // Memory held: what a budget looks at, and where rows would begin to spill to disk.
    std::size_t bytes() const { return bytes_; }

private:
    static constexpr std::size_t step = 32;  // sizes are multiples of it
    static constexpr std::size_t classes =
        64;  // up to 2 KiB; larger rows have a place of their own
    static constexpr std::size_t slab_bytes = 1 << 18;

    std::vector<std::unique_ptr<char[]>> slabs_;
    std::array<std::vector<char*>, classes> free_;
    char* at_ = nullptr;
    std::size_t left_ = 0, bytes_ = 0;
};

}  // namespace tieout::verify
