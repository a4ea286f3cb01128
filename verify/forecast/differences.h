// Why a client's month differs, and the finding that says so.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "verify/forecast/compare.h"

namespace tieout::verify::forecast {

// Both sides' flags of one client.
class Causes {
public:
    // `sides` must outlive it.
    explicit Causes(const Projections& sides)
        : source_(sides.intended.flags), target_(sides.target.flags) {}

    // The target's flag that speaks of this service in this month, or of the client where `service`
    // is empty; nullptr: none.
    const Flag* of_target(const std::string& service, const std::string& month) const;
    // The source's flag of the same service that says the same: its own of that id, or, of a
    // service that the target takes for new (first_charge), that it was never_first_billed.
    const Flag* same_of_source(const Flag& flag) const;
    // Sentences for people on why faithful and target part in this month: flags of both sides, and
    // the services whose amounts differ where no flag says why.
    std::vector<std::string> why(const std::string& month, const Bills& bills) const;

private:
    const std::vector<Flag>&source_, &target_;
};

// The differing months of one client, told in order: what changes a credit in one month changes
// what is left of it in the next.
class ClientDifferences {
public:
    ClientDifferences(const Plan& plan, std::string client, const Sources& sources, Causes causes)
        : plan_(plan), client_(std::move(client)), sources_(sources), causes_(causes) {}

    void tell(const std::string& month, const Bills& bills, rules::FindingLog& findings);

private:
    // What one service, the credit or the tax of a month differs because of.
    struct Cause {
        const Evidence::Reported* row = nullptr;  // found by a tie of its own
        const Flag* flag = nullptr;               // the target's flag
    };
    std::vector<Cause> causes_of(const std::string& month, const Bills& bills) const;
    // The service, its price, its cycle or its client, where a tie found it wrong.
    const Evidence::Reported* row_of_service(const std::string& service) const;
    const Evidence::Reported* first_reported(const std::string& tie,
                                             const std::vector<std::string>& keys) const;
    Cause cause_of_credit() const;
    Cause cause_of_tax() const;
    const Evidence::Reported* reported(const std::string& tie, const std::string& key) const;
    rules::Member member(const std::string& month, const Bills& bills) const;

    const Plan& plan_;
    std::string client_;
    const Sources& sources_;
    const Causes causes_;
    Cause earlier_;  // of the last month that differed
};

}  // namespace tieout::verify::forecast
