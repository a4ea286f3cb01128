#include "verify/forecast/target/charges.h"

#include <fmt/format.h>

#include <algorithm>

#include "verify/forecast/target/months.h"

namespace tieout::verify::forecast::target {
namespace {

// Parts of a month are endless fractions; twelve digits are far below what can move a cent.
constexpr int fine = 12;

// amount x part / whole, half up at `digits`.
Decimal share(const Decimal& amount, std::int64_t part, std::int64_t whole, int digits) {
    const Decimal product = (amount * Decimal::of(part)).rounded(digits + 1, Rounding::down);
    const int128 halves = product.coefficient() / whole;  // one digit more than is kept
    return Decimal(halves, digits + 1).rounded(digits, Rounding::half_up);
}

std::optional<Decimal> unit_of(const Service& service) {
    return service.override_price ? service.override_price : service.price;
}

class Charging {
public:
    Charging(const Service& service, const Client& client, const Calendar& calendar)
        : service_(service), client_(client), calendar_(calendar) {}

    ServiceCharges run() {
        const auto unit = unit_of(service_);
        if (!service_.cycle.recurs() || !service_.next_renewal || !unit) return {};
        const Decimal charge = *unit * service_.quantity;
        for (int n = 0;; ++n) {
            const Date begins = step(*service_.next_renewal, service_.cycle, n);
            if (calendar_.run_of(begins) >= calendar_.end()) break;
            if (service_.ends && begins >= *service_.ends) break;
            const Date run = std::max(calendar_.run_of(begins), calendar_.first_run());
            if (run >= calendar_.end()) break;
            line(run).recurring += charge;
            if (calendar_.run_of(begins) < calendar_.as_of)
                ++(begins < calendar_.as_of ? stale_ : passed_);
        }
        if (!service_.last_renewed && !result_.lines.empty()) add_first(*unit);
        take_discounts();
        flag_late("stale_renewal", stale_, charge);
        flag_late("missed_run", passed_, charge);
        return std::move(result_);
    }

private:
    ProjectedLine& line(Date run) {
        ProjectedLine& line = result_.lines[run];
        line.service = service_.service;
        return line;
    }

    void add_first(const Decimal& unit) {
        ProjectedLine& first = result_.lines.begin()->second;
        first.setup = service_.setup.value_or(Decimal());
        first.proration = proration(unit);
        const Decimal added = (first.setup + first.proration) * (Decimal::of(1) - rate());
        if (!added.is_zero())
            flag("first_charge", result_.lines.begin()->first, added,
                 "nothing was ever billed, so that the target takes it for new");
    }

    Decimal proration(const Decimal& unit) const {
        const int months = service_.cycle.all_months();
        if (calendar_.mode != BillingMode::monthly || !service_.proratable || months == 0 ||
            service_.cycle.days != 0 || !service_.starts)
            return {};
        const Date starts = *service_.starts, first = *service_.next_renewal;
        const bool just_before = starts < first && step(starts, {0, 1, 0}, 1) >= first;
        if (!just_before) return {};
        const int length = days_in(month_of(starts));
        const int days = std::min(first.days, day_of(month_of(starts) + 1, 1).days) - starts.days;
        return share(unit * service_.quantity, days, std::int64_t{length} * months, fine);
    }

    // Service first, then group on the rest.
    Decimal rate() const {
        const Decimal rest = Decimal::of(1) - service_.discount_rate;
        return service_.discount_rate + rest * client_.discount_rate;
    }

    void take_discounts() {
        Decimal by_group;
        for (auto& [run, line] : result_.lines) {
            const Decimal full = line.recurring + line.setup + line.proration;
            line.discount = full * rate();
            by_group += line.discount - full * service_.discount_rate;
        }
        if (!by_group.is_zero())
            flag("group_discount", std::nullopt, by_group, "the client's group takes it off");
    }

    void flag_late(const char* id, int charges, const Decimal& charge) {
        if (charges == 0) return;
        const Decimal amount = charge * Decimal::of(charges) * (Decimal::of(1) - rate());
        flag(id, calendar_.first_run(), amount,
             fmt::format("renews on {}: {} {} billed at once by the run of {}",
                         service_.next_renewal->text(), charges,
                         charges == 1 ? "charge is" : "charges are", calendar_.first_run().text()));
    }

    void flag(const char* id, std::optional<Date> run, const Decimal& amount, std::string why) {
        result_.flags.push_back(
            {id, service_.client, service_.service, run, amount, std::move(why)});
    }

    const Service& service_;
    const Client& client_;
    const Calendar& calendar_;
    ServiceCharges result_;
    int stale_ = 0, passed_ = 0;
};

}  // namespace

Date Calendar::end() const {
    return day_of(month_of(as_of) + months, 1);
}

Date Calendar::first_run() const {
    if (mode == BillingMode::anniversary) return as_of;
    const Date this_month = day_of(month_of(as_of), bill_day);
    return this_month >= as_of ? this_month : day_of(month_of(as_of) + 1, bill_day);
}

Date Calendar::run_of(Date day) const {
    if (mode == BillingMode::anniversary) return Date{day.days - days_before};
    return day_of(month_of(day), bill_day);
}

Decimal net(const ProjectedLine& line) {
    return line.recurring + line.setup + line.proration - line.discount;
}

ServiceCharges charges_of(const Service& service, const Client& client, const Calendar& calendar) {
    return Charging(service, client, calendar).run();
}

Decimal a_month(const Service& service) {
    const auto unit = unit_of(service);
    if (!unit || !service.cycle.recurs()) return Decimal(0, 2);
    const Decimal charge = *unit * service.quantity * (Decimal::of(1) - service.discount_rate);
    const int months = service.cycle.all_months();
    // A month of 30 days, where the cycle counts days.
    return months > 0 ? share(charge, 1, months, 2) : share(charge, 30, service.cycle.days, 2);
}

}  // namespace tieout::verify::forecast::target
