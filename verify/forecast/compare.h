// Both sides' forecasts held against each other: a tie whose rows are the months of clients.
//
// The target must bill what the source means to bill (`intended`): for each client and calendar
// month the same number of invoices and the same sum, to the cent. What the source really bills
// (`faithful`) is shown beside it; its differences are the source's own and carry the source's
// flags.
//
// A month that differs is a member of a finding of the tie "forecast", with the client and the
// month as its key. Where every service, credit or tax in which it differs has been found wrong by
// a tie of its own, the member follows from that row and takes its origin. Otherwise it stands for
// itself: of origin source where the source's own forecast raises the same flag for the same
// service (the fault stands in the source's data, a stale renewal date, say), else of origin
// target.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "rules/finding_log.h"
#include "rules/forecast_result.h"
#include "verify/forecast/evidence.h"
#include "verify/forecast/plan.h"
#include "verify/forecast/projection.h"

namespace tieout::verify::forecast {

struct Projections {
    Projection faithful, intended, target;
};

// Rows of other ties on which a client's or service's bill stands, by their keys as people read
// them.
struct Standing {
    std::map<std::string, std::string> price_of_service;
    std::map<std::string, std::vector<std::string>> credits_of_client, tax_rules_of_client;
};

// What follows from whom.
struct Sources {
    const Evidence& evidence;
    const Standing& standing;
    // False: the evidence's findings are not in the record; they decide origins only.
    bool told = true;
};

// Fills by_month, compared, differs, difference, at_once, flags, excluded and changes of a result;
// adds a finding for each month of a client that differs.
rules::ForecastResult compare(const Plan& plan, const Projections& sides, const Sources& sources,
                              rules::FindingLog& findings);

}  // namespace tieout::verify::forecast
