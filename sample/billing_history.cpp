#include "sample/billing_history.h"

#include <algorithm>
#include <array>

#include "sample/client_story.h"
#include "sample/support.h"

namespace tieout::sample {

namespace {

constexpr int threshold_day = 20;  // from this day on an order pays the next period at once
constexpr int due_day = 15;
constexpr int days_of_v3 = 365;  // the host upgraded to v4 after a year
const Decimal nothing(0, 2);

Decimal to_cents(const Decimal& amount) {
    return amount.rounded(2, Rounding::half_up);
}

// n / d to the cent, half up, without leaving integers.
Decimal fraction_of(const Decimal& amount, int n, int d) {
    const int128 cents = amount.rounded(2, Rounding::half_up).coefficient() * n;
    return Decimal((2 * cents + d) / (2 * d), 2);
}

class Life {
public:
    Life(const Host& host, std::int64_t number, const Shape& shape)
        : host_(host),
          shape_(shape),
          random_(host.seed, 1, static_cast<std::uint64_t>(number)),
          story_(story_of(host, number, shape, random_)),
          services_(story_.services) {
        book_.client = story_.client;
    }

    Book lived() {
        give_credits();
        for (Month month = Month::of(story_.signed_up); month <= Month::of(host_.as_of);
             month = month + 1) {
            renew(month);
            place_orders(month);
        }
        write_down_services();
        return std::move(book_);
    }

private:
    void give_credits();
    void renew(Month month);
    void place_orders(Month month);
    void bill_order(Service& service, std::size_t position, InvoiceRow& invoice);
    void add_line(const Service& service, std::size_t position, InvoiceRow& invoice, Decimal full,
                  Decimal setup, Decimal prorated);
    void close(InvoiceRow& invoice, Date day);
    void apply_credits(InvoiceRow& invoice, Date day);
    void settle(InvoiceRow& invoice, Date day);
    void pay(InvoiceRow& invoice, Date day);
    bool stays_open(Date day);
    void ledger(const InvoiceRow& invoice, Date day, const std::string& what,
                const std::string& bill, const std::string& payment);
    void write_down_services();
    void write_down_domain(const Service& service);
    std::string unused() { return random_.percent(30) ? "" : "0"; }
    UnixTime some_time(Date day) { return sample::some_time(host_, random_, day); }
    Date paying_day(Date entered);

