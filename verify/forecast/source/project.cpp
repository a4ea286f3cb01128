#include "verify/forecast/source/project.h"

#include <algorithm>
#include <tuple>

#include "verify/forecast/source/credits.h"
#include "verify/forecast/source/excluded.h"
#include "verify/forecast/source/explain.h"
#include "verify/forecast/source/tax.h"

namespace tieout::verify::forecast::source {
namespace {

constexpr Reading readings[] = {Reading::faithful, Reading::intended};

// One service's charges in both readings.
struct Billing {
    const Service* service = nullptr;
    Charges charges[2];
};

struct Bill {
    std::vector<ProjectedInvoice> invoices;
    std::vector<Flag> flags;
};

// By run, and within it by service: the billings come by service.
std::vector<ProjectedInvoice> gathered(const std::string& client,
                                       const std::vector<Billing>& billings, Reading reading) {
    std::map<Date, ProjectedInvoice> by_run;
    for (const Billing& billing : billings)
        for (const Charge& charge : billing.charges[reading == Reading::intended]) {
            ProjectedInvoice& invoice = by_run[charge.run];
            invoice.gross += charge.amount();
            invoice.lines.push_back({billing.service->key, charge.recurring, charge.setup,
                                     charge.proration, charge.discount});
        }
    std::vector<ProjectedInvoice> invoices;
    for (auto& [run, invoice] : by_run) {
        invoice.lines.shrink_to_fit();
        invoice.client = client;
        invoice.run = run;
        invoices.push_back(std::move(invoice));
    }
    return invoices;
}

Bill bill(const Customer& customer, const std::vector<Billing>& billings, const Books& books,
          const std::vector<Credit>& credits, const Terms& terms, Reading reading) {
    Bill bill{gathered(customer.key, billings, reading), {}};
    CreditPurse purse(terms.use_credits ? credits : std::vector<Credit>(), reading);
    const Decimal rate = tax_rate(customer, books, terms, reading);
    for (ProjectedInvoice& invoice : bill.invoices) {
        CreditPurse::Use use = purse.use(invoice.gross, invoice.run);
        invoice.credit = use.used;
        invoice.tax = (invoice.gross - use.used).normalized() * rate;
        invoice.total =
            (invoice.gross - invoice.credit + invoice.tax).rounded(2, Rounding::half_up);
        std::move(use.flags.begin(), use.flags.end(), std::back_inserter(bill.flags));
    }
    return bill;
}

// The generator's tax on those whom the install leaves out.
void explain_tax(const Bill& faithful, const Bill& intended, const Customer& customer,
                 std::vector<Flag>& flags) {
    Decimal more;
    for (const ProjectedInvoice& invoice : faithful.invoices)
        more -= invoice.tax;
    if (more.is_zero() || !customer.exempt) return;
    for (const ProjectedInvoice& invoice : intended.invoices)
        if (!invoice.tax.is_zero()) return;
    flags.push_back({"exempt_but_taxed", customer.key, "", std::nullopt, more.normalized(),
                     "The client is exempt from tax, and the engine does not look at it."});
}

bool speaks_of(const Flag& flag, Date run) {
    return flag.run && *flag.run == run;
}

// The same lines and another credit, though no fault of the credits lies in this very invoice: the
// invoices before it have left another one.
void explain_credits(const Bill& faithful, const Bill& intended, std::vector<Flag>& flags) {
    for (const ProjectedInvoice& a : faithful.invoices) {
        const auto b = std::find_if(intended.invoices.begin(), intended.invoices.end(),
                                    [&](const ProjectedInvoice& i) { return i.run == a.run; });
        if (b == intended.invoices.end() || a.credit == b->credit) continue;
        const auto known = [&](const Flag& flag) { return speaks_of(flag, a.run); };
        if (std::any_of(faithful.flags.begin(), faithful.flags.end(), known)) continue;
        flags.push_back({"credit_carried", a.client, "", a.run, (a.credit - b->credit).normalized(),
                         "Invoices before this one have left another credit than they should."});
    }
}

template <class Row>
std::vector<const Row*> by_key(std::span<const Row* const> rows) {
    std::vector<const Row*> sorted(rows.begin(), rows.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Row* a, const Row* b) { return key_before(a->key, b->key); });
    return sorted;
}

// Of one client.
bool flag_before(const Flag& a, const Flag& b) {
    if (a.service != b.service) return key_before(a.service, b.service);
    return std::tie(a.id, a.run) < std::tie(b.id, b.run);
}

std::vector<Credit> copied(std::span<const Credit* const> rows) {
    std::vector<Credit> credits;
    for (const Credit* credit : by_key(rows))
        credits.push_back(*credit);
    return credits;
}

bool is_number(const std::string& key) {
    return !key.empty() && key.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

// What is found of one client.
struct Projector::Work {
    std::vector<Billing> billings;
    std::vector<Flag> flags;
    Exclusions excluded[2];
};

Projector::Projector(const Books& books, const Terms& terms)
    : books_(books),
      terms_(terms),
      zone_(terms.zone),
      calendar_(Calendar::of(terms, books.settings, zone_)),
      customers_(books.customers, &Customer::key),
      services_(books.services, &Service::client),
      credits_(books.credits, &Credit::client) {}

std::vector<const std::string*> Projector::clients() const {
    std::vector<const std::string*> keys;
    for (const Customer& customer : books_.customers)
        keys.push_back(&customer.key);
    for (const Service& service : books_.services)
        if (customers_.of(service.client).empty()) keys.push_back(&service.client);
    const auto text = [](const std::string* key) -> const std::string& { return *key; };
    std::ranges::sort(keys, {}, text);
    const auto again = std::ranges::unique(keys, {}, text);
    keys.erase(again.begin(), again.end());
    return keys;
}

Readings Projector::of(const std::string& client) {
    const auto customers = customers_.of(client);
    const Customer* const customer = customers.empty() ? nullptr : customers.front();
    Work work;
    for (const Service* service : by_key(services_.of(client)))
        look_at(*service, customer, work);
    Readings answer;
    if (customer != nullptr && customer->billed) bill_both(*customer, work, answer);
    std::stable_sort(work.flags.begin(), work.flags.end(), flag_before);
    answer.faithful.excluded = work.excluded[0].by_reason();
    answer.intended.excluded = work.excluded[1].by_reason();
    answer.intended.flags = work.flags;
    answer.faithful.flags = std::move(work.flags);
    return answer;
}

void Projector::look_at(const Service& service, const Customer* customer, Work& work) {
    const auto price = books_.prices.find(service.product);
    const Subject subject =
        subject_of(service, price == books_.prices.end() ? nullptr : &price->second, zone_);
    for (const Reading reading : readings)
        work.excluded[reading == Reading::intended].look_at(subject, customer, reading);
    if (customer == nullptr || !customer->billed) return;
    Billing billing{&service, {}};
    for (const Reading reading : readings)
        billing.charges[reading == Reading::intended] = charges(subject, calendar_, reading);
    auto flags = explain(subject, calendar_, billing.charges[0], billing.charges[1]);
    std::move(flags.begin(), flags.end(), std::back_inserter(work.flags));
    work.billings.push_back(std::move(billing));
}

void Projector::bill_both(const Customer& customer, Work& work, Readings& answer) const {
    const std::vector<Credit> credits = copied(credits_.of(customer.key));
    const auto billed = [&](Reading reading) {
        return bill(customer, work.billings, books_, credits, terms_, reading);
    };
    Bill faithful = billed(Reading::faithful), intended = billed(Reading::intended);
    explain_tax(faithful, intended, customer, work.flags);
    explain_credits(faithful, intended, work.flags);
    std::move(faithful.flags.begin(), faithful.flags.end(), std::back_inserter(work.flags));
    answer.faithful.invoices = std::move(faithful.invoices);
    answer.intended.invoices = std::move(intended.invoices);
}

bool key_before(const std::string& a, const std::string& b) {
    const bool a_number = is_number(a), b_number = is_number(b);
    if (a_number != b_number) return a_number;
    if (!a_number) return a < b;
    const std::size_t from_a = std::min(a.find_first_not_of('0'), a.size());
    const std::size_t from_b = std::min(b.find_first_not_of('0'), b.size());
    const std::size_t length_a = a.size() - from_a, length_b = b.size() - from_b;
    if (length_a != length_b) return length_a < length_b;
    const int order = a.compare(from_a, length_a, b, from_b, length_b);
    return order != 0 ? order < 0 : a < b;
}

}  // namespace tieout::verify::forecast::source
