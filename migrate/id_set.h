// The ids that were written to a table, to know a child without a parent before the server does.
// Whole numbers are bits in pages, so that millions of ids that follow one another take little
// memory; other ids are kept as text.
#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace tieout::migrate {

class IdSet {
public:
    void add(std::string_view id) {
        std::uint64_t number = 0;
        if (!parse(id, number)) {
            texts_.insert(std::string(id));
            return;
        }
        pages_[number / page_bits][number % page_bits / 64] |= bit(number);
    }

    bool contains(std::string_view id) const {
        std::uint64_t number = 0;
        if (!parse(id, number)) return texts_.count(std::string(id)) != 0;
        const auto page = pages_.find(number / page_bits);
        return page != pages_.end() && (page->second[number % page_bits / 64] & bit(number)) != 0;
    }

private:
    static constexpr std::uint64_t page_bits = 512;  // 64 bytes: cheap where ids lie far apart too

    static std::uint64_t bit(std::uint64_t number) { return std::uint64_t{1} << (number % 64); }
    // Digits that print back as they are: "017" and "17" are two texts.
    static bool parse(std::string_view id, std::uint64_t& number) {
        if (id.empty() || (id[0] == '0' && id.size() > 1)) return false;
        const char* const end = id.data() + id.size();
        const auto [stopped, error] = std::from_chars(id.data(), end, number);
        return error == std::errc() && stopped == end;
    }

    std::unordered_map<std::uint64_t, std::array<std::uint64_t, page_bits / 64>> pages_;
    std::unordered_set<std::string> texts_;
};

}  // namespace tieout::migrate
