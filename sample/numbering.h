// Ids as production gives them: in the order of time over all clients, though clients are made one
// after another. A first pass counts the rows of each month; a second knows where each month's ids
// begin.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sample/book.h"

namespace tieout::sample {

enum class Numbered { package, domain, invoice, ledger, credit, ticket, ticket_log, event };

// What the gateway of that method calls a payment; cut at 11 characters (as v4 does) it is still
// unlike every other. Empty where no gateway is asked.
std::string transaction(std::int64_t payment, const std::string& method);

class Numbering {
public:
    void count(const Book& book);
    // Ends counting.
    void begin();
    // Gives the book's rows their ids, and each reference the id it means.
    void number(Book& book);
    // An id that no counted row has, for rows that are planted.
    std::int64_t extra(Numbered kind) { return extra_[static_cast<std::size_t>(kind)]++; }
    // Ids from here on are given to nobody, extra or not.
    std::int64_t unused(Numbered kind) const {
        return extra_[static_cast<std::size_t>(kind)] + 1'000'000;
    }

private:
    static constexpr std::size_t kinds = 8;
    std::int64_t take(Numbered kind, UnixTime time);

    // [kind][month]: how many, then the next id.
    std::array<std::vector<std::int64_t>, kinds> months_;
    std::array<std::int64_t, kinds> extra_{};
};

}  // namespace tieout::sample
