#include "verify/forecast/target/standing.h"

namespace tieout::verify::forecast::target {

Standing::Standing(const Rows& rows)
    : rows_(rows),
      services_(&Service::service, rows.services),
      credits_(&Credit::client, rows.credits),
      clients_(&Client::client, rows.clients) {}

std::string Standing::price_of(const std::string& service) const {
    const auto found = services_.of(service);
    return found.empty() ? "" : found.back()->price_key;
}

std::vector<std::string> Standing::credits_of(const std::string& client) const {
    std::vector<std::string> keys;
    for (const Credit* credit : credits_.of(client))
        keys.push_back(credit->credit);
    return keys;
}

std::vector<std::string> Standing::tax_rules_of(const std::string& client) const {
    std::vector<std::string> keys;
    for (const Client* each : clients_.of(client))
        for (const TaxRule& rule : rows_.tax_rules)
            if (rule.country == each->country) keys.push_back(rule.rule);
    return keys;
}

}  // namespace tieout::verify::forecast::target
