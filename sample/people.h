// Invented people: names with accents and apostrophes, companies, addresses, log-ins. No e-mail,
// user name or domain comes twice, for each carries its client's number.
#pragma once

#include <cstdint>
#include <string>

#include "sample/book.h"
#include "sample/random.h"

namespace tieout::sample {

// All of the row but status, method and times.
ClientRow person(Random& random, std::int64_t number);

// "maple-harbour-17", without an ending; `nth` of that client's domains.
std::string domain_label(Random& random, std::int64_t number, int nth);

}  // namespace tieout::sample
