// Copies of rows, in blocks of a few sizes that are used again: no heap call a row once the store
// has grown to what it must hold at once.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "verify/pages.h"

namespace tieout::verify {

class RowStore {
public:
    // A place of at least `size` bytes, good until it is given back.
    char* take(std::size_t size);
    // `size` as it was asked for.
    void give_back(char* place, std::size_t size);
    // Has it a place of its own? Such places must be given back, all others may die with the store.
    static bool is_large(std::size_t size) { return size > (classes - 1) * step; }
    // Memory held, places that were given back and the lists of them included.
    std::size_t bytes() const { return bytes_; }

private:
    static constexpr std::size_t step = 32;  // sizes are multiples of it
    // Up to 2 KiB; larger rows have a place of their own.
    static constexpr std::size_t classes = 64;
    // Slabs double from one to the other: a store of few rows is small, one of many seldom grows.
    static constexpr std::size_t first_slab = 2 << 10, last_slab = 64 << 10;

    std::vector<PageBlock> slabs_;
    std::array<PageVector<char*>, classes> free_;
    char* at_ = nullptr;
    std::size_t left_ = 0, slab_ = first_slab, bytes_ = 0;

    void add_slab();
};

}  // namespace tieout::verify
