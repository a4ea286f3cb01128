// One client's years with the host, lived month by month as v4's monthly generator bills them
// (modernbill.md, section 3): orders with pro-rating, renewals on the first local midnight,
// credits, taxes, payments.
#pragma once

#include <cstdint>

#include "sample/book.h"
#include "sample/catalogue.h"
#include "sample/local_calendar.h"

namespace tieout::sample {

// What all clients have in common.
struct Host {
    std::uint64_t seed = 0;
    std::int64_t clients = 0;
    Date opened;  // day of the first client
    Date as_of;   // the day after whose night nothing has happened yet
    Catalogue catalogue;
    LocalCalendar calendar;
};

// What a planted defect needs its client to be: active, one hosting service without discount or
// credit, a domain, more than a year of paid invoices. `steady` false: as chance will have it.
struct Shape {
    bool steady = false;
    std::int64_t product = steady_product;
    int cycle = 1;
};

// Clients are numbered from 0; client_id is number + 1. Ids within the book are positions + 1 (see
// numbering.h).
Book live(const Host& host, std::int64_t number, const Shape& shape);

}  // namespace tieout::sample
