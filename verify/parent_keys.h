// The keys of one tie's source rows, for the foreign keys that lead there: 16 bytes a key.
#pragma once

#include <vector>

#include "base/digest.h"
#include "verify/canonical.h"

namespace tieout::verify {

class ParentKeys {
public:
    // `key`: of one part. A label and a text of the same letters are one key.
    void add(const Canonical& key) { keys_.push_back(digest_of(key)); }
    // After the last add(), before the first holds().
    void seal();
    bool holds(const Canonical& key) const;

private:
    static Digest digest_of(const Canonical& key);

    std::vector<Digest> keys_;
};

}  // namespace tieout::verify
