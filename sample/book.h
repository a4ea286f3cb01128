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
    std::int64_t card_code = 0;
    Text bank_name, bank_account, license_number;
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
    Text comments, domain, username, server, ip, external_id;
    Text affiliate_code;
    UnixTime affiliate_paid = 0;
};

// A row of account_details: one for each package and domain, and sometimes more.
struct LogInRow {
    std::int64_t id = 0, client = 0, package = 0;
    std::optional<std::int64_t> domain;
    std::string server, username;
    Text ip, password;
};

struct DatabaseRow {
    std::int64_t id = 0, client = 0, package = 0, kind = 1;
    std::string name, user, password;
    UnixTime saved = 0;
};

struct MailboxRow {
    std::int64_t id = 0, client = 0, package = 0;
    std::string real_name, user, password, space;
    std::int64_t ftp = 0, telnet = 0;
    UnixTime saved = 0;
};

struct VariableRow {
    std::int64_t id = 0, package = 0;
    std::string name, value;
};

// What PayPal calls a subscription.
struct AgreementRow {
    std::int64_t id = 0, client = 0, invoice = 0, status = 1;
    std::string reference, gateway;
    UnixTime created = 0, changed = 0;
};

struct AffiliateRow {
    std::int64_t id = 0, client = 0;
    std::string code;
    std::int64_t kind = 1;  // 1: a fraction of the charge, 2: dollars
    std::int64_t cycle = 1;
    Decimal pays{10, 2}, paid{0, 2};
    std::int64_t hits = 0, orders = 0, status = 2;
    UnixTime saved = 0;
};

// A card charge that waits.
struct QueueRow {
    std::int64_t id = 0, client = 0, invoice = 0;
    Decimal amount{0, 2};
    std::string card_number, card_expiry;
    UnixTime saved = 0;
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
    std::vector<LogInRow> log_ins;
    std::vector<DatabaseRow> databases;
    std::vector<MailboxRow> mailboxes;
    std::vector<VariableRow> variables;
    std::vector<AgreementRow> agreements;
    std::vector<AffiliateRow> affiliates;
    std::vector<QueueRow> queue;

    // Of an invoice, by its id: its rows in the ledger.
    std::vector<RegisterRow*> ledger_of(std::int64_t invoice);
};

}  // namespace tieout::sample
