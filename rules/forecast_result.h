// What a record holds of the forecast: what each side will bill in the coming months, and where
// they part. Amounts are in the record's currency.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"

namespace tieout::rules {

// One side of one month: how many invoices, and their sum.
struct Billed {
    std::uint64_t invoices = 0;
    Decimal revenue;
    bool operator==(const Billed&) const = default;
};

struct ForecastMonth {
    std::string month;  // "2005-07"
    Billed faithful;    // the source as it really bills
    Billed intended;    // the source as it means to
    Billed target;
    std::uint64_t differs = 0;  // clients for whom intended and target are not equal
    bool operator==(const ForecastMonth&) const = default;
};

// Why somebody is billed otherwise than one would think; all of one id together.
struct ForecastFlag {
    std::string side, id;  // "source" or "target"; "stale_renewal"
    std::uint64_t clients = 0, services = 0;
    Decimal amount;
    std::string example;  // the first one's sentence
    bool operator==(const ForecastFlag&) const = default;
};

struct ForecastExcluded {
    std::string side, reason;
    std::uint64_t services = 0;
    Decimal a_month;  // what they would bring
    bool operator==(const ForecastExcluded&) const = default;
};

// A client whose next invoice changes: the first month in which either side really bills, both
// sides' sums in it (nullopt: no invoice), and why.
struct ForecastChange {
    std::string client, month;
    std::optional<Decimal> faithful, intended, target;
    Decimal difference;  // target - faithful
    std::vector<std::string> why;
    bool operator==(const ForecastChange&) const = default;
};

// What findings of the forecast name as their tie: it is none of verify.yaml's.
inline constexpr const char* forecast_tie = "forecast";

struct ForecastResult {
    static constexpr std::size_t changes_kept = 1000;  // `changes` lists the largest so many
    std::string as_of, as_of_why;  // the first day that may still be billed, and how it was chosen
    std::string mode;              // "monthly" or "anniversary"
    int bill_day = 1, months = 12;
    std::string tax;  // for people: "by each side's own rules"
    bool uses_credits = true;
    std::vector<ForecastMonth> by_month;
    std::uint64_t compared = 0;  // clients' months in which intended or target bill
    std::uint64_t differs = 0;   // of these, not equal in count or money
    Decimal difference;          // sum of the absolute differences
    std::uint64_t at_once_clients = 0;
    Decimal at_once;  // what the target bills at once because renewal dates are past
    std::vector<ForecastFlag> flags;
    std::vector<ForecastExcluded> excluded;
    std::uint64_t changed_clients = 0;
    std::vector<ForecastChange> changes;  // the largest difference first
    std::vector<std::string> doubts;      // where the rows do not bear out the terms
    std::string not_looked;               // why; empty: looked
    bool operator==(const ForecastResult&) const = default;
};

}  // namespace tieout::rules
