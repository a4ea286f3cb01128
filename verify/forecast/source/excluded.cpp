#include "verify/forecast/source/excluded.h"

namespace tieout::verify::forecast::source {
namespace {

bool billed(Standing standing, Reading reading) {
    return standing == Standing::billed ||
           (standing == Standing::meant && reading == Reading::intended);
}

// Empty: it is billed.
std::string reason_of(const Service& service, const Customer* customer, Reading reading) {
    if (customer == nullptr) return "client does not exist";
    if (!customer->billed) return "client is " + customer->state;
    if (!billed(service.standing, reading)) return "service is " + service.state;
    return {};
}

}  // namespace

void Exclusions::look_at(const Subject& subject, const Customer* customer, Reading reading) {
    const std::string reason = reason_of(*subject.service, customer, reading);
    if (reason.empty()) return;
    Excluded& excluded = reasons_[reason];
    excluded.reason = reason;
    ++excluded.services;
    excluded.a_month += subject.tariff.a_month();
}

std::vector<Excluded> Exclusions::by_reason() const {
    std::vector<Excluded> list;
    for (const auto& [reason, excluded] : reasons_)
        list.push_back(excluded);
    return list;
}

}  // namespace tieout::verify::forecast::source
