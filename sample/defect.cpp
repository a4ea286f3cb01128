#include "sample/defect.h"

#include "base/error.h"

namespace tieout::sample {

std::int64_t times(Share share, std::int64_t clients) {
    switch (share) {
        case Share::rare:
            return 1 + clients / 4000;
        case Share::usual:
            return 1 + clients / 1000;
        case Share::common:
            return 2 + clients / 200;
    }
    return 0;
}

void Planting::at(std::string_view table, std::int64_t key, std::string note) {
    at(table, std::to_string(key), std::move(note));
}

void Planting::at(std::string_view table, std::string_view key, std::string note) {
    entry_.row = {std::string(table), std::string(key)};
    entry_.note = std::move(note);
}

void Planting::also(std::string_view table, std::int64_t key) {
    entry_.also.push_back({std::string(table), std::to_string(key)});
}

void Planting::also_all_of_client() {
    for (const PackageRow& row : book.packages)
        also("client_package", row.id);
    for (const DomainRow& row : book.domains)
        also("domain_names", row.id);
    for (const InvoiceRow& row : book.invoices)
        also("client_invoice", row.id);
    for (const RegisterRow& row : book.ledger)
        also("client_register", row.id);
    for (const CreditRow& row : book.credits)
        also("client_credit", row.id);
    for (const TicketRow& row : book.tickets)
        also("support_desk", row.id);
    for (const TicketLogRow& row : book.ticket_log)
        also("support_log", row.id);
    for (const EventRow& row : book.events)
        also("event_log", row.id);
}

void Planting::tolerate() {
    entry_.tolerated = true;
}

ClientRow& Planting::client(std::string note) {
    at("client_info", book.client.id, std::move(note));
    return book.client;
}

PackageRow& Planting::service_alone(std::string note) {
    domain_service().parent = 0;
    at("client_package", service().id, std::move(note));
    return service();
}

DomainRow& Planting::domain(std::string note) {
    DomainRow& row = book.domains[0];
    at("domain_names", row.id, std::move(note));
    return row;
}

InvoiceRow& Planting::invoice(int nth) {
    for (auto row = book.invoices.rbegin() + 2; row != book.invoices.rend(); ++row)
        if (row->lines.packages.size() == 1 && row->lines.domains.empty() && nth-- == 0)
            return *row;
    throw Error(Fault::internal,
                "the sample's client " + std::to_string(book.client.id) + " has too few invoices");
}

InvoiceRow& Planting::marked_invoice(std::string note) {
    InvoiceRow& row = invoice();
    at("client_invoice", row.id, std::move(note));
    return row;
}

RegisterRow& Planting::debit_of(const InvoiceRow& invoice) {
    return *book.ledger_of(invoice.id).at(0);
}

RegisterRow& Planting::payment_of(const InvoiceRow& invoice) {
    return *book.ledger_of(invoice.id).at(1);
}

void Planting::set_amount(InvoiceRow& invoice, const Decimal& amount) {
    invoice.amount = invoice.paid = amount;
    debit_of(invoice).bill = payment_of(invoice).payment = amount.text();
}

void Planting::set_price(InvoiceRow& invoice, const Decimal& price) {
    invoice.subtotal = invoice.lines.packages.at(0).recurring = price;
    invoice.tax = Decimal(0, 2);
    invoice.tax_zone = 0;
    set_amount(invoice, price);
}

RegisterRow& Planting::add_ledger_row(const InvoiceRow& like, std::string_view description) {
    RegisterRow row;
    row.id = ids.extra(Numbered::ledger);
    row.client = book.client.id;
    row.invoice = like.id;
    row.date = like.entered;
    row.description = description;
    row.bill = row.payment = "0";
    book.ledger.push_back(std::move(row));
    return book.ledger.back();
}

CreditRow& Planting::add_credit(const Decimal& amount, std::string_view comments) {
    CreditRow row;
    row.id = ids.extra(Numbered::credit);
    row.client = book.client.id;
    row.amount = amount;
    row.comments = comments;
    row.saved = invoice().saved;
    book.credits.push_back(std::move(row));
    return book.credits.back();
}

TicketRow& Planting::add_ticket(std::string note) {
    TicketRow row;
    row.id = ids.extra(Numbered::ticket);
    row.client = book.client.id;
    row.status = 2;
    row.subject = "Help";
    row.question = "Who can help me?";
    row.asked = book.client.saved + 86'400;
    book.tickets.push_back(std::move(row));
    at("support_desk", book.tickets.back().id, std::move(note));
    return book.tickets.back();
}

void Planting::delete_invoice(std::int64_t id) {
    std::erase_if(book.invoices, [id](const InvoiceRow& row) { return row.id == id; });
}

void Planting::delete_ledger_of(std::int64_t invoice) {
    std::erase_if(book.ledger,
                  [invoice](const RegisterRow& row) { return row.invoice == invoice; });
}

std::vector<Defect> all_defects() {
    std::vector<Defect> defects;
    add_identity_defects(defects);
    add_unique_defects(defects);
    add_date_defects(defects);
    add_price_defects(defects);
    add_invoice_defects(defects);
    add_payment_defects(defects);
    add_state_defects(defects);
    add_text_defects(defects);
    add_people_defects(defects);
    add_service_defects(defects);
    return defects;
}

}  // namespace tieout::sample
