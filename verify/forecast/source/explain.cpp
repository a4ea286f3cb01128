#include "verify/forecast/source/explain.h"

namespace tieout::verify::forecast::source {
namespace {

constexpr std::int64_t a_day = 86'400;

Decimal sum(const Charges& charges) {
    Decimal sum;
    for (const Charge& charge : charges)
        sum += charge.amount();
    return sum;
}

class Explanation {
public:
    Explanation(const Subject& subject, const Calendar& calendar, const Charges& faithful,
                const Charges& intended)
        : subject_(subject),
          service_(*subject.service),
          calendar_(calendar),
          faithful_(faithful),
          intended_(intended),
          differ_(faithful != intended) {}

    std::vector<Flag> flags() {
        if (!subject_.tariff.readable)
            add("unreadable_price",
                "A price, quantity or discount is beyond all amounts; it is "
                "taken as 0.");
        if (service_.standing == Standing::meant)
            add("status_not_billed",
                "The service is " + service_.state + ", which is meant to be billed and is not.");
        else
            explain_dates();
        explain_prorations();
        give_amounts();
        return std::move(flags_);
    }

private:
    void add(const char* id, std::string why) {
        flags_.push_back(
            {id, service_.client, service_.key, std::nullopt, Decimal(), std::move(why)});
    }

    bool monthly() const { return calendar_.terms.mode == BillingMode::monthly; }
    std::string renews() const { return subject_.renews->text(); }

    void explain_dates();
    void explain_no_date();
    void explain_monthly();
    void explain_first();
    void explain_anniversary();
    void explain_prorations();
    void explain_proration(const Run& run);
    void give_amounts();

