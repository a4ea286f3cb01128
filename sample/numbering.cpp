#include "sample/numbering.h"

#include <string_view>

namespace tieout::sample {

namespace {

// Thirty days are month enough to order ids by.
std::size_t bucket(UnixTime time) {
    return static_cast<std::size_t>(time / (30 * 86'400));
}

// Another text for each id: multiplying by an odd number only changes the order.
std::string scrambled(std::int64_t id, std::size_t length) {
    static constexpr std::string_view letters = "0123456789ABCDEFGHJKLMNPQRSTVWXY";
    std::uint64_t rest = static_cast<std::uint64_t>(id) * 0x9e3779b97f4a7c15u;
    std::string made;
    for (; made.size() < length; rest >>= 5)
        made.push_back(letters[rest & 31]);
    return made;
}

void name_transactions(Book& book) {
    for (InvoiceRow& invoice : book.invoices)
        for (RegisterRow* row : book.ledger_of(invoice.id)) {
            if (row->payment.empty() || row->payment == "0") continue;
            invoice.transaction = transaction(row->id, invoice.method);
            row->tracker = invoice.transaction.substr(0, 11);
        }
}

}  // namespace

std::string transaction(std::int64_t payment, const std::string& method) {
    if (method == "5") return scrambled(payment, 10) + "A" + scrambled(payment, 6);
    if (method == "2" || method == "50") return "";
    return std::to_string(2'000'000'000 + payment);
}

void Numbering::count(const Book& book) {
    const auto one = [this](Numbered kind, UnixTime time) {
        std::vector<std::int64_t>& months = months_[static_cast<std::size_t>(kind)];
        if (months.size() <= bucket(time)) months.resize(bucket(time) + 1);
        ++months[bucket(time)];
    };
    for (const PackageRow& row : book.packages)
        one(Numbered::package, row.start);
    for (const DomainRow& row : book.domains)
        one(Numbered::domain, row.created);
    for (const InvoiceRow& row : book.invoices)
        one(Numbered::invoice, row.entered);
    for (const RegisterRow& row : book.ledger)
        one(Numbered::ledger, row.date);
    for (const CreditRow& row : book.credits)
        one(Numbered::credit, row.saved);
    for (const TicketRow& row : book.tickets)
        one(Numbered::ticket, row.asked);
    for (const TicketLogRow& row : book.ticket_log)
        one(Numbered::ticket_log, row.written);
    for (const EventRow& row : book.events)
        one(Numbered::event, row.written);
}

void Numbering::begin() {
    for (std::size_t kind = 0; kind < kinds; ++kind) {
        std::int64_t next = 1;
        for (std::int64_t& month : months_[kind]) {
            const std::int64_t rows = month;
            month = next;
            next += rows;
        }
        extra_[kind] = next;
    }
}

std::int64_t Numbering::take(Numbered kind, UnixTime time) {
    return months_[static_cast<std::size_t>(kind)][bucket(time)]++;
}

void Numbering::number(Book& book) {
    for (PackageRow& row : book.packages)
        row.id = take(Numbered::package, row.start);
    for (PackageRow& row : book.packages)
        if (row.parent.value_or(0) > 0)
            row.parent = book.packages[static_cast<std::size_t>(*row.parent - 1)].id;
    for (DomainRow& row : book.domains)
        row.id = take(Numbered::domain, row.created);
    for (InvoiceRow& row : book.invoices) {
        row.id = take(Numbered::invoice, row.entered);
        for (PackageLine& line : row.lines.packages)
            line.package = book.packages[static_cast<std::size_t>(line.package - 1)].id;
        for (DomainLine& line : row.lines.domains)
            line.package = book.packages[static_cast<std::size_t>(line.package - 1)].id;
    }
    for (RegisterRow& row : book.ledger) {
        row.id = take(Numbered::ledger, row.date);
        if (row.invoice > 0)
            row.invoice = book.invoices[static_cast<std::size_t>(row.invoice - 1)].id;
    }
    for (CreditRow& row : book.credits)
        row.id = take(Numbered::credit, row.saved);
    for (TicketRow& row : book.tickets)
        row.id = take(Numbered::ticket, row.asked);
    for (TicketLogRow& row : book.ticket_log) {
        row.id = take(Numbered::ticket_log, row.written);
        row.ticket = book.tickets[static_cast<std::size_t>(row.ticket - 1)].id;
    }
    for (EventRow& row : book.events)
        row.id = take(Numbered::event, row.written);
    name_transactions(book);
}

}  // namespace tieout::sample
