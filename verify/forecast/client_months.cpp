#include "verify/forecast/client_months.h"

#include "rules/finding.h"

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

void add(const Projection& projection, Bill Bills::*side, Months& months) {
    for (const ProjectedInvoice& invoice : projection.invoices)
        add(invoice, months[month_of(invoice.run)].*side);
}

}  // namespace

Months months_of(const Projections& sides) {
    Months months;
    add(sides.faithful, &Bills::faithful, months);
    add(sides.intended, &Bills::intended, months);
    add(sides.target, &Bills::target, months);
    return months;
}

bool ByKey::operator()(const std::string& a, const std::string& b) const {
    return rules::key_before({{"", a}}, {{"", b}});
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