    const Subject& subject_;
    const Service& service_;
    const Calendar& calendar_;
    const Charges& faithful_;
    const Charges& intended_;
    bool differ_;
    std::vector<Flag> flags_;
};

void Explanation::explain_dates() {
    const Cycle& cycle = subject_.tariff.cycle;
    if (!subject_.renews) return explain_no_date();
    if (cycle.once && service_.renewed != 0) {
        if (differ_)
            add("one_time_again", "It is charged once, and was; its renewal date " + renews() +
                                      " has it charged again.");
        return;
    }
    if (!cycle.once && cycle.months == 0)
        add("no_interval", "Its cycle names no interval: " +
                               std::string(monthly() ? "after one renewal it is never billed again."
                                                     : "every run bills it again."));
    monthly() ? explain_monthly() : explain_anniversary();
}

// 0, 1 or no date at all: only a first renewal may still bill it, for that does not look at it.
void Explanation::explain_no_date() {
    if (subject_.tariff.cycle.once) {
        if (differ_) add("first_renewal_ignores_date", "It is charged without a renewal date.");
    } else if (service_.renew == 1) {
        add("never_renews", "It is marked as charged once, though its cycle recurs.");
    } else {
        add("no_renewal_date", "It has no renewal date: it is never billed again.");
    }
}

void Explanation::explain_monthly() {
    if (calendar_.runs.empty()) return;
    if (service_.renewed == 0) return explain_first();
    const Run& next = calendar_.runs.front();
    if (*subject_.renews < next.first && *subject_.renews < calendar_.terms.as_of)
        add("stale_renewal", "Its renewal date " + renews() + " is past: no run bills it again.");
    else if (differ_ && subject_.renews->civil().day != 1)
        add("renewal_off_bill_day",
            "Its renewal date " + renews() + " is not the first of a month: no run bills it.");
    if (differ_ && calendar_.renew_day != 1)
        add("renew_day_setting", "Renewals are moved to day " +
                                     std::to_string(calendar_.renew_day) +
                                     " of the month, and only those on the first are billed.");
}

void Explanation::explain_first() {
    if (service_.start <= calendar_.runs.front().former_first_at) {
        if (differ_)
            add("never_first_billed", "It was never billed and began on " + subject_.starts.text() +
                                          ", too long ago for a first renewal: no run bills it.");
        return;
    }
    const auto runs_of = [](const Charges& charges) {
        std::vector<Date> runs;
        for (const Charge& charge : charges)
            runs.push_back(charge.run);
        return runs;
    };
    if (runs_of(faithful_) == runs_of(intended_)) return;
    add("first_renewal_ignores_date", "It is billed in the month after its start on " +
                                          subject_.starts.text() + ", whatever its renewal date " +
                                          renews() + " says.");
    if (calendar_.renew_day != 1)
        add("renew_day_setting", "Renewals are moved to day " +
                                     std::to_string(calendar_.renew_day) +
                                     " of the month, and only those on the first are billed.");
}

void Explanation::explain_anniversary() {
    if (*subject_.renews < calendar_.terms.as_of)
        add("stale_renewal", "Its renewal date " + renews() +
                                 " is past: each day's run bills one period until it has caught "
                                 "up.");
    if (differ_ && subject_.tariff.cycle.months > 0 && subject_.renews->civil().day > 28)
        add("month_end_overflow", "Its renewal date " + renews() +
                                      " runs over the end of a shorter month into the next one.");
}

// A first renewal that both readings bill in the same run.
void Explanation::explain_prorations() {
    if (!monthly() || service_.renewed != 0 || faithful_.empty() || intended_.empty()) return;
    if (faithful_.front().run != intended_.front().run) return;
    for (const Run& run : calendar_.runs)
        if (run.day == faithful_.front().run && first_renewal(service_, run))
            explain_proration(run);
}

// From the one to the other, one fault mended after the other.
void Explanation::explain_proration(const Run& run) {
    Proration step = proration(subject_, run, Reading::faithful);
    const Proration meant = proration(subject_, run, Reading::intended);
    const Decimal share = Decimal::of(1) - subject_.tariff.discount;
    const auto mend = [&](const char* id, auto change, const char* why) {
        const Decimal before = step.amount();
        change();
        const Decimal more = (step.amount() - before) * share;
        if (more.is_zero()) return;
        flags_.push_back({id, service_.client, service_.key, run.day, more.normalized(), why});
    };
    if (step.same_day)
        mend(
            "proration_same_day", [&] { step.seconds = meant.seconds; },
            "Start and renewal are the same day of the year, so that the days before are free.");
    mend(
        "proration_clock",
        [&] {
            if (step.seconds != meant.seconds)
                step.seconds = std::int64_t{run.former_last.days - subject_.starts.days} * a_day;
        },
        "The clock was changed between, or the start is no midnight: days are not whole.");
    mend(
        "proration_start_day", [&] { step.seconds = meant.seconds; },
        "The day of the start is not counted.");
    mend(
        "proration_month_length", [&] { step.month_days = meant.month_days; },
        "The days are taken as a part of the wrong month.");
    const bool own = subject_.tariff.own;
    mend(
        own ? "proration_own_price" : "proration_first_part", [&] { step.a_month = meant.a_month; },
        own ? "The client's own price is not looked at."
            : "The catalogue's first part is taken, not that of the cycle.");
}

// What no run's flag accounts for is the first one's.
void Explanation::give_amounts() {
    Decimal rest = sum(intended_) - sum(faithful_);
    Flag* first = nullptr;
    for (Flag& flag : flags_) {
        rest -= flag.amount;
        if (first == nullptr && !flag.run) first = &flag;
    }
    if (first == nullptr) return;
    const bool of_nobody = first->id == "no_renewal_date" || first->id == "never_renews";
    if (of_nobody && rest.is_zero())
        rest = (subject_.tariff.a_month() * Decimal::of(calendar_.terms.months))
                   .rounded(2, Rounding::half_up);
    first->amount = rest.normalized();
}

}  // namespace

std::vector<Flag> explain(const Subject& subject, const Calendar& calendar, const Charges& faithful,
                          const Charges& intended) {
    if (subject.service->standing == Standing::none) return {};
    return Explanation(subject, calendar, faithful, intended).flags();
}

}  // namespace tieout::verify::forecast::source
