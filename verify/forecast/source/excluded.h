// Services of one client that are not billed at all, by reason, and what they would bring.
#pragma once

#include <map>
#include <vector>

#include "verify/forecast/source/renewals.h"

namespace tieout::verify::forecast::source {

class Exclusions {
public:
    // Counts the service where its client or it itself stands so that it is not billed. `customer`
    // nullptr: there is none.
    void look_at(const Subject& subject, const Customer* customer, Reading reading);
    std::vector<Excluded> by_reason() const;

private:
    std::map<std::string, Excluded> reasons_;
};

}  // namespace tieout::verify::forecast::source
