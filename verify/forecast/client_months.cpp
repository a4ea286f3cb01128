#include "verify/forecast/client_months.h"

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
    const auto rest = [&](const Projection& projection, Bill Bills::*side) {
        rests_.push_back({projection.invoices.begin(), projection.invoices.end(), side});
    };
    rest(sides.faithful, &Bills::faithful);
    rest(sides.intended, &Bills::intended);
    rest(sides.target, &Bills::target);
}

bool ClientMonths::next() {
    months_.clear();
    const std::string* first = nullptr;
    for (const Rest& rest : rests_)
        if (rest.at != rest.end && (first == nullptr || ByKey()(rest.at->client, *first)))
            first = &rest.at->client;
    if (first == nullptr) return false;
    client_ = *first;
    for (Rest& rest : rests_)
        for (; rest.at != rest.end && !ByKey()(client_, rest.at->client); ++rest.at)
            add(*rest.at, months_[month_of(rest.at->run)].*rest.side);
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
