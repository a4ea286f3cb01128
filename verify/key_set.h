// The digests of the keys of one side: is this the first time? For sides whose catalogue does not
// prove it.
#pragma once

#include "base/digest.h"
#include "verify/pages.h"

namespace tieout::verify {

class KeySet {
public:
    // False where it was there already.
    bool add(const Digest& key);
    bool holds(const Digest& key) const;
    std::size_t size() const { return size_; }
    std::size_t bytes() const { return slots_.capacity() * sizeof(Digest); }
    // Each key once, in no order.
    template <class Visit>
    void for_each(const Visit& visit) const {
        if (has_zero_) visit(Digest{});
        for (const Digest& key : slots_)
            if (key != Digest{}) visit(key);
    }

private:
    PageVector<Digest> slots_;  // open addressing; {0, 0} is an empty slot
    std::size_t size_ = 0;
    bool has_zero_ = false;

    void grow();
    bool place(const Digest& key);
};

}  // namespace tieout::verify
