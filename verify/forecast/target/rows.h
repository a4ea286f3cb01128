// The target's rows that decide what it bills, as its engine takes them.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/decimal.h"
#include "verify/forecast/projection.h"

namespace tieout::db {
class Session;
}
namespace tieout::verify::forecast {
struct SidePlan;
}

namespace tieout::verify::forecast::target {

struct Client {
    std::string client;               // key of the tie of clients
    std::string status;               // "active", "suspended", …
    std::optional<BillingMode> mode;  // nullopt: the terms'
    bool tax_exempt = false;
    std::string country, region;
    Decimal discount_rate;  // of the client's group, a fraction
};

// How long one charge lasts. All zero: not recurring.
struct Cycle {
    int days = 0, months = 0, years = 0;
    int all_months() const { return months + 12 * years; }
    bool recurs() const { return days + months + years > 0; }
};

struct Service {
    std::string service, client;  // keys of the ties
    std::string status;
    Cycle cycle;
    Decimal quantity = Decimal::of(1);
    std::optional<Decimal> override_price;  // for the whole cycle; takes the place of the price
    std::optional<Decimal> price, setup;    // of the catalogue; nullopt: it has none
    Decimal discount_rate;                  // a fraction
    std::optional<Date> starts, next_renewal, last_renewed, ends;
    bool proratable = false;
    std::string price_key;  // key of the tie of prices, as people read it: "3/12"; empty: not known
};

struct Credit {
    std::string credit, client;  // keys of the ties
    Decimal remaining;
};

struct TaxRule {
    std::string rule;             // key of the tie
    std::string country, region;  // region empty: the whole country
    Decimal rate;                 // a fraction
};

// The target's own settings; what it does not state is as here.
struct Settings {
    std::optional<BillingMode> mode;  // for clients that state none
    std::optional<int> bill_day;      // nullopt: the terms'
    bool bill_suspended = false;
    int days_before = 0;  // anniversary mode: raised so many days before the renewal
};

struct Rows {
    std::vector<Client> clients;
    std::deque<Service> services;  // the most; grows without a copy
    std::vector<Credit> credits;   // in the order in which they are used: the oldest first
    std::vector<TaxRule> tax_rules;
    Settings settings;
};

// Asks the statements of the pack. Each names its columns:
//   clients   client, status, and where there are: billing_mode, tax_exempt (0 or 1), country,
//             region, discount_rate
//   services  service, client, status, unit_days, unit_months, unit_years, quantity, own_price,
//             price, setup, discount_rate, starts, next_renewal, last_renewed, ends, proratable (0
//             or 1), and where there are: product, cycle (the key of the price)
//   credits   credit, client, remaining; ordered by age, the oldest first
//   tax       rule, country, region, rate
//   settings  setting, value: billing_mode, bill_day, bill_suspended, days_before; others are left
// NULL is "not there"; of what a row must have (keys, status, quantity) it is an error.
// Throws Error(Fault::schema) where a column is not there, Error(Fault::data) where a value is not
// of its type, naming statement, column and key.
Rows read_rows(const SidePlan& plan, db::Session& target);

}  // namespace tieout::verify::forecast::target