    const Host& host_;
    const Shape& shape_;
    Random random_;
    Story story_;
    std::vector<Service>& services_;  // the story's, as billing moves them on
    Book book_;
    std::vector<Date> credit_days_;
};

void Life::give_credits() {
    if (shape_.steady || !random_.percent(12)) return;
    const int count = random_.percent(30) ? 2 : 1;
    for (int i = 0; i < count; ++i) {
        static constexpr std::array<std::string_view, 4> reasons{
            "Goodwill for the outage", "Overpayment", "Referral of a friend",
            "Café voucher – March"};
        CreditRow credit;
        credit.id = i + 1;
        credit.client = book_.client.id;
        credit.amount = Decimal(random_.between(300, 6000), 2);
        credit.comments = random_.pick(reasons);
        credit_days_.push_back(Date{story_.signed_up.days +
                                    random_.below(host_.as_of.days - story_.signed_up.days + 1)});
        credit.saved = some_time(credit_days_.back());
        book_.credits.push_back(credit);
    }
}

void Life::renew(Month month) {
    InvoiceRow invoice;
    for (std::size_t i = 0; i < services_.size() && !story_.pending; ++i) {
        Service& service = services_[i];
        if (service.once() || service.row.renewed_on == 0 || service.due != month ||
            service.ends <= month)
            continue;
        add_line(service, i, invoice, service.charge(), nothing, nothing);
        service.due = month + service.interval_months();
        service.row.renewed_on = host_.calendar.first_of(month);
    }
    if (!invoice.lines.packages.empty() || !invoice.lines.domains.empty())
        close(invoice, month.first());
}

void Life::place_orders(Month month) {
    for (std::size_t i = 0; i < services_.size(); ++i) {
        const Date day = services_[i].ordered;
        if (Month::of(day) != month || services_[i].row.renewed_on != 0) continue;
        InvoiceRow invoice;
        for (std::size_t j = i; j < services_.size(); ++j)
            if (services_[j].ordered == day && services_[j].row.renewed_on == 0)
                bill_order(services_[j], j, invoice);
        close(invoice, day);
    }
}

// The order form with pro-rating (3.7): the rest of the month, and the first period too when the
// month is nearly over.
void Life::bill_order(Service& service, std::size_t position, InvoiceRow& invoice) {
    const Month month = Month::of(service.ordered);
    const int day = service.ordered.civil().day;
    Decimal full = service.charge(), prorated = nothing;
    if (service.once()) {
        service.due = never;
    } else if (service.of_domain() || service.cycle > 100 || day == 1) {
        service.due = month + service.interval_months();
    } else {
        prorated = fraction_of(service.unit * Decimal::of(service.row.quantity),
                               month.days() - day + 1, month.days());
        if (day < threshold_day) full = nothing;
        service.due = month + 1 + (day < threshold_day ? 0 : service.interval_months());
    }
    service.row.start = host_.calendar.midnight(service.ordered);
    service.row.renewed_on = service.row.start;
    add_line(service, position, invoice, full, service.setup, prorated);
}

void Life::add_line(const Service& service, std::size_t position, InvoiceRow& invoice, Decimal full,
                    Decimal setup, Decimal prorated) {
    const Decimal rate = service.row.discount;
    for (Decimal* amount : {&full, &setup, &prorated}) {
        const Decimal off = to_cents(*amount * rate);
        invoice.subtotal += *amount;
        invoice.discount += off;
        *amount -= off;
    }
    Snapshot& lines = invoice.lines;
    if (lines.cycle.empty()) lines.cycle = service.row.cycle;
    if (service.of_domain())
        lines.domains.push_back(
            {service.domain, service.years, full, static_cast<std::int64_t>(position) + 1});
    else
        lines.packages.push_back({static_cast<std::int64_t>(position) + 1, service.product->name,
                                  service.row.cycle, service.row.quantity, full, setup, prorated,
                                  service.domain});
}

void Life::close(InvoiceRow& invoice, Date day) {
    const Month month = Month::of(day);
    invoice.id = static_cast<std::int64_t>(book_.invoices.size()) + 1;
    invoice.client = book_.client.id;
    invoice.by_v3 = day.days < host_.opened.days + days_of_v3;
    invoice.entered = host_.calendar.midnight(day);
    const Date due = month.day(due_day);
    invoice.due = host_.calendar.midnight(due < day ? (month + 1).day(due_day) : due);
    invoice.saved = some_time(day);
    invoice.method = book_.client.method;
    invoice.amount = invoice.subtotal - invoice.discount;
    apply_credits(invoice, day);
    const TaxZone* zone = book_.client.apply_tax == 0
                              ? nullptr
                              : host_.catalogue.zone(book_.client.country, book_.client.state);
    if (zone != nullptr) {
        invoice.tax_zone = zone->id;
        invoice.tax = to_cents(invoice.amount * zone->percent * Decimal(1, 2));
        invoice.amount += invoice.tax;
    }
    invoice.lines.next_total = invoice.amount;
    invoice.lines.next_time = host_.calendar.first_of(month + 1);
    ledger(invoice, day, "Invoice generated", invoice.amount.text(), unused());
    settle(invoice, day);
    book_.invoices.push_back(std::move(invoice));
}

void Life::apply_credits(InvoiceRow& invoice, Date day) {
    for (std::size_t i = 0; i < book_.credits.size(); ++i) {
        CreditRow& credit = book_.credits[i];
        if (credit_days_[i] >= day || credit.amount.is_zero() || invoice.amount.is_zero()) continue;
        const Decimal used = std::min(credit.amount, invoice.amount);
        credit.comments +=
            "\n" + day.text() + " was " + credit.amount.text() + ", used " + used.text();
        credit.amount -= used;
        credit.saved = invoice.saved;
        invoice.amount -= used;
        invoice.lines.applied_credit += used;
    }
}

Date Life::paying_day(Date entered) {
    const std::string& method = book_.client.method;
    if (method == "1" || method == "3") return entered;
    const Date later{entered.days + random_.between(1, random_.percent(85) ? 14 : 45)};
    return later;
}

// Late payers, the last bills of those who left, and fraud.
bool Life::stays_open(Date day) {
    if (shape_.steady) return false;
    if (story_.pending || book_.client.status == "5") return true;
    if (story_.leaves != never && Month::of(day) + 1 >= story_.leaves) return random_.percent(70);
    return host_.as_of.days - day.days < 60 && random_.percent(20);
}

void Life::settle(InvoiceRow& invoice, Date day) {
    if (invoice.amount.is_zero()) {
        invoice.paid_on = invoice.entered;
        return;
    }
    const Date paid = shape_.steady ? day : paying_day(day);
    if (stays_open(day) || paid > host_.as_of) return;
    pay(invoice, paid);
}

void Life::pay(InvoiceRow& invoice, Date day) {
    invoice.paid = invoice.amount;
    invoice.paid_on = host_.calendar.midnight(day);
    invoice.saved = some_time(day);
    const bool card = invoice.method == "1" || invoice.method == "3";
    invoice.auth_return = card ? 1 : 0;
    invoice.auth_code = card ? random_.between(100000, 999999) : 0;
    const bool twice =
        !shape_.steady && !card && random_.percent(4) && invoice.amount > Decimal(200, 2);
    const Decimal first = twice ? fraction_of(invoice.amount, 1, 2) : invoice.amount;
    ledger(invoice, day, "Payment received, thank you", unused(), first.text());
    if (twice)
        ledger(invoice, day, "Payment, second part", unused(), (invoice.amount - first).text());
}

void Life::ledger(const InvoiceRow& invoice, Date day, const std::string& what,
                  const std::string& bill, const std::string& payment) {
    RegisterRow row;
    row.id = static_cast<std::int64_t>(book_.ledger.size()) + 1;
    row.client = book_.client.id;
    row.invoice = invoice.id;
    row.date = host_.calendar.midnight(day);
    row.description = what;
    row.bill = bill;
    row.payment = payment;
    book_.ledger.push_back(std::move(row));
}

void Life::write_down_services() {
    for (std::size_t i = 0; i < services_.size(); ++i) {
        Service& service = services_[i];
        PackageRow& row = service.row;
        row.id = static_cast<std::int64_t>(i) + 1;
        row.client = book_.client.id;
        if (row.status.empty()) row.status = "2";
        row.renew = service.once() ? 1 : host_.calendar.first_of(service.due);
        row.saved = row.renewed_on + 4 * 3600 + random_.below(3600);
        if (service.parent >= 0)
            row.parent = service.parent + 1;
        else if (random_.percent(50))
            row.parent = 0;
        if (!service.domain.empty()) row.domain = service.domain;
        if (service.of_domain()) {
            row.comments = service.domain;
            write_down_domain(service);
        } else {
            row.username = book_.client.username;
        }
        book_.packages.push_back(row);
    }
}

void Life::write_down_domain(const Service& service) {
    static constexpr std::array<int, 6> registrars{2, 2, 4, 4, 14, 6};
    DomainRow domain;
    domain.id = static_cast<std::int64_t>(book_.domains.size()) + 1;
    domain.client = book_.client.id;
    domain.name = service.domain;
    const Date::Civil created = service.ordered.civil();
    const Month paid_until = service.due;
    domain.created = host_.calendar.midnight(service.ordered);
    domain.expires = host_.calendar.midnight(paid_until.day(created.day));
    domain.registrar = random_.pick(registrars);
    domain.monitor = random_.percent(80) ? 1 : 2;
    book_.domains.push_back(std::move(domain));
}

}  // namespace

Book live(const Host& host, std::int64_t number, const Shape& shape) {
    Book book = Life(host, number, shape).lived();
    ask_and_answer(host, number, book);
    return book;
}

}  // namespace tieout::sample
