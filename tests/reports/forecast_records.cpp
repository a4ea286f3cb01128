#include "tests/reports/forecast_records.h"

namespace tieout::reports::tests {

using namespace rules;

namespace {

Decimal amount(const char* text) {
    return *Decimal::parse(text);
}

}  // namespace

ForecastResult forecast() {
    ForecastResult f;
    f.as_of = "2026-03-02";
    f.as_of_why = "the first monthly run after the source's last invoice, of 2026-03-01";
    f.mode = "monthly";
    f.tax = "by each side's own rules";
    const char* sums[] = {"201133.10", "198400.00", "214020.55", "190871.20",
                          "205312.95", "199940.00", "230110.45", "201775.10",
                          "188460.30", "251902.75", "197300.00", "203415.60"};
    for (int i = 0; i < 12; ++i) {
        const int month = (3 + i) % 12 + 1;
        const std::string name =
            std::to_string(i < 9 ? 2026 : 2027) + (month < 10 ? "-0" : "-") + std::to_string(month);
        const Billed billed{7200U + 10U * static_cast<unsigned>(i), amount(sums[i])};
        f.by_month.push_back({name, billed, billed, billed, 0});
    }
    f.compared = 86400;
    f.flags = {{"source", "status_not_billed", 41, 44, amount("5120.00"),
                "The service is pending renewal, which is meant to be billed and is not."}};
    f.excluded = {{"source", "client is cancelled", 311, amount("4210.70")},
                  {"target", "client is cancelled", 311, amount("4210.70")}};
    return f;
}

ForecastResult stale_forecast() {
    ForecastResult f = forecast();
    f.by_month[0].target.revenue += amount("18930.00");
    f.by_month[0].faithful.revenue -= amount("2410.00");
    f.by_month[0].differs = 73;
    f.differs = 73;
    f.difference = f.at_once = amount("18930.00");
    f.at_once_clients = 73;
    f.flags.push_back({"target", "stale_renewal", 73, 80, amount("18930.00"),
                       "renews on 2024-08-01: 20 charges are billed at once by the run of "
                       "2026-04-01"});
    f.changed_clients = 2;
    f.changes = {{"4711",
                  "2026-04",
                  std::nullopt,
                  amount("20.00"),
                  amount("400.00"),
                  amount("400.00"),
                  {"service 9120: renews on 2024-08-01: 20 charges are billed at once by the run "
                   "of 2026-04-01 (stale_renewal)"}},
                 {"12",
                  "2026-04",
                  amount("19.00"),
                  amount("19.00"),
                  amount("9.50"),
                  amount("-9.50"),
                  {"service 31: 19.00 in the source, 9.50 in the target"}}};
    f.doubts = {"31 of 9,120 dates are not midnight in America/New_York."};
    return f;
}

}  // namespace tieout::reports::tests
