#include "verify/forecast/source/renewals.h"

#include <algorithm>

#include "verify/forecast/source/numbers.h"

namespace tieout::verify::forecast::source {
namespace {

constexpr std::int64_t a_day = 86'400;

Run run_of(Date first, int bill_day, LocalTime& zone) {
    Run run;
    run.first = first;
    run.day = Date{first.days + std::min(bill_day, days_of_month(first)) - 1};
    run.former_first = first_after(first, -1).value_or(first);
    run.former_last = Date{first.days - 1};
    run.first_at = zone.midnight(run.first);
    run.former_first_at = zone.midnight(run.former_first);
    run.former_last_at = zone.midnight(run.former_last);
    run.month = month_number(first);
    return run;
}

Charge charge_of(const Subject& subject, Date run) {
    Charge charge;
    charge.run = run;
    charge.recurring = subject.tariff.full;
    charge.discount = subject.tariff.discount * charge.recurring;
    return charge;
}

Charge first_charge(const Subject& subject, const Run& run, Reading reading) {
    Charge charge = charge_of(subject, run.day);
    charge.setup = subject.tariff.setup;
    charge.proration = proration(subject, run, reading).amount();
    charge.discount =
        subject.tariff.discount * (charge.recurring + charge.setup + charge.proration);
    return charge;
}

// The day to which the engine moves a renewal (3.4).
std::optional<Date> moved(Date renewal, int months, int renew_day) {
    auto next = first_after(renewal, months);
    if (next) next->days += renew_day - 1;
    return next;
}

Charges monthly_faithful(const Subject& subject, const Calendar& calendar) {
    Charges charges;
    std::optional<Date> renewal = subject.stamped;
    bool billed_before = subject.service->renewed != 0;
    for (const Run& run : calendar.runs) {
        const bool first = !billed_before && first_renewal(*subject.service, run);
        if (!first && !(billed_before && renewal == run.first)) continue;
        charges.push_back(first ? first_charge(subject, run, Reading::faithful)
                                : charge_of(subject, run.day));
        billed_before = true;
        if (subject.tariff.cycle.once) break;
        if (renewal) renewal = moved(*renewal, subject.tariff.cycle.months, calendar.renew_day);
    }
    return charges;
}

// Stamps 0 and 1 are no dates; what is charged once was, if it was ever billed.
bool can_fall_due(const Subject& subject) {
    return subject.renews && !(subject.tariff.cycle.once && subject.service->renewed != 0);
}

Charges monthly_intended(const Subject& subject, const Calendar& calendar) {
    Charges charges;
    if (!can_fall_due(subject)) return charges;
    const int interval = subject.tariff.cycle.months;
    int due = month_number(*subject.renews);
    for (const Run& run : calendar.runs) {
        if (due > run.month) continue;
        const bool first = charges.empty() && first_renewal(*subject.service, run);
        charges.push_back(first ? first_charge(subject, run, Reading::intended)
                                : charge_of(subject, run.day));
        if (interval == 0) break;
        due += ((run.month - due) / interval + 1) * interval;
    }
    return charges;
}

// One period a day until it has caught up; for ever where there is no interval.
Charges anniversary_faithful(const Subject& subject, const Calendar& calendar) {
    Charges charges;
    std::optional<Date> due = subject.renews;
    Date run = calendar.terms.as_of;
    while (due && (run = std::max(run, *due)) < calendar.end) {
        charges.push_back(charge_of(subject, run));
        if (subject.tariff.cycle.once) break;
        due = overflowing(*due, subject.tariff.cycle.months);
        ++run.days;
    }
    return charges;
}

Charges anniversary_intended(const Subject& subject, const Calendar& calendar) {
    Charges charges;
    if (!can_fall_due(subject)) return charges;
    const int interval = subject.tariff.cycle.months;
    std::optional<Date> due = subject.renews;
    for (int periods = interval; due && *due < calendar.end; periods += interval) {
        const Date run = std::max(calendar.terms.as_of, *due);
        if (charges.empty() || charges.back().run != run)
            charges.push_back(charge_of(subject, run));
        if (interval == 0) break;
        due = clamped(*subject.renews, periods);
    }
    return charges;
}

bool same_day_of_year(Date a, Date b) {
    const auto day_of_year = [](Date date) {
        return date.days - Date::from_civil(date.civil().year, 1, 1)->days;
    };
    return day_of_year(a) == day_of_year(b);
}

}  // namespace

Calendar Calendar::of(const Terms& terms, const Settings& settings, LocalTime& zone) {
    Calendar calendar;
    calendar.terms = terms;
    calendar.renew_day = settings.renew_day;
    calendar.end = first_after(terms.as_of, terms.months).value_or(terms.as_of);
    for (int month = 0; month < terms.months; ++month) {
        const auto first = first_after(terms.as_of, month);
        if (!first) break;
        const Run run = run_of(*first, terms.bill_day, zone);
        if (run.day >= terms.as_of) calendar.runs.push_back(run);
    }
    return calendar;
}

Subject subject_of(const Service& service, const Price* price, LocalTime& zone) {
    Subject subject;
    subject.service = &service;
    subject.tariff = tariff_of(service, price);
    subject.starts = zone.day(service.start).value_or(Date{});
    const auto stamped = zone.day(service.renew);
    subject.stamped = stamped.value_or(Date{});
    if (service.renew != 0 && service.renew != 1) subject.renews = stamped;
    return subject;
}

bool first_renewal(const Service& service, const Run& run) {
    return service.renewed == 0 && run.former_first_at < service.start &&
           service.start <= run.first_at;
}

Decimal Proration::amount() const {
    return quotient(a_month * Decimal::of(seconds), a_day * month_days);
}

Proration proration(const Subject& subject, const Run& run, Reading reading) {
    const Tariff& tariff = subject.tariff;
    if (!tariff.cycle.prorates) return {};
    if (reading == Reading::intended)
        return {std::int64_t{run.first.days - subject.starts.days} * a_day,
                days_of_month(run.former_first), tariff.month, false};
    const bool none = same_day_of_year(subject.starts, subject.stamped);
    return {none ? 0 : run.former_last_at - subject.service->start, days_of_month(run.first),
            tariff.listed_month, none};
}

Charges charges(const Subject& subject, const Calendar& calendar, Reading reading) {
    const bool monthly = calendar.terms.mode == BillingMode::monthly;
    const Standing standing = subject.service->standing;
    if (standing == Standing::none) return {};
    if (reading == Reading::faithful) {
        if (standing != Standing::billed) return {};
        return monthly ? monthly_faithful(subject, calendar)
                       : anniversary_faithful(subject, calendar);
    }
    return monthly ? monthly_intended(subject, calendar) : anniversary_intended(subject, calendar);
}

}  // namespace tieout::verify::forecast::source
