// Who a client is, what he orders and when each of it ends: decided before anything is billed.
#pragma once

#include <string>
#include <vector>

#include "sample/billing_history.h"
#include "sample/random.h"
#include "sample/service.h"

namespace tieout::sample {

struct Story {
    ClientRow client;
    std::vector<Service> services;
    Date signed_up;
    Month leaves = never;  // billing of the whole client ends
    std::string ended_as;  // cp_status of services when it does
    bool pending = false;
};

// Draws from `random`, which the history goes on with: the order of drawing is part of what a seed
// means.
Story story_of(const Host& host, std::int64_t number, const Shape& shape, Random& random);

// In office hours of that local day.
UnixTime some_time(const Host& host, Random& random, Date day);

}  // namespace tieout::sample
