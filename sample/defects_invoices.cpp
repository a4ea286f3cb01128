// modernbill.md 5.5, first half: invoices that disagree with their lines, their state or their
// size.
#include "sample/defect.h"

namespace tieout::sample {

namespace {

const Decimal one(100, 2);

void lines_do_not_sum(Planting& p) {
    p.marked_invoice(p.turn(2, 3) ? "one too much; another invoice has one too little"
                                  : "a line was edited");
    p.invoice().lines.packages[0].recurring += p.turn(1, 3) ? Decimal(-1, 2) : one;
    if (!p.turn(2, 3)) return;
    p.invoice(1).lines.packages[0].recurring -= one;
    p.also("client_invoice", p.invoice(1).id);
}

std::string slashed(const std::string& text) {
    std::string made;
    for (const char c : text)
        made.append(c == '"' ? "\\\"" : std::string(1, c));
    return made;
}

void unreadable_snapshot(Planting& p) {
    InvoiceRow& row = p.marked_invoice();
    std::string text = serialize(row.lines);
    if (p.turn(0, 3)) text.replace(text.find("s:12:\"order_totals"), 4, "s:13");
    if (p.turn(1, 3)) text = slashed(text);
    if (p.turn(2, 3)) text.resize(text.size() * 3 / 5);
    row.serialized = text;
    p.at("client_invoice", row.id, p.variant({"a length is wrong", "slashes were added", "cut"}));
}

// French, which the words of the pack do not know; cut by the column; nothing but the log.
void only_a_page(Planting& p) {
    InvoiceRow& row = p.marked_invoice(p.variant(
        {"a page in French", "a page that was cut", "neither page nor serialised lines"}));
    row.serialized = "";
    const std::string amount = row.lines.sum().text();
    if (p.turn(0, 3))
        row.page =
            "<table><tr><td>Désignation</td><td>Montant</td></tr><tr><td>Hébergement</td><td>" +
            amount + "</td></tr><tr><td>Sous-total</td><td>" + amount +
            "</td></tr><tr><td>Total</td><td>" + amount + "</td></tr></table>";
    if (p.turn(1, 3)) {
        const std::string whole = as_html(row.lines, row.tax, row.amount);
        row.page = whole.substr(0, whole.find(amount) + 2);
    }
    if (p.turn(2, 3)) row.page = "";
}

void renamed_since(Planting& p) {
    p.marked_invoice("the product has another name today").lines.packages[0].name =
        "Classic Webspace";
}

void part_paid(Planting& p) {
    InvoiceRow& row = p.marked_invoice();
    row.paid = Decimal(row.amount.coefficient() / 2, 2);
    p.payment_of(row).payment = row.paid.text();
}

void paid_twice(Planting& p) {
    InvoiceRow& row = p.marked_invoice();
    RegisterRow& again = p.add_ledger_row(row, "Payment received, thank you");
    again.payment = row.amount.text();
    again.tracker = transaction(again.id, row.method).substr(0, 11);
    row.paid = row.amount + row.amount;
    p.also("client_register", again.id);
}

void wiped_by_decline(Planting& p) {
    InvoiceRow& row = p.marked_invoice("a declined card wiped the payment");
    row.paid = Decimal(0, 2);
    row.paid_on = 0;
    row.auth_return = 2;
    p.also("client_register", p.payment_of(row).id);
    p.also("client_info", p.book.client.id);
}

// Two credits, each below the amount owed, were both consumed (3.10, example 6).
void below_zero(Planting& p) {
    InvoiceRow& row = p.marked_invoice("credits of more than was owed");
    const std::int64_t payment = p.payment_of(row).id;
    row.amount = Decimal(-2000, 2);
    row.paid = Decimal(0, 2);
    row.tax = Decimal(0, 2);
    row.tax_zone = 0;
    row.transaction.clear();
    p.debit_of(row).bill = row.amount.text();
    p.also("client_register", p.debit_of(row).id);
    p.also("client_info", p.book.client.id);
    std::erase_if(p.book.ledger,
                  [payment](const RegisterRow& entry) { return entry.id == payment; });
}

void shared_transaction(Planting& p) {
    InvoiceRow& row = p.marked_invoice();
    row.transaction = p.invoice(1).transaction = "SHARED" + std::to_string(row.id);
    p.also("client_invoice", p.invoice(1).id);
}

void deleted_invoice(Planting& p) {
    const InvoiceRow gone = p.invoice();
    p.at("client_register", p.debit_of(gone).id, "invoice " + std::to_string(gone.id) + " is gone");
    p.also("client_register", p.payment_of(gone).id);
    p.delete_invoice(gone.id);
}

void no_status(Planting& p) {
    InvoiceRow& row = p.marked_invoice();
    row.status = p.turn(0, 2) ? std::nullopt : std::optional<std::int64_t>(0);
}

void greatest_amount(Planting& p) {
    InvoiceRow& row = p.marked_invoice("the greatest that v4 holds");
    p.set_price(row, Decimal(9'999'999'999, 2));
}

}  // namespace

void add_invoice_defects(std::vector<Defect>& defects) {
    using enum Share;
    defects.insert(defects.end(),
                   {{56, common, "an invoice without serialised lines", only_a_page},
                    {57, usual, "lines that do not sum to the invoice", lines_do_not_sum},
                    {58, rare, "a snapshot that cannot be read", unreadable_snapshot},
                    {59, usual, "a product that was renamed since", renamed_since},
                    {60, common, "part-paid, with a date of payment", part_paid, true},
                    {61, usual, "more paid than asked", paid_twice},
                    {62, usual, "a payment that only the ledger knows", wiped_by_decline},
                    {63, usual, "an invoice below zero", below_zero},
                    {71, usual, "one transaction of two invoices", shared_transaction, true},
                    {73, usual, "a ledger row of a deleted invoice", deleted_invoice},
                    {78, usual, "an invoice without v4's status", no_status, true},
                    {120, usual, "an amount at the limit of its column", greatest_amount, true}});
}

}  // namespace tieout::sample
