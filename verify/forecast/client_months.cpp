#include "verify/forecast/client_months.h"

namespace tieout::verify::forecast {
namespace {

void add(const Projection& projection, Bill Bills::*side, ClientMonths& months) {
    for (const ProjectedInvoice& invoice : projection.invoices) {
        Bill& bill = months[invoice.client][month_of(invoice.run)].*side;
        ++bill.invoices;
        bill.total += invoice.total;
        bill.credit += invoice.credit;
        bill.tax += invoice.tax;
        for (const ProjectedLine& line : invoice.lines)
            bill.services[line.service] +=
                line.recurring + line.setup + line.proration - line.discount;
    }
}

}  // namespace

bool ByKey::operator()(const std::string& a, const std::string& b) const {
    return rules::key_before({{"", a}}, {{"", b}});
}

ClientMonths client_months(const Projections& sides) {
    ClientMonths months;
    add(sides.faithful, &Bills::faithful, months);
    add(sides.intended, &Bills::intended, months);
    add(sides.target, &Bills::target, months);
    return months;
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
