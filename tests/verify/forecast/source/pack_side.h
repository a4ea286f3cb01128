// What the flagship pack asks of its source for the forecast.
#pragma once

#include <string>

#include "rules/pack.h"
#include "verify/forecast/plan.h"

namespace tieout::tests {

inline verify::forecast::SidePlan pack_side() {
    const rules::Pack pack =
        rules::Pack::load(std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill");
    verify::forecast::SidePlan plan;
    for (const std::string name : {"clients", "services", "prices", "credits", "tax", "settings"})
        plan.statements[name] = {{{"any", pack.read("sql/forecast/" + name + ".v4.sql")}}, name};
    plan.options = {{"billed_clients", "2"},
                    {"billed_services", "2"},
                    {"meant_services", "7"},
                    {"client_states", "0: unset, 1: inactive, 3: pending, 4: cancelled, 5: fraud"},
                    {"service_states", "1: suspended, 4: cancelled, 5: fraud, 7: pending renewal"},
                    {"currency", "USD"},
                    {"currency_names", "US: USD, EURO: EUR, YEN: JPY, POUND: GBP"}};
    return plan;
}

}  // namespace tieout::tests
