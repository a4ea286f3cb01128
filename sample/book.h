// All rows that v4 keeps of one client, before they become cells. Defects are planted here.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/decimal.h"
#include "sample/snapshot.h"

namespace tieout::sample {

// Times are unix seconds, 0 = none, as v4 stores them. Codes are text where v4's column is text.
using UnixTime = std::int64_t;
using Text = std::optional<std::string>;

struct ClientRow {
    std::int64_t id = 0;
    std::string first_name, last_name, email;
    Text company;
    std::string address;  // v3 rows: two lines, joined by a newline
    Text address_2;       // v4 rows
    std::string city, state, zip, country, phone, fax;
    std::string method;
    Text card_type, card_number, card_expiry;  // the number is ciphertext
    std::string password, comments, status;
    UnixTime saved = 0;
    Text username, real_password;
    std::int64_t apply_tax = 1;
    std::string currency = "US";
    Text secondary_email, secondary_contact;
    std::array<std::string, 10> fields;  // the host's own
};

struct PackageRow {
    std::int64_t id = 0, client = 0, product = 0;
    std::string price_override = "0";
    std::optional<std::int64_t> parent;
    std::int64_t quantity = 1;
    Decimal discount{0, 2};  // a fraction
    UnixTime start = 0, renew = 0, renewed_on = 0, saved = 0;
    std::string cycle, status;
    Text comments, domain, username;
};

struct DomainRow {
    std::int64_t id = 0, client = 0;
    std::string name;
    UnixTime created = 0, expires = 0;
    std::int64_t registrar = 0, monitor = 1;
};

struct InvoiceRow {
    std::int64_t id = 0, client = 0;
    Decimal subtotal{0, 2}, discount{0, 2}, tax{0, 2}, amount{0, 2}, paid{0, 2};
    UnixTime entered = 0, due = 0, paid_on = 0, saved = 0;
    std::string method;
    Text comments;
    std::int64_t auth_return = 0, auth_code = 0;
    std::string transaction;
    std::int64_t tax_zone = 0;
    std::optional<std::int64_t> status = 1;
    Snapshot lines;
    Text serialized;  // in place of what `lines` serialize to
    Text page;        // in place of `lines` as HTML
    // v3 kept a page of the lines and nothing else; v4 logs which packages it billed, too.
    bool by_v3 = false;
};

struct RegisterRow {
    std::int64_t id = 0, client = 0, invoice = 0;
    UnixTime date = 0;
    std::string description, bill, payment, tracker;
};

struct CreditRow {
    std::int64_t id = 0, client = 0;
    Decimal amount{0, 2};
    std::string comments;
    UnixTime saved = 0;
};

struct TicketRow {
    std::int64_t id = 0, client = 0;
    std::int64_t priority = 3, status = 1;
    std::string kind, subject, question, error, response;
    std::string technician;  // a name
    UnixTime asked = 0;
};

struct TicketLogRow {
    std::int64_t id = 0, ticket = 0;
    std::string event;
    std::int64_t technician = 0;  // an administrator's number; 0: none
    UnixTime written = 0;
};

struct EventRow {
    std::int64_t id = 0, client = 0;
    std::string type, comments;
    UnixTime written = 0;
};

struct Book {
    bool has_client = true;  // false: the client's own row was deleted
    ClientRow client;
    std::vector<PackageRow> packages;
    std::vector<DomainRow> domains;
    std::vector<InvoiceRow> invoices;
    std::vector<RegisterRow> ledger;
    std::vector<CreditRow> credits;
    std::vector<TicketRow> tickets;
    std::vector<TicketLogRow> ticket_log;
    std::vector<EventRow> events;

    // Of an invoice, by its id: its rows in the ledger.
    std::vector<RegisterRow*> ledger_of(std::int64_t invoice);
};

}  // namespace tieout::sample
