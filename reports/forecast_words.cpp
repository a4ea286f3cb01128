#include "reports/forecast_words.h"

#include <fmt/format.h>

#include <array>

#include "base/calendar.h"

#include "reports/wording.h"

namespace tieout::reports {
namespace {

void add(const rules::Billed& from, rules::Billed& to) {
    to.invoices += from.invoices;
    to.revenue += from.revenue;
}

// With the currency where there is one.
std::string money_words(const Decimal& amount, const rules::CycleRecord& record) {
    return amount_words(amount) + (record.currency.empty() ? "" : " " + record.currency);
}

}  // namespace

std::string amount_words(const Decimal& amount) {
    return grouped(amount.rounded(2, Rounding::half_up));
}

std::string signed_words(const Decimal& amount) {
    return (amount > Decimal() ? "+" : "") + amount_words(amount);
}

std::string month_words(const std::string& month) {
    static constexpr std::array names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = Date::parse(month + "-01");
    if (!day) return month;
    const Date::Civil civil = day->civil();
    return fmt::format("{} {}", names[static_cast<std::size_t>(civil.month - 1)], civil.year);
}

std::string mode_words(const rules::ForecastResult& forecast) {
    if (forecast.mode == "monthly")
        return fmt::format("billed monthly, on day {}", forecast.bill_day);
    return "billed on each service's own day";
}

rules::ForecastMonth all_months(const rules::ForecastResult& forecast) {
    rules::ForecastMonth all;
    for (const rules::ForecastMonth& month : forecast.by_month) {
        add(month.faithful, all.faithful);
        add(month.intended, all.intended);
        add(month.target, all.target);
        all.differs += month.differs;
    }
    return all;
}

std::string forecast_headline(const rules::CycleRecord& record) {
    const rules::ForecastResult& forecast = *record.forecast;
    const std::string& source = label(record, rules::Origin::source);
    const std::string& target = label(record, rules::Origin::target);
    const std::string compared =
        counted(forecast.compared, "month of a client", "months of clients");
    if (forecast.compared == 0) return "Neither side bills anything in these months.";
    if (forecast.differs == 0)
        return fmt::format("{} bills what {} means to bill: {}, equal to the cent.", target, source,
                           compared);
    return fmt::format("{} bills otherwise than {} means to in {} of {}: {} in all.", target,
                       source, grouped(forecast.differs), compared,
                       money_words(forecast.difference, record));
}

std::string at_once_words(const rules::CycleRecord& record) {
    const rules::ForecastResult& forecast = *record.forecast;
    if (forecast.at_once.is_zero()) return "";
    return fmt::format("{} would bill {} at once to {}, because renewal dates are past.",
                       label(record, rules::Origin::target), money_words(forecast.at_once, record),
                       counted(forecast.at_once_clients, "client", "clients"));
}

}  // namespace tieout::reports
