// What hangs on a client's services in v4: log-ins, databases, mailboxes, variables, agreements
// with PayPal, affiliates.
#pragma once

#include "sample/billing_history.h"

namespace tieout::sample {

// Adds the rows to a book whose packages, domains and invoices have their ids; ids of the new rows
// follow from those. Draws no chance: the rest of the book is as it would be without.
void add_hosting(const Host& host, Book& book);

// Clients of the last fifth carry no planted defect: some of them are affiliates, one for all that
// a client orders.
std::int64_t affiliate_of(const Host& host, std::int64_t client);

// An id that no row made by add_hosting has; `nth` below 8 tells those of one client apart.
std::int64_t extra_id(std::int64_t client, int nth);

}  // namespace tieout::sample
