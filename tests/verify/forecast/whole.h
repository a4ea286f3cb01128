// What a side answers of all clients together, as the tests of one engine look at it.
#pragma once

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "rules/finding.h"
#include "verify/forecast/projection.h"

namespace tieout::tests {

inline std::vector<const std::string*> by_key(std::vector<const std::string*> clients) {
    std::sort(clients.begin(), clients.end(), [](const std::string* a, const std::string* b) {
        return rules::key_before({{"", *a}}, {{"", *b}});
    });
    return clients;
}

// Invoices and flags client after client; what is excluded is summed by reason.
inline void append(verify::forecast::Projection of_client, verify::forecast::Projection& whole) {
    std::move(of_client.invoices.begin(), of_client.invoices.end(),
              std::back_inserter(whole.invoices));
    std::move(of_client.flags.begin(), of_client.flags.end(), std::back_inserter(whole.flags));
    std::map<std::string, verify::forecast::Excluded> reasons;
    for (const auto* list : {&whole.excluded, &of_client.excluded})
        for (const verify::forecast::Excluded& each : *list) {
            verify::forecast::Excluded& sum = reasons[each.reason];
            sum.reason = each.reason;
            sum.services += each.services;
            sum.a_month += each.a_month;
        }
    whole.excluded.clear();
    for (const auto& [reason, each] : reasons)
        whole.excluded.push_back(each);
}

}  // namespace tieout::tests
