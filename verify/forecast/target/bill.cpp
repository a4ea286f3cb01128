#include "verify/forecast/target/bill.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "rules/finding.h"
#include "verify/forecast/target/charges.h"
#include "verify/forecast/target/months.h"

namespace tieout::verify::forecast::target {
namespace {

bool is_billed(const std::string& status, const Settings& settings) {
    return status == "active" || (settings.bill_suspended && status == "suspended");
}

// One client's account while it is billed.
class Account {
public:
    Account(const Rows& rows, const Client& client, const Terms& terms, Projection& into)
        : rows_(rows),
          client_(client),
          terms_(terms),
          calendar_{client.mode.value_or(rows.settings.mode.value_or(terms.mode)),
                    rows.settings.bill_day.value_or(terms.bill_day), rows.settings.days_before,
                    terms.as_of, terms.months},
          into_(into) {}

    void add(const Service& service) {
        const ServiceCharges charged = charges_of(service, client_, calendar_);
        for (const auto& [run, line] : charged.lines)
            invoices_[run].push_back(line);
        for (const Flag& flag : charged.flags)
            into_.flags.push_back(flag);
        if (service.status == "suspended" && !charged.lines.empty())
            flag_suspended(service, charged);
    }

    void close(Decimal credit) {
        const Decimal rate = tax_rate();
        const bool exempt = client_.tax_exempt && !terms_.flat_tax_rate;
        Decimal untaxed;
        for (auto& [run, lines] : invoices_) {
            lines.shrink_to_fit();
            ProjectedInvoice invoice{client_.client, run, {}, {}, {}, {}, std::move(lines)};
            for (const ProjectedLine& line : invoice.lines)
                invoice.gross += net(line);
            if (terms_.use_credits && credit > Decimal() && invoice.gross > Decimal())
                invoice.credit = std::min(credit, invoice.gross);
            credit = (credit - invoice.credit).rounded(2, Rounding::half_up);
            const Decimal tax = (invoice.gross - invoice.credit) * rate;
            (exempt ? untaxed : invoice.tax) += tax;
            invoice.total =
                (invoice.gross - invoice.credit + invoice.tax).rounded(2, Rounding::half_up);
            into_.invoices.push_back(std::move(invoice));
        }
        flag_client(untaxed);
    }

private:
    Decimal tax_rate() const {
        if (!terms_.taxed) return {};
        if (terms_.flat_tax_rate) return *terms_.flat_tax_rate;
        Decimal region, country;
        bool of_region = false;
        for (const TaxRule& rule : rows_.tax_rules) {
            if (client_.country.empty() || rule.country != client_.country) continue;
            if (rule.region.empty()) country += rule.rate;
            if (rule.region.empty() || rule.region != client_.region) continue;
            region += rule.rate;
            of_region = true;
        }
        return of_region ? region : country;
    }

    void flag_suspended(const Service& service, const ServiceCharges& charged) {
        Decimal amount;
        for (const auto& [run, line] : charged.lines)
            amount += net(line);
        into_.flags.push_back({"suspended_billed", client_.client, service.service, std::nullopt,
                               amount, "suspended, and billed because a setting says so"});
    }

    void flag_client(const Decimal& untaxed) {
        if (invoices_.empty()) return;
        if (!untaxed.is_zero())
            into_.flags.push_back({"tax_exempt", client_.client, "", std::nullopt, untaxed,
                                   "a tax rule would apply, and the client is exempt"});
        if (calendar_.mode != terms_.mode)
            into_.flags.push_back({"other_mode", client_.client, "", std::nullopt, Decimal(),
                                   calendar_.mode == BillingMode::monthly
                                       ? "is billed monthly, on one day"
                                       : "is billed on each service's own day"});
    }

    const Rows& rows_;
    const Client& client_;
    const Terms& terms_;
    const Calendar calendar_;
    Projection& into_;
    std::map<Date, std::vector<ProjectedLine>> invoices_;
};

// Flag of what is in order to be billed and cannot be; "": it can be. What does not recur waits for
// nobody's run.
std::string unbillable(const Service& service) {
    if (!service.cycle.recurs()) return "";
    if (!service.next_renewal) return "no_renewal";
    return service.override_price || service.price ? "" : "no_price";
}

// Services of one client that are not billed.
class Exclusions {
public:
    void add(const Service& service, const std::string& reason) {
        if (!service.cycle.recurs()) return;
        Excluded& excluded = reasons_[reason];
        excluded.reason = reason;
        ++excluded.services;
        excluded.a_month += a_month(service);
    }

    std::vector<Excluded> by_reason() const {
        std::vector<Excluded> list;
        for (const auto& [reason, excluded] : reasons_)
            list.push_back(excluded);
        return list;
    }

private:
    std::map<std::string, Excluded> reasons_;
};

void exclude_and_flag(const Service& service, const std::string& why, Exclusions& excluded,
                      Projection& projection) {
    const bool no_price = why == "no_price";
    excluded.add(service, no_price ? "service has no price" : "service has no renewal date");
    projection.flags.push_back(
        {why, service.client, service.service, std::nullopt, Decimal(),
         no_price ? "the catalogue has no price for its product and cycle: it is never billed"
                  : "active and recurring without a renewal date: it is never billed"});
}

bool key_before(const std::string& a, const std::string& b) {
    return a != b && rules::key_before({{"", a}}, {{"", b}});
}

std::vector<const Service*> by_key(std::span<const Service* const> rows) {
    std::vector<const Service*> services(rows.begin(), rows.end());
    std::stable_sort(services.begin(), services.end(), [](const Service* a, const Service* b) {
        return key_before(a->service, b->service);
    });
    return services;
}

}  // namespace

Projector::Projector(const Rows& rows, const Terms& terms)
    : rows_(rows),
      terms_(terms),
      clients_(&Client::client, rows.clients),
      services_(&Service::client, rows.services),
      credits_(&Credit::client, rows.credits) {}

Projection Projector::of(const std::string& key) const {
    Projection projection;
    Exclusions excluded;
    Decimal credit;
    for (const Credit* each : credits_.of(key))
        credit += each->remaining;
    const std::vector<const Service*> services = by_key(services_.of(key));
    for (const Client* client : clients_.of(key)) {
        const bool billed = is_billed(client->status, rows_.settings);
        Account account(rows_, *client, terms_, projection);
        for (const Service* service : services) {
            if (!billed)
                excluded.add(*service, "client is " + client->status);
            else if (!is_billed(service->status, rows_.settings))
                excluded.add(*service, "service is " + service->status);
            else if (const std::string why = unbillable(*service); !why.empty())
                exclude_and_flag(*service, why, excluded, projection);
            else
                account.add(*service);
        }
        account.close(credit);
    }
    std::stable_sort(projection.flags.begin(), projection.flags.end(),
                     [](const Flag& a, const Flag& b) {
                         if (a.service != b.service) return key_before(a.service, b.service);
                         return std::tie(a.id, a.run) < std::tie(b.id, b.run);
                     });
    projection.excluded = excluded.by_reason();
    return projection;
}

}  // namespace tieout::verify::forecast::target
