#include "verify/row_store.h"

#include <algorithm>

namespace tieout::verify {

char* RowStore::take(std::size_t size) {
    const std::size_t kind = (size + step - 1) / step;
    if (kind >= classes) {
        bytes_ += size;
        return static_cast<char*>(take_pages(size));
    }
    if (!free_[kind].empty()) {
        char* const place = free_[kind].back();
        free_[kind].pop_back();
        return place;
    }
    if (left_ < kind * step) add_slab();
    char* const place = at_;
    at_ += kind * step;
    left_ -= kind * step;
    return place;
}

void RowStore::add_slab() {
    slabs_.push_back(PageBlock(static_cast<char*>(take_pages(slab_)), PageDeleter{slab_}));
    bytes_ += slab_;
    at_ = slabs_.back().get();
    left_ = slab_;
    slab_ = std::min(slab_ * 2, last_slab);
}

void RowStore::give_back(char* place, std::size_t size) {
    const std::size_t kind = (size + step - 1) / step;
    if (kind < classes) {
        PageVector<char*>& free = free_[kind];
        bytes_ -= free.capacity() * sizeof(char*);
        free.push_back(place);
        bytes_ += free.capacity() * sizeof(char*);
        return;
    }
    bytes_ -= size;
    give_back_pages(place, size);
}

}  // namespace tieout::verify
