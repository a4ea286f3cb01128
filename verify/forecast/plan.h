// `forecast:` of verify.yaml as a model: what each side is asked for, so that its engine can say
// what that side will bill. docs/packs.md is its format. Words only: no code of either engine.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "verify/forecast/projection.h"

namespace tieout::rules {
struct Pack;
}

namespace tieout::verify::forecast {

// One question to one side. Its SQL has the pack's parameters put in.
struct Statement {
    std::map<std::string, std::string> sql;  // by engine name ("mysql"), or "any"
    std::string position;                    // file:line:column
};

struct SidePlan {
    std::map<std::string, Statement> statements;  // by name: "clients", "services", "prices", …
    std::map<std::string, std::string> options;   // by name: what the pack states and no row says
};

struct Plan {
    std::string client_tie, service_tie;  // whose keys name the projection's clients and services
    // Ties on whose rows a bill stands, so that a difference of theirs is not told twice; empty:
    // none. Addresses have a client's key; they decide the tax.
    std::string price_tie, cycle_tie, credit_tie, tax_tie, address_tie;
    std::string client_table;  // the source's, of the tie of clients; empty: a statement
    std::string mode;          // "monthly" or "anniversary": what the pack expects
    int bill_day = 1;          // monthly mode: the day of the month
    SidePlan source, target;

    // nullopt: the pack has no forecast. Throws Error(Fault::usage) with file, line and column.
    static std::optional<Plan> load(const rules::Pack& pack);
};

// nullptr: the pack does not ask it, or not of this engine.
inline const std::string* sql_of(const SidePlan& side, const std::string& statement,
                                 const std::string& engine) {
    const auto asked = side.statements.find(statement);
    if (asked == side.statements.end()) return nullptr;
    auto sql = asked->second.sql.find(engine);
    if (sql == asked->second.sql.end()) sql = asked->second.sql.find("any");
    return sql == asked->second.sql.end() ? nullptr : &sql->second;
}

}  // namespace tieout::verify::forecast
