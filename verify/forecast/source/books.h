// What the source's billing engine knows of its clients, as plain values: what the pure functions
// of this folder are given, whether a database or a test wrote it down.
//
// The rules of the folder are those of ModernBill's generators (2003 to 2006), which bill from a
// renewal stamp on each service: modernbill.md, sections 2 and 3, numbers its sections so.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/decimal.h"

namespace tieout::verify::forecast::source {

// billed: the engine bills what stands so. meant: it passes it over, though it is meant to be
// billed. none: rightly not billed.
enum class Standing { billed, meant, none };

struct Customer {
    std::string key;
    bool billed = true;
    std::string state = "active";  // for people
    std::string country, region;   // as typed
    std::string currency;          // what the client prefers; empty: nothing said
    bool exempt = false;           // of tax
};

// Moments are unix seconds. Texts are as stored.
struct Service {
    std::string key, client, product;
    std::string cycle;            // code (2.3)
    std::string own_price = "0";  // override (2.5)
    Decimal quantity = Decimal::of(1);
    Decimal discount;  // a fraction
    std::int64_t start = 0;
    std::int64_t renew = 0;    // 0: none; 1: charged once, never again
    std::int64_t renewed = 0;  // 0: never billed by the generator
    Standing standing = Standing::billed;
    std::string state = "active";  // for people
};

// Packed by cycle (2.5).
struct Price {
    std::string recurring, setup;
};

struct Credit {
    std::string key, client;
    Decimal amount;  // what is left of it
    std::string comment;
    std::int64_t given = 0;
};

struct TaxZone {
    std::string country, region;  // region '' or "none": the whole country
    Decimal rate;                 // a fraction
};

struct Settings {
    int renew_day = 1;     // the day of the month that renewals are moved to
    bool taxed = false;    // one rate for all clients (2.11)
    Decimal tax_rate;      // a fraction
    bool daily = false;    // the anniversary generator is switched on
    std::string currency;  // of the install; empty: not known
};

struct Books {
    std::vector<Customer> customers;
    std::deque<Service> services;         // the most; grows without a copy
    std::map<std::string, Price> prices;  // by product
    std::vector<Credit> credits;          // in the order in which the engine takes them: by key
    std::vector<TaxZone> zones;
    Settings settings;
};

}  // namespace tieout::verify::forecast::source
