// Issue 3, must show 2: on a clean sample both sides' forecasts are equal to the cent, in both
// modes, for twelve months; and the same mistake is seen when it is made.
#include <boost/test/unit_test.hpp>

#include "tests/support/rehearsal.h"

namespace tieout::tests {
namespace {

// What differs, one line each, so that a failure names it.
std::string told(const rules::CycleRecord& record) {
    std::string text;
    for (const rules::Finding& finding : record.findings) {
        if (finding.severity == rules::Severity::notice) continue;
        text += finding.title + "\n";
        for (const rules::Member& member : finding.samples)
            text += "  " + rules::text(member.key) + " " + member.note + "\n";
    }
    return text;
}

// v5 as its engineer sets it up: in the mode in which v4 bills.
void set_up_v5(const Scratch& target, const std::string& mode) {
    target.run_client_file(std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill/v5/sqlite.sql");
    target.run_client("update setting set value = '" + mode +
                      "' where namespace = 'billing' and name = 'mode';");
}

void check_clean(const std::string& mode, const char* as_of) {
    const Scratch source(db::Engine::sqlite), target(db::Engine::sqlite);
    fill_with_sample(source, 400, "none");
    set_up_v5(target, mode);
    const rules::CycleRecord record = rehearse(source, target, mode).record;
    BOOST_TEST(told(record) == "");
    BOOST_TEST(rules::name(record.verdict) == "holds");
    BOOST_REQUIRE(record.forecast.has_value());
    const rules::ForecastResult& forecast = *record.forecast;
    BOOST_TEST(forecast.not_looked == "");
    BOOST_TEST(forecast.as_of == as_of);
    BOOST_TEST(forecast.mode == mode);
    BOOST_TEST(forecast.by_month.size() == 12U);
    BOOST_TEST(forecast.compared > 1000U);
    BOOST_TEST(forecast.differs == 0U);
    BOOST_TEST(forecast.at_once.is_zero());
    // Every renewal is on a first: what is left of June has none.
    BOOST_TEST((forecast.by_month[0].intended.invoices > 0U) == (mode == "monthly"));
    for (const rules::ForecastMonth& month : forecast.by_month) {
        BOOST_TEST(month.intended.revenue.text() == month.target.revenue.text(), month.month);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_of_samples)

BOOST_AUTO_TEST_CASE(a_clean_sample_is_billed_the_same_by_both_sides_monthly) {
    check_clean("monthly", "2005-07-01");
}

BOOST_AUTO_TEST_CASE(a_clean_sample_is_billed_the_same_by_both_sides_on_anniversaries) {
    check_clean("anniversary", "2005-06-16");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::tests
