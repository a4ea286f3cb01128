#include <fmt/format.h>

#include <algorithm>

#include "reports/forecast_words.h"
#include "reports/html_data.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using rules::Billed;
using rules::ForecastChange;
using rules::ForecastMonth;
using rules::ForecastResult;

constexpr int full_width = 1000;  // of the chart, as forecast.mustache draws it

// Lengths only: figures stand beside them in words.
std::string bar_width(const Decimal& amount, const Decimal& largest) {
    if (amount <= Decimal() || largest.is_zero()) return "0";
    const int128 cents = amount.rounded(2, Rounding::half_up).coefficient();
    const int128 of = largest.rounded(2, Rounding::half_up).coefficient();
    return std::to_string(static_cast<int>(std::max<int128>(1, cents * full_width / of)));
}

Decimal largest_of(const ForecastResult& forecast) {
    Decimal largest;
    for (const ForecastMonth& month : forecast.by_month)
        for (const Billed* side : {&month.faithful, &month.intended, &month.target})
            largest = std::max(largest, side->revenue);
    return largest;
}

Data month_line(const std::string& name, const ForecastMonth& month) {
    Data data;
    data.set("month_name", line(name));
    const auto side = [&](const std::string& key, const Billed& billed) {
        data.set("month_" + key, line(amount_words(billed.revenue)));
        data.set("month_" + key + "_count", line(counted(billed.invoices, "invoice", "invoices")));
    };
    side("faithful", month.faithful);
    side("source", month.intended);
    side("target", month.target);
    data.set("month_difference", line(amount_words(month.target.revenue - month.intended.revenue)));
    data.set("month_differs", line(grouped(month.differs)));
    data.set("month_class", Data(month.differs > 0 ? "bad" : ""));
    data.set("month_row_class", Data(""));
    data.set("has_month_bars", Data(false));
    return data;
}

Data month_with_bars(const ForecastMonth& month, const Decimal& largest) {
    Data data = month_line(month_words(month.month), month);
    data.set("has_month_bars", Data(true));
    data.set("month_faithful_width", Data(bar_width(month.faithful.revenue, largest)));
    data.set("month_source_width", Data(bar_width(month.intended.revenue, largest)));
    data.set("month_target_width", Data(bar_width(month.target.revenue, largest)));
    data.set("month_bars_words", line(fmt::format("{}: {} and {}", month_words(month.month),
                                                  amount_words(month.intended.revenue),
                                                  amount_words(month.target.revenue))));
    return data;
}

Data month_lines(const ForecastResult& forecast) {
    Data list(Data::type::list);
    if (forecast.by_month.empty()) return list;
    const Decimal largest = largest_of(forecast);
    for (const ForecastMonth& month : forecast.by_month)
        list << month_with_bars(month, largest);
    Data all = month_line("All months", all_months(forecast));
    all.set("month_row_class", Data("whole"));
    list << all;
    return list;
}

std::string or_none(const std::optional<Decimal>& amount) {
    return amount ? amount_words(*amount) : "no invoice";
}

Data change_line(const ForecastChange& change) {
    Data data;
    data.set("change_client", short_line(change.client));
    data.set("change_month", line(month_words(change.month)));
    data.set("change_source", line(or_none(change.faithful)));
    data.set("change_target", line(or_none(change.target)));
    data.set("change_difference", line(signed_words(change.difference)));
    data.set("change_why", list_of(change.why));
    return data;
}

void add_changes(Data& data, const ForecastResult& forecast) {
    // Beyond so many the list is looked into, not read.
    constexpr std::size_t open_until = 40;
    Data changes(Data::type::list);
    for (const ForecastChange& change : forecast.changes)
        changes << change_line(change);
    set_list(data, "changes", changes);
    data.set("changes_open", Data(forecast.changes.size() <= open_until));
    data.set("forecast_changed", line(grouped(forecast.changed_clients)));
    data.set("forecast_changes_shown",
             line(forecast.changes.size() < forecast.changed_clients
                      ? "The " + grouped(forecast.changes.size()) + " largest are listed."
                      : ""));
}

void add_flags(Data& data, const Page& page, const ForecastResult& forecast) {
    const auto side = [&](const std::string& word) {
        return line(label(page.record, rules::origin_of(word)));
    };
    Data flags(Data::type::list), excluded(Data::type::list);
    for (const auto& flag : forecast.flags) {
        Data one;
        one.set("flag_side", side(flag.side));
        one.set("flag_id", line(flag.id));
        one.set("flag_clients", line(grouped(flag.clients)));
        one.set("flag_services", line(grouped(flag.services)));
        one.set("flag_amount", line(amount_words(flag.amount)));
        one.set("flag_example", short_line(flag.example));
        flags << one;
    }
    for (const auto& each : forecast.excluded) {
        Data one;
        one.set("excluded_side", side(each.side));
        one.set("excluded_reason", short_line(each.reason));
        one.set("excluded_services", line(grouped(each.services)));
        one.set("excluded_a_month", line(amount_words(each.a_month)));
        excluded << one;
    }
    set_list(data, "forecast_flags", flags);
    data.set("forecast_flags_count", line(grouped(forecast.flags.size())));
    set_list(data, "forecast_excluded", excluded);
    data.set("forecast_excluded_count", line(grouped(forecast.excluded.size())));
}

}  // namespace

void add_forecast(Data& data, const Page& page) {
    data.set("has_forecast", Data(page.record.forecast.has_value()));
    if (!page.record.forecast) return;
    const ForecastResult& forecast = *page.record.forecast;
    data.set("forecast_months", line(std::to_string(forecast.months)));
    data.set("forecast_as_of", line(forecast.as_of));
    data.set("forecast_as_of_why", line(forecast.as_of_why));
    data.set("forecast_mode", line(mode_words(forecast)));
    data.set("forecast_tax", line(forecast.tax));
    data.set("forecast_credits",
             line(forecast.uses_credits ? "credits are used" : "credits are left unused"));
    set_text(data, "forecast_not_looked", forecast.not_looked);
    data.set("forecast_looked", Data(forecast.not_looked.empty()));
    data.set("forecast_class", Data(forecast.differs > 0 ? "bad" : "good"));
    data.set("forecast_headline", line(forecast_headline(page.record)));
    set_text(data, "forecast_at_once", at_once_words(page.record));
    set_list(data, "forecast_doubts", list_of(forecast.doubts));
    set_list(data, "forecast_lines", month_lines(forecast));
    add_changes(data, forecast);
    add_flags(data, page, forecast);
}

}  // namespace tieout::reports
