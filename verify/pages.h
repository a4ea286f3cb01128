// Memory that goes back to the system as soon as it is freed, so that a budget of bytes is one of
// the machine's memory too.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <vector>

namespace tieout::verify {

// Throws std::bad_alloc. Whole pages, where it is not little.
void* take_pages(std::size_t bytes);
// `bytes` as they were taken.
void give_back_pages(void* place, std::size_t bytes) noexcept;

struct PageDeleter {
    std::size_t bytes = 0;
    void operator()(char* place) const noexcept { give_back_pages(place, bytes); }
};
using PageBlock = std::unique_ptr<char, PageDeleter>;

template <class Item>
struct PageAllocator {
    using value_type = Item;
    PageAllocator() = default;
    template <class Other>
    PageAllocator(const PageAllocator<Other>&) {}
    Item* allocate(std::size_t items) {
        return static_cast<Item*>(take_pages(items * sizeof(Item)));
    }
    void deallocate(Item* place, std::size_t items) noexcept {
        give_back_pages(place, items * sizeof(Item));
    }
    bool operator==(const PageAllocator&) const = default;
};
// A vector that may grow large.
template <class Item>
using PageVector = std::vector<Item, PageAllocator<Item>>;

}  // namespace tieout::verify
