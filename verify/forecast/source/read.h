// The books of the source, read through the statements that the pack names under
// `forecast: {source: …}` of verify.yaml.
//
// Columns that a statement must return (any order; NULL is '' or 0):
//   clients   client, status, country, region, currency, exempt (0 or 1)
//   services  service, client, product, status, cycle, quantity, own_price, discount (a fraction),
//             starts, renews, renewed (unix seconds; 0 none, renews 1: charged once)
//   prices    product, price, setup (packed by cycle)
//   credits   credit, client, amount (what is left), note, given (unix seconds)
//   tax       country, region, percent
//   settings  name, value: taxed (1: one rate for all), tax_rate (a fraction), daily (1: the
//             anniversary generator is on), renew_day
// Options:
//   billed_clients, billed_services  codes of status that the engine bills: "2"
//   meant_services                   codes that it passes over, though they are meant to be billed
//   client_states, service_states    words for people: "1: inactive, 3: pending"
//   currency                         of the install
//   currency_names                   what clients' preferences are called: "EURO: EUR"
#pragma once

#include "db/session.h"
#include "verify/forecast/plan.h"
#include "verify/forecast/source/books.h"

namespace tieout::verify::forecast::source {

// Throws Error(Fault::usage) naming the place in the pack where a statement is not there for the
// session's engine or lacks a column.
Books read_books(db::Session& session, const SidePlan& plan);

}  // namespace tieout::verify::forecast::source
