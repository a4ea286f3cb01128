#include "verify/row_store.h"

namespace tieout::verify {

char* RowStore::take(std::size_t size) {
    const std::size_t kind = (size + step - 1) / step;
    if (kind >= classes) {
        bytes_ += size;
        return std::make_unique<char[]>(size).release();
    }
    if (!free_[kind].empty()) {
        char* const place = free_[kind].back();
        free_[kind].pop_back();
        return place;
    }
    if (left_ < kind * step) {
        slabs_.push_back(std::make_unique<char[]>(slab_bytes));
        bytes_ += slab_bytes;
        at_ = slabs_.back().get();
        left_ = slab_bytes;
    }
    char* const place = at_;
    at_ += kind * step;
    left_ -= kind * step;
    return place;
}

void RowStore::give_back(char* place, std::size_t size) {
    const std::size_t kind = (size + step - 1) / step;
    if (kind < classes) {
        free_[kind].push_back(place);
        return;
    }
    bytes_ -= size;
    std::unique_ptr<char[]> owned(place);  // NOLINT: taken by release() above
}

}  // namespace tieout::verify
