// One client's invoices of three projections, by calendar month.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "verify/forecast/projection.h"

namespace tieout::verify::forecast {

// Of one client.
struct Projections {
    Projection faithful, intended, target;
};

// What one projection bills one client in one month.
struct Bill {
    std::uint64_t invoices = 0;
    Decimal total, credit, tax;
    std::map<std::string, Decimal> services;  // recurring + setup + proration - discount of each
};

struct Bills {
    Bill faithful, intended, target;
};

using Months = std::map<std::string, Bills>;  // as "2005-07"

Months months_of(const Projections& sides);

// Numbers by value, then text.
struct ByKey {
    bool operator()(const std::string& a, const std::string& b) const;
};

// Not the same number of invoices, or not the same sum, between intended and target.
bool differ(const Bills& bills);

std::string month_of(Date day);
Decimal to_cents(const Decimal& amount);  // half up

}  // namespace tieout::verify::forecast
