// The ids that were written to a table, to know a child without a parent before the server does.
// Whole numbers are bits in pages, so that millions of ids that follow one another take little
// memory; other ids are kept as text.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace tieout::migrate {

class IdSet {
public:
    IdSet() = default;
    IdSet(const IdSet&) = delete;
    IdSet& operator=(const IdSet&) = delete;

    void add(std::string_view id) {
        std::uint64_t number = 0;
        if (!parse(id, number)) {
            texts_.insert(std::string(id));
            return;
        }
        if (last_ == nullptr || last_number_ != number / page_bits) {
            last_number_ = number / page_bits;
            last_ = &pages_[last_number_];
        }
        (*last_)[number % page_bits / 64] |= bit(number);
    }

    bool contains(std::string_view id) {
        std::uint64_t number = 0;
        if (!parse(id, number)) return texts_.count(std::string(id)) != 0;
        if (last_ == nullptr || last_number_ != number / page_bits) {
            const auto page = pages_.find(number / page_bits);
            if (page == pages_.end()) return false;
            last_number_ = page->first;
            last_ = &page->second;
        }
        return ((*last_)[number % page_bits / 64] & bit(number)) != 0;
    }

private:
    static constexpr std::uint64_t page_bits = 512;  // 64 bytes: cheap where ids lie far apart too
    using Page = std::array<std::uint64_t, page_bits / 64>;

    static std::uint64_t bit(std::uint64_t number) { return std::uint64_t{1} << (number % 64); }
    // Digits that print back as they are: "017" and "17" are two texts.
    static bool parse(std::string_view id, std::uint64_t& number) {
        constexpr std::size_t in_range = std::numeric_limits<std::uint64_t>::digits10;
        if (id.empty() || id.size() > in_range || (id[0] == '0' && id.size() > 1)) return false;
        for (const char c : id) {
            if (c < '0' || c > '9') return false;
            number = number * 10 + static_cast<std::uint64_t>(c - '0');
        }
        return true;
    }

    std::unordered_map<std::uint64_t, Page> pages_;
    // The page of the last id: the next one is mostly near.
    Page* last_ = nullptr;
    std::uint64_t last_number_ = 0;
    std::unordered_set<std::string> texts_;
};

}  // namespace tieout::migrate
