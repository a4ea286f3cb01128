#include "verify/forecast/source/project.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "verify/forecast/source/credits.h"
#include "verify/forecast/source/excluded.h"
#include "verify/forecast/source/explain.h"
#include "verify/forecast/source/renewals.h"
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

bool flag_before(const Flag& a, const Flag& b) {
    if (a.client != b.client) return key_before(a.client, b.client);
    if (a.service != b.service) return key_before(a.service, b.service);
    return std::tie(a.id, a.run) < std::tie(b.id, b.run);
}

template <class Row>
std::unordered_map<std::string, std::vector<const Row*>> by_client(const std::vector<Row>& rows) {
    std::unordered_map<std::string, std::vector<const Row*>> grouped;
    for (const Row& row : rows)
        grouped[row.client].push_back(&row);
    for (auto& [client, group] : grouped)
        std::stable_sort(group.begin(), group.end(),
                         [](const Row* a, const Row* b) { return key_before(a->key, b->key); });
    return grouped;
}

class Projector {
public:
    Projector(const Books& books, const Terms& terms)
        : books_(books),
          terms_(terms),
          zone_(terms.zone),
          calendar_(Calendar::of(terms, books.settings, zone_)),
          services_(by_client(books.services)),
          credits_(by_client(books.credits)) {}

    Readings project() {
        std::vector<const Customer*> customers;
        for (const Customer& customer : books_.customers)
            customers.push_back(&customer);
        std::stable_sort(
            customers.begin(), customers.end(),
            [](const Customer* a, const Customer* b) { return key_before(a->key, b->key); });
        for (const Customer* customer : customers)
            look_at(*customer);
        look_at_orphans();
        finish();
        return std::move(result_);
    }

private:
    void look_at(const Customer& customer);
    void look_at_orphans();
    void finish();
    std::vector<Billing> bill_services(const Customer& customer);
    std::vector<Credit> credits_of(const Customer& customer) const;

    Subject subject(const Service& service) {
        const auto price = books_.prices.find(service.product);
        return subject_of(service, price == books_.prices.end() ? nullptr : &price->second, zone_);
    }

    const Books& books_;
    const Terms& terms_;
    LocalTime zone_;
    Calendar calendar_;
    std::unordered_map<std::string, std::vector<const Service*>> services_;
    std::unordered_map<std::string, std::vector<const Credit*>> credits_;
    Exclusions excluded_[2];
    Readings result_;
    std::vector<Flag> flags_;
};

std::vector<Billing> Projector::bill_services(const Customer& customer) {
    std::vector<Billing> billings;
    const auto found = services_.find(customer.key);
    if (found == services_.end()) return billings;
    for (const Service* service : found->second) {
        const Subject subject = this->subject(*service);
        for (const Reading reading : readings)
            excluded_[reading == Reading::intended].look_at(subject, &customer, reading);
        if (!customer.billed) continue;
        Billing billing{service, {}};
        for (const Reading reading : readings)
            billing.charges[reading == Reading::intended] = charges(subject, calendar_, reading);
        auto flags = explain(subject, calendar_, billing.charges[0], billing.charges[1]);
        std::move(flags.begin(), flags.end(), std::back_inserter(flags_));
        billings.push_back(std::move(billing));
    }
    return billings;
}

std::vector<Credit> Projector::credits_of(const Customer& customer) const {
    std::vector<Credit> credits;
    const auto found = credits_.find(customer.key);
    if (found != credits_.end())
        for (const Credit* credit : found->second)
            credits.push_back(*credit);
    return credits;
}

void Projector::look_at(const Customer& customer) {
    const std::vector<Billing> billings = bill_services(customer);
    services_.erase(customer.key);
    if (!customer.billed) return;
    const std::vector<Credit> credits = credits_of(customer);
    Bill faithful = bill(customer, billings, books_, credits, terms_, Reading::faithful);
    Bill intended = bill(customer, billings, books_, credits, terms_, Reading::intended);
    explain_tax(faithful, intended, customer, flags_);
    explain_credits(faithful, intended, flags_);
    std::move(faithful.flags.begin(), faithful.flags.end(), std::back_inserter(flags_));
    std::move(faithful.invoices.begin(), faithful.invoices.end(),
              std::back_inserter(result_.faithful.invoices));
    std::move(intended.invoices.begin(), intended.invoices.end(),
              std::back_inserter(result_.intended.invoices));
}

// Services of clients that are not there: what nobody has asked for.
void Projector::look_at_orphans() {
    for (const auto& [client, services] : services_)
        for (const Service* service : services)
            for (const Reading reading : readings)
                excluded_[reading == Reading::intended].look_at(subject(*service), nullptr,
                                                                reading);
}

void Projector::finish() {
    std::sort(flags_.begin(), flags_.end(), flag_before);
    result_.faithful.excluded = excluded_[0].by_reason();
    result_.intended.excluded = excluded_[1].by_reason();
    result_.intended.flags = flags_;
    result_.faithful.flags = std::move(flags_);
}

bool is_number(const std::string& key) {
    return !key.empty() && key.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

Readings project(const Books& books, const Terms& terms) {
    return Projector(books, terms).project();
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
