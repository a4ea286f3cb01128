// client_invoice.serialized_snapshot as we infer it from the keys seen in v4 (modernbill.md, 1.7).
//
// PHP serialize() of an array:
//   snapshot      = { "order_totals" => totals, "packages" => [ package* ], "domains" => [ domain*
//   ] } totals        = { "due_next_renewal_tax_included" => money, "cp_billing_cycle" => text,
//   "due_next_timestamp" => int,
//                     "applied_credit" => money }
//   package       = { "cp_id" => int, "pack_name" => text, "cp_billing_cycle" => text, "cp_qty" =>
//   int,
//                     "total_pack_price" => money, "setup_price" => money, "prorate_price" =>
//                     money, "domain" => text }
//   domain        = { "domain_name" => text, "years" => int, "total_domain_price" => money }
//   money         = text: digits, point, two digits
// The lines of an invoice, in order: for each package its recurring charge, its set-up where not
// zero, its pro-ration where not zero; then one for each domain. They sum to invoice_subtotal.
// Strings carry their length in bytes as stored, which depends on the column's charset: so the
// texts here are ASCII, whose lengths agree in latin1 and UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/decimal.h"

namespace tieout::sample {

struct PackageLine {
    std::int64_t package = 0;  // cp_id; until numbers are given, the position in Book::packages
    std::string name, cycle;
    std::int64_t quantity = 1;
    Decimal recurring{0, 2}, setup{0, 2}, prorated{0, 2};
    std::string domain;
};

struct DomainLine {
    std::string name;
    int years = 1;
    Decimal price{0, 2};
    std::int64_t package = 0;  // as PackageLine's; not part of what is serialised
};

struct Snapshot {
    Decimal next_total{0, 2}, applied_credit{0, 2};
    std::string cycle;
    std::int64_t next_time = 0;
    std::vector<PackageLine> packages;
    std::vector<DomainLine> domains;

    Decimal sum() const;
};

std::string serialize(const Snapshot& snapshot);
// client_invoice.invoice_snapshot: the same lines as a table for people, then credit, tax and
// total.
std::string as_html(const Snapshot& snapshot, const Decimal& tax, const Decimal& total);

}  // namespace tieout::sample
