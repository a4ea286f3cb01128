// Why not the heap: the parts of a matcher grow together and are freed one by one, in whatever
// order they became the largest. What one has freed lies in pieces between what others hold, fits
// none of their larger pieces, and stays with the process: a third of the budget more, with ten
// million rows in random order.
#include "verify/pages.h"

#include <sys/mman.h>

namespace tieout::verify {
namespace {

constexpr std::size_t smallest = 32 << 10;  // below it a page's rounding would cost more

}  // namespace

void* take_pages(std::size_t bytes) {
    if (bytes < smallest) return ::operator new(bytes);
    void* const place =
        mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (place == MAP_FAILED) throw std::bad_alloc();
    return place;
}

void give_back_pages(void* place, std::size_t bytes) noexcept {
    if (bytes < smallest)
        ::operator delete(place);
    else
        munmap(place, bytes);
}

}  // namespace tieout::verify
