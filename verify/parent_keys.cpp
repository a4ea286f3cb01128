#include "verify/parent_keys.h"

#include <algorithm>

namespace tieout::verify {

// A column's type is the same for all keys of a tie, so the bytes alone tell two keys apart.
Digest ParentKeys::digest_of(const Canonical& key) {
    return Digest::of(key.bytes);
}

void ParentKeys::seal() {
    std::sort(keys_.begin(), keys_.end());
}

bool ParentKeys::holds(const Canonical& key) const {
    return std::binary_search(keys_.begin(), keys_.end(), digest_of(key));
}

}  // namespace tieout::verify
