// modernbill.md 5.5, second half: the ledger and credits.
#include "sample/defect.h"

namespace tieout::sample {

namespace {

void odd_amount_text(Planting& p) {
    InvoiceRow& row = p.invoice();
    RegisterRow& debit = p.debit_of(row);
    if (p.turn(0, 2)) {
        debit.bill = (row.amount.text() + "448275").substr(0, 11);
        p.at("client_register", debit.id, "unrounded: " + debit.bill);
    } else {
        p.set_price(row, Decimal(123'450, 2));
        debit.bill = "1,234.50";
        p.at("client_register", debit.id, "a thousands comma");
    }
    p.also("client_info", p.book.client.id);
}

void unbalanced(Planting& p) {
    RegisterRow& row = p.add_ledger_row(p.invoice(), "Adjustment, goodwill");
    row.invoice = 0;
    row.payment = "5.00";
    p.client("an adjustment that no invoice knows");
    p.also("client_register", row.id);
}

void refund_as_payment(Planting& p) {
    InvoiceRow& invoice = p.invoice();
    invoice.status = 4;
    invoice.paid = Decimal(0, 2);
    invoice.paid_on = 0;
    RegisterRow& row = p.add_ledger_row(invoice, "PayPal reversal (refund)");
    row.payment = invoice.amount.text();
    p.at("client_register", row.id, "of invoice " + std::to_string(invoice.id));
    p.also("client_invoice", invoice.id);
    p.also("client_info", p.book.client.id);
}

void credit_cut_at_comma(Planting& p) {
    const CreditRow& row =
        p.add_credit(Decimal(100, 2), "Refund of a server\nwas 1,275.00, used 40.50");
    p.at("client_credit", row.id, "1,234.50 became 1.00");
}

void credit_never_reduced(Planting& p) {
    const Decimal amount(500, 2);
    const CreditRow& row = p.add_credit(amount, "Renée's goodwill, don't ask");
    p.at("client_credit", row.id, "used on two invoices, still whole");
    for (const int nth : {0, 1}) {
        InvoiceRow& invoice = p.invoice(nth);
        p.set_amount(invoice, invoice.amount - amount);
        invoice.lines.applied_credit = amount;
        p.also("client_invoice", invoice.id);
    }
}

}  // namespace

void add_payment_defects(std::vector<Defect>& defects) {
    using enum Share;
    defects.insert(
        defects.end(),
        {{65, usual, "a ledger amount with a comma or eight decimals", odd_amount_text, true},
         {66, common, "a balance that no invoice explains", unbalanced, true},
         {67, usual, "a refund written as a payment", refund_as_payment},
         {68, rare, "a credit cut at its thousands comma", credit_cut_at_comma},
         {69, rare, "a credit that is never reduced", credit_never_reduced}});
}

}  // namespace tieout::sample
