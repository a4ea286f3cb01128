#include "verify/forecast/terms.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"

namespace tieout::verify::forecast {
namespace {

constexpr std::int64_t micros = 1'000'000;

Date local_day(std::int64_t seconds, const std::string& zone) {
    const date::time_zone* place = nullptr;
    try {
        place = date::locate_zone(zone);
    } catch (const std::exception&) {
        throw Error(
            Fault::usage,
            fmt::format("the zone {} is not known; expected one as America/New_York", zone));
    }
    const date::sys_seconds moment{std::chrono::seconds(seconds)};
    const auto day = date::floor<date::days>(place->to_local(moment));
    return Date{static_cast<std::int32_t>(day.time_since_epoch().count())};
}

std::int64_t snapshot_seconds(db::Session& source) {
    const auto moment = Instant::parse(source.facts().server_time);
    if (!moment)
        throw Error(Fault::data, fmt::format("the source's clock says {}, which is no time",
                                             source.facts().server_time));
    return moment->micros / micros;
}

std::optional<std::int64_t> last_run(const Plan& plan, db::Session& source) {
    const std::string* sql =
        sql_of(plan.source, "last_run", std::string(db::name(source.engine())));
    if (sql == nullptr) return std::nullopt;
    const db::SmallResult result = source.query(*sql, {std::to_string(snapshot_seconds(source))});
    if (result.rows.empty() || !result.rows[0][0]) return std::nullopt;
    const auto seconds = Decimal::parse(*result.rows[0][0]);
    if (!seconds || *seconds <= Decimal()) return std::nullopt;
    return static_cast<std::int64_t>(seconds->rounded(0, Rounding::down).coefficient());
}

void choose_day(const Plan& plan, const rules::ForecastWish& wish, db::Session& source,
                ChosenTerms& chosen) {
    Terms& terms = chosen.terms;
    if (!wish.as_of.empty()) {
        const auto day = Date::parse(wish.as_of);
        if (!day)
            throw Error(Fault::usage,
                        fmt::format("--as-of {}: expected a day as 2005-12-31", wish.as_of));
        terms.as_of = *day;
        chosen.as_of_why = "as asked";
        return;
    }
    const auto last = last_run(plan, source);
    const Date seen = local_day(last.value_or(snapshot_seconds(source)), terms.zone);
    terms.as_of = last ? Date{seen.days + 1} : seen;
    const std::string after = last ? "the source's last invoice, of " : "the snapshot, of ";
    chosen.as_of_why = (last ? "the day after " : "the day of ") + after + seen.text();
    if (terms.mode != BillingMode::monthly) return;
    terms.as_of = next_bill_day(terms.as_of, terms.bill_day);
    chosen.as_of_why = "the first monthly run after " + after + seen.text();
}

void choose_tax(const std::string& wish, ChosenTerms& chosen) {
    chosen.tax = "by each side's own rules";
    if (wish.empty()) return;
    if (wish == "none") {
        chosen.terms.taxed = false;
        chosen.tax = "none";
        return;
    }
    chosen.terms.flat_tax_rate = Decimal::parse(wish);
    const auto& rate = chosen.terms.flat_tax_rate;
    if (!rate || *rate < Decimal() || *rate > Decimal::of(1))
        throw Error(Fault::usage, fmt::format("--tax {}: expected none, or a rate as 0.21", wish));
    chosen.tax = wish + " for all clients";
}

}  // namespace

Date next_bill_day(Date day, int bill_day) {
    const auto of_month = [&](int year, int month) {
        for (int last = bill_day;; --last)
            if (const auto found = Date::from_civil(year, month, last)) return *found;
    };
    const Date::Civil civil = day.civil();
    const Date here = of_month(civil.year, civil.month);
    if (here >= day) return here;
    return civil.month == 12 ? of_month(civil.year + 1, 1) : of_month(civil.year, civil.month + 1);
}

ChosenTerms choose_terms(const Plan& plan, const rules::ForecastWish& wish, const std::string& zone,
                         db::Session& source) {
    ChosenTerms chosen;
    Terms& terms = chosen.terms;
    const std::string& mode = wish.mode.empty() ? plan.mode : wish.mode;
    if (mode != "monthly" && mode != "anniversary")
        throw Error(Fault::usage, "--mode " + mode + ": expected monthly or anniversary");
    terms.mode = mode == "monthly" ? BillingMode::monthly : BillingMode::anniversary;
    if (wish.months < 1 || wish.months > 120)
        throw Error(Fault::usage,
                    fmt::format("--months {}: expected 1 to 120 months", wish.months));
    terms.months = wish.months;
    terms.zone = zone;
    terms.bill_day = plan.bill_day;
    terms.use_credits = wish.credits;
    choose_tax(wish.tax, chosen);
    choose_day(plan, wish, source, chosen);
    return chosen;
}

}  // namespace tieout::verify::forecast
