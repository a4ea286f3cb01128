// Which row was the first to have a unique key: about 40 bytes a row, however long the key is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"

namespace tieout::verify {

class FirstKeys {
public:
    struct Holder {
        bool is_new = false;
        std::uint32_t number = 0;  // of the row that was first
    };
    // `row_key`: the canonical key of the row that holds `unique_key`. Kept where it is new.
    Holder add(const Digest& unique_key, std::string_view row_key);
    // The canonical key of the row that was first. The view dies at the next add().
    std::string_view row_key(std::uint32_t number) const;

private:
    void grow();
    // Where `unique_key` stands in slots_, or the empty slot where it would.
    std::size_t slot_of(const Digest& unique_key) const;

    static constexpr std::uint32_t empty = ~std::uint32_t{0};
    std::vector<std::uint32_t> slots_;  // open addressing; numbers of entries
    std::vector<Digest> digests_;
    std::vector<std::uint64_t> ends_;  // of each entry's bytes
    std::string bytes_;
};

}  // namespace tieout::verify
