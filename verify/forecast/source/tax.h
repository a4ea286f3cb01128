// At which rate a client's invoices are taxed (2.11).
#pragma once

#include "verify/forecast/projection.h"
#include "verify/forecast/source/books.h"

namespace tieout::verify::forecast::source {

// A fraction. The operator's rate and the install's own one are for everybody; that the install's
// leaves nobody out is a fault of the engine: the intended reading heeds who is exempt. Zones go by
// the client's country and region, and heed it in both readings.
Decimal tax_rate(const Customer& customer, const Books& books, const Terms& terms, Reading reading);

}  // namespace tieout::verify::forecast::source
