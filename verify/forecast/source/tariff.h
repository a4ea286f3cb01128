// What one service costs: its cycle (2.3), its price (2.5) and its amounts (3.3).
#pragma once

#include <string_view>

#include "verify/forecast/source/books.h"

namespace tieout::verify::forecast::source {

struct Cycle {
    int months = 0;               // between two renewals; 0: none
    int times = 1;                // the unit price is charged so often at each renewal
    std::size_t part = 0;         // of a packed price
    bool once = false;            // charged once
    bool own_price_only = false;  // the catalogue is not looked at
    bool prorates = false;        // the first renewal charges the days before it too

    // Compared as a number after trimming; what is none is 0.
    static Cycle of(std::string_view code);
};

// The part of a packed price, as written (2.5, rules 1 to 3).
std::string_view part_of(std::string_view packed, std::size_t index);

// Exact. Before the discount, but for a_month().
struct Tariff {
    Cycle cycle;
    Decimal full;          // of one period
    Decimal setup;         // once
    Decimal listed_month;  // by the catalogue, × quantity: what the engine pro-rates
    Decimal month;         // what a month of the period really costs
    bool own = false;      // the price is the client's own
    Decimal discount;      // a fraction
    bool readable = true;  // false: a number beyond all prices; everything is 0

    // What it brings in an average month, discounted, half up to 12 digits; 0 without an interval.
    Decimal a_month() const;
};

// `price` nullptr: the catalogue does not know the product; it costs what is the client's own.
Tariff tariff_of(const Service& service, const Price* price);

}  // namespace tieout::verify::forecast::source
