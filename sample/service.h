// A service in the making: what the generator needs to know of it beside its row.
#pragma once

#include <string>
#include <vector>

#include "sample/billing_history.h"
#include "sample/random.h"

namespace tieout::sample {

struct Service {
    PackageRow row;
    const Product* product = nullptr;
    int cycle = 1;
    Decimal unit{0, 2};
    Decimal setup{0, 2};
    Date ordered;
    Month due;        // next renewal
    Month ends;       // the first month in which it is not billed any more
    int parent = -1;  // position of the main service among the client's
    int years = 0;    // of a domain's term
    std::string domain;

    bool once() const { return product->kind == ProductKind::once; }
    bool of_domain() const { return product->kind == ProductKind::domain; }
    int interval_months() const;
    Decimal charge() const;  // of one period: unit × quantity (× months of a standard cycle)
};

inline constexpr Month never{1'000'000};

// Chooses what a client orders on `day`: main service, add-ons, domains, one-time work. Positions
// count from `first`.
std::vector<Service> order(const Host& host, Random& random, std::int64_t client, Date day,
                           int first);
// The one service and its domain that a defect's client has.
std::vector<Service> steady_order(const Host& host, Random& random, std::int64_t client, Date day,
                                  const Shape& shape);

}  // namespace tieout::sample
