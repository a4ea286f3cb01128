// The charges of one service: on which run, and how much.
#pragma once

#include <map>
#include <vector>

#include "verify/forecast/projection.h"
#include "verify/forecast/target/rows.h"

namespace tieout::verify::forecast::target {

// When this client is billed.
struct Calendar {
    BillingMode mode = BillingMode::monthly;
    int bill_day = 1;
    int days_before = 0;
    Date as_of;
    int months = 12;

    Date end() const;        // the first day that is no longer asked about
    Date first_run() const;  // the first run on or after `as_of`
    // The run that a charge which begins on `day` belongs to, were it never late.
    Date run_of(Date day) const;
};

struct ServiceCharges {
    std::map<Date, ProjectedLine> lines;  // by run; one run may hold several charges
    std::vector<Flag> flags;
};

// What a line adds to its invoice: recurring + setup + proration - discount.
Decimal net(const ProjectedLine& line);

// Of a service that is billed. Nothing where it does not recur or has no renewal date or price.
ServiceCharges charges_of(const Service& service, const Client& client, const Calendar& calendar);

// What the service brings in an average month after its discount, to cents; 0: no price.
Decimal a_month(const Service& service);

}  // namespace tieout::verify::forecast::target
