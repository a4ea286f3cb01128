#include "verify/forecast/client_months.h"

#include <algorithm>

namespace tieout::verify::forecast {
namespace {

void add(const ProjectedInvoice& invoice, Bill& bill) {
    ++bill.invoices;
    bill.total += invoice.total;
    bill.credit += invoice.credit;
    bill.tax += invoice.tax;
    for (const ProjectedLine& line : invoice.lines)
        bill.services[line.service] += line.recurring + line.setup + line.proration - line.discount;
}

}  // namespace

bool ByKey::operator()(const std::string& a, const std::string& b) const {
    return rules::key_before({{"", a}}, {{"", b}});
}

ClientMonths::ClientMonths(const Projections& sides) {
    add_runs(sides.faithful, &Bills::faithful);
    add_runs(sides.intended, &Bills::intended);
    add_runs(sides.target, &Bills::target);
    std::sort(runs_.begin(), runs_.end(),
              [](const Run& a, const Run& b) { return ByKey()(a.begin->client, b.begin->client); });
}

void ClientMonths::add_runs(const Projection& projection, Bill Bills::*side) {
    const ProjectedInvoice* at = projection.invoices.data();
    const ProjectedInvoice* const end = at + projection.invoices.size();
    while (at != end) {
        const ProjectedInvoice* const begin = at;
        at = std::find_if(begin, end,
                          [&](const auto& each) { return each.client != begin->client; });
        runs_.push_back({begin, at, side});
    }
}

bool ClientMonths::next() {
    months_.clear();
    if (at_ == runs_.size()) return false;
    client_ = runs_[at_].begin->client;
    for (; at_ < runs_.size() && runs_[at_].begin->client == client_; ++at_)
        for (const auto* invoice = runs_[at_].begin; invoice != runs_[at_].end; ++invoice)
            add(*invoice, months_[month_of(invoice->run)].*runs_[at_].side);
    return true;
}

bool differ(const Bills& bills) {
    return bills.intended.invoices != bills.target.invoices ||
           bills.intended.total != bills.target.total;
}

std::string month_of(Date day) {
    return day.text().substr(0, 7);
}

Decimal to_cents(const Decimal& amount) {
    return amount.rounded(2, Rounding::half_up);
}

}  // namespace tieout::verify::forecast
