// What the source's own rows say of the terms under which it is asked: is it billed by the month,
// is the zone the server's, are clients taxed?
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "verify/forecast/projection.h"
#include "verify/forecast/source/books.h"

namespace tieout::verify::forecast::source {

struct Evidence {
    // Of billed services of billed clients, on cycles of 1 to 24 months (the standard ones).
    std::size_t renewals = 0, renewals_on_the_first = 0;
    // Dates (starts and renewals of all services) by the hour at which they stand in the zone, and
    // how many are midnight to the second.
    std::array<std::size_t, 24> hours{};
    struct Dates {
        std::size_t all = 0, at_midnight = 0;
    };
    Dates dates;
    std::map<int, Dates> years;  // of the date itself: a server that moved shows here
    bool daily = false;          // the anniversary generator is switched on
    int renew_day = 1;
    bool taxed = false;  // one rate for all
    Decimal tax_rate;    // a fraction
    std::size_t tax_zones = 0, exempt_clients = 0;
    std::string currency;                           // of the install
    std::map<std::string, std::size_t> currencies;  // preferred by billed clients; '' not counted
};

Evidence evidence(const Books& books, const Terms& terms);

// One sentence for each term that the rows do not bear out; empty: all do.
std::vector<std::string> doubts(const Evidence& evidence, const Terms& terms);

}  // namespace tieout::verify::forecast::source
