// The invoices of three projections, by client and calendar month.
#pragma once

#include <map>
#include <string>

#include "verify/forecast/compare.h"

namespace tieout::verify::forecast {

// What one projection bills one client in one month.
struct Bill {
    std::uint64_t invoices = 0;
    Decimal total, credit, tax;
    std::map<std::string, Decimal> services;  // recurring + setup + proration - discount of each
};

struct Bills {
    Bill faithful, intended, target;
};

// Numbers by value, then text.
struct ByKey {
    bool operator()(const std::string& a, const std::string& b) const;
};

// By client, then by month ("2005-07").
using ClientMonths = std::map<std::string, std::map<std::string, Bills>, ByKey>;

ClientMonths client_months(const Projections& sides);

// Not the same number of invoices, or not the same sum, between intended and target.
bool differ(const Bills& bills);

std::string month_of(Date day);
Decimal to_cents(const Decimal& amount);  // half up

}  // namespace tieout::verify::forecast
