// modernbill.md 5.1: rows that point at nothing, or at the wrong one.
#include "sample/defect.h"

namespace tieout::sample {

namespace {

void service_of_nobody(Planting& p) {
    PackageRow row = p.service();
    row.id = p.ids.extra(Numbered::package);
    row.client = p.host.clients + 1000 + p.instance;
    row.parent = 0;
    for (Text* text : {&row.domain, &row.server, &row.username, &row.ip, &row.affiliate_code})
        text->reset();
    row.affiliate_paid = 0;
    p.book.packages.push_back(row);
    p.at("client_package", row.id, "client " + std::to_string(row.client) + " is gone");
}

void deleted_product(Planting& p) {
    p.service().product = 9000 + p.instance;
    p.at("client_package", p.service().id,
         "product " + std::to_string(p.service().product) + " is gone");
    p.also("client_package", p.domain_service().id);
}

void parent_missing(Planting& p) {
    p.domain_service().parent = p.ids.unused(Numbered::package) + p.instance;
    p.at("client_package", p.domain_service().id, "the parent does not exist");
}

void parent_self(Planting& p) {
    p.domain_service().parent = p.domain_service().id;
    p.at("client_package", p.domain_service().id, "its own parent");
}

void parent_of_another(Planting& p) {
    p.domain_service().parent = p.partner->package.id;
    p.at("client_package", p.domain_service().id, "the parent is another client's");
}

void parents_in_a_circle(Planting& p) {
    p.service().parent = p.domain_service().id;
    p.at("client_package", p.service().id, "each is the other's parent");
    p.also("client_package", p.domain_service().id);
}

void bad_parent(Planting& p) {
    static constexpr void (*variants[])(Planting&) = {parent_missing, parent_of_another,
                                                      parent_self, parents_in_a_circle};
    variants[p.instance % 4](p);
}

// Numbers of modules that v4 never had, or not by then.
void registrar_beyond_the_list(Planting& p) {
    static constexpr std::int64_t numbers[] = {40, 8, 13};
    const std::int64_t number = numbers[p.instance % 3];
    p.domain("registrar " + std::to_string(number)).registrar = number;
}

// The client, his services and older invoices went; the last two invoices, their ledger rows and a
// credit stayed.
void rows_of_deleted_client(Planting& p) {
    p.book.has_client = false;
    p.book.packages.clear();
    p.book.domains.clear();
    p.book.log_ins.clear();
    p.book.databases.clear();
    p.book.mailboxes.clear();
    p.book.variables.clear();
    p.book.agreements.clear();
    p.add_credit(Decimal(1500, 2), "Left when the client went");
    while (p.book.invoices.size() > 2) {
        const std::int64_t gone = p.book.invoices.front().id;
        p.delete_ledger_of(gone);
        p.delete_invoice(gone);
    }
    p.also_all_of_client();
    p.at("client_invoice", p.book.invoices[0].id,
         "client " + std::to_string(p.book.client.id) + " is gone");
}

void payment_without_invoice(Planting& p) {
    InvoiceRow& invoice = p.invoice();
    RegisterRow& payment = p.payment_of(invoice);
    payment.invoice = 0;
    p.at("client_register", payment.id, "pays invoice " + std::to_string(invoice.id));
    p.also("client_invoice", invoice.id);
}

void lost_invoice(Planting& p) {
    const InvoiceRow lost = p.invoice();
    RegisterRow& debit = p.debit_of(lost);
    const std::int64_t payment = p.payment_of(lost).id;
    debit.invoice = 0;
    p.at("client_register", debit.id, "its invoice was never written");
    p.also("client_info", p.book.client.id);
    std::erase_if(p.book.ledger, [payment](const RegisterRow& row) { return row.id == payment; });
    p.delete_invoice(lost.id);
}

}  // namespace

void add_identity_defects(std::vector<Defect>& defects) {
    using enum Share;
    defects.insert(
        defects.end(),
        {{1, usual, "a service of a client who is gone", service_of_nobody},
         {2, usual, "a service of a deleted product", deleted_product},
         {4, rare, "a parent that is missing, self, circular or another client's", bad_parent,
          false, true},
         {10, usual, "invoices, ledger and credit of a deleted client", rows_of_deleted_client},
         {11, usual, "a payment that names no invoice", payment_without_invoice, true},
         {12, usual, "a debit whose invoice was never written", lost_invoice},
         {16, usual, "a registrar that no list has", registrar_beyond_the_list}});
}

}  // namespace tieout::sample
