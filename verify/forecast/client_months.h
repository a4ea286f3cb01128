// The invoices of three projections, by client and calendar month.
#pragma once

#include <map>
#include <string>
#include <vector>

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

// The months of one client after the other, never of all at once: three projections of every client
// are enough to hold.
class ClientMonths {
public:
    // `sides` must outlive it. In which order each stands is the same to it.
    explicit ClientMonths(const Projections& sides);

    // False where no client is left.
    bool next();
    // Of the client that next() went to; months as "2005-07".
    const std::string& client() const { return client_; }
    const std::map<std::string, Bills>& months() const { return months_; }

private:
    // Neighbouring invoices of one client in one projection.
    struct Run {
        const ProjectedInvoice *begin, *end;
        Bill Bills::*side;
    };
    void add_runs(const Projection& projection, Bill Bills::*side);

    std::vector<Run> runs_;  // by client
    std::size_t at_ = 0;
    std::string client_;
    std::map<std::string, Bills> months_;
};

// Not the same number of invoices, or not the same sum, between intended and target.
bool differ(const Bills& bills);

std::string month_of(Date day);
Decimal to_cents(const Decimal& amount);  // half up

}  // namespace tieout::verify::forecast
