#include "verify/key_set.h"

namespace tieout::verify {

bool KeySet::add(const Digest& key) {
    if (key == Digest{}) {
        const bool is_new = !has_zero_;
        has_zero_ = true;
        size_ += is_new ? 1 : 0;
        return is_new;
    }
    if (size_ * 4 >= slots_.size() * 3) grow();
    if (!place(key)) return false;
    ++size_;
    return true;
}

bool KeySet::holds(const Digest& key) const {
    if (key == Digest{}) return has_zero_;
    if (slots_.empty()) return false;
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = key.low & mask;
    while (slots_[at] != Digest{} && slots_[at] != key)
        at = (at + 1) & mask;
    return slots_[at] == key;
}

bool KeySet::place(const Digest& key) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = key.low & mask;
    for (; slots_[at] != Digest{}; at = (at + 1) & mask)
        if (slots_[at] == key) return false;
    slots_[at] = key;
    return true;
}

void KeySet::grow() {
    PageVector<Digest> old(slots_.empty() ? 16 : slots_.size() * 2);
    old.swap(slots_);
    for (const Digest& key : old)
        if (key != Digest{}) place(key);
}

}  // namespace tieout::verify
