#include "verify/forecast/terms.h"

#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "tests/support/scratch.h"

using namespace tieout;
using namespace tieout::tests;
using namespace tieout::verify::forecast;

namespace {

// A source whose invoices were entered at these moments.
struct Host {
    Scratch scratch{db::Engine::sqlite};
    Plan plan;

    explicit Host(const std::string& moments) {
        scratch.run_client("create table bill (entered integer);" +
                           (moments.empty() ? "" : "insert into bill values " + moments + ";"));
        plan.mode = "monthly";
        plan.source.statements["last_run"].sql["any"] =
            "select max(entered) as moment from bill where entered <= ?";
    }

    ChosenTerms terms(const rules::ForecastWish& wish = {},
                      const std::string& zone = "America/New_York") const {
        const auto session = db::Session::open(scratch.parsed());
        return choose_terms(plan, wish, zone, *session);
    }
};

std::string refusal(const rules::ForecastWish& wish, const std::string& zone = "UTC") {
    try {
        Host("(1118808000)").terms(wish, zone);
    } catch (const Error& error) {
        return error.fault() == Fault::usage ? error.what() : "another fault";
    }
    return "accepted";
}

rules::ForecastWish wish_of(const char* as_of, const char* mode = "", int months = 12,
                            const char* tax = "") {
    rules::ForecastWish wish;
    wish.as_of = as_of;
    wish.mode = mode;
    wish.months = months;
    wish.tax = tax;
    return wish;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_terms)

// 1118807999 is the last second of 2005-06-14 in New York; 4102444800 is 2100, a slip of a pen.
BOOST_AUTO_TEST_CASE(old_data_are_asked_about_the_day_after_their_last_invoice) {
    Host host("(1086062400), (1118807999), (4102444800)");
    ChosenTerms chosen = host.terms();
    BOOST_TEST(chosen.terms.as_of.text() == "2005-07-01");
    BOOST_TEST(chosen.as_of_why ==
               "the first monthly run after the source's last invoice, of 2005-06-14");
    host.plan.mode = "anniversary";
    chosen = host.terms();
    BOOST_TEST(chosen.terms.as_of.text() == "2005-06-15");
    BOOST_TEST(chosen.as_of_why == "the day after the source's last invoice, of 2005-06-14");
    BOOST_TEST(host.terms({}, "Europe/Amsterdam").terms.as_of.text() == "2005-06-16");
}

BOOST_AUTO_TEST_CASE(without_an_invoice_the_day_of_the_snapshot_is_taken) {
    Host host("");
    host.plan.mode = "anniversary";
    const ChosenTerms chosen = host.terms();
    BOOST_TEST(chosen.as_of_why.starts_with("the day of the snapshot, of "));
    BOOST_TEST(chosen.terms.as_of.text() > "2024-01-01");
}

BOOST_AUTO_TEST_CASE(what_is_wished_for_goes_before_pack_and_data) {
    rules::ForecastWish wish;
    wish.as_of = "2005-06-20";
    wish.mode = "anniversary";
    wish.months = 3;
    wish.tax = "0.21";
    wish.credits = false;
    const ChosenTerms chosen = Host("(1118807999)").terms(wish);
    BOOST_TEST(chosen.terms.as_of.text() == "2005-06-20");
    BOOST_TEST((chosen.terms.mode == BillingMode::anniversary));
    BOOST_TEST(chosen.terms.months == 3);
    BOOST_TEST(chosen.terms.flat_tax_rate->text() == "0.21");
    BOOST_TEST(!chosen.terms.use_credits);
    BOOST_TEST(chosen.tax == "0.21 for all clients");
}

BOOST_AUTO_TEST_CASE(wishes_that_cannot_be_read_are_refused_with_what_was_expected) {
    BOOST_TEST(refusal({}) == "accepted");
    BOOST_TEST(refusal(wish_of("2005-02-30")) ==
               "--as-of 2005-02-30: expected a day as 2005-12-31");
    BOOST_TEST(refusal(wish_of("", "weekly")) == "--mode weekly: expected monthly or anniversary");
    BOOST_TEST(refusal(wish_of("", "", 0)) == "--months 0: expected 1 to 120 months");
    BOOST_TEST(refusal(wish_of("", "", 12, "21")) == "--tax 21: expected none, or a rate as 0.21");
    BOOST_TEST(refusal({}, "Amerika/New_York").find("is not known") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_next_billing_day_is_this_months_or_the_next_ones_and_never_skips_a_month) {
    const auto next = [](const char* day, int bill_day) {
        return next_bill_day(*Date::parse(day), bill_day).text();
    };
    BOOST_TEST(next("2005-06-01", 1) == "2005-06-01");
    BOOST_TEST(next("2005-06-02", 1) == "2005-07-01");
    BOOST_TEST(next("2005-12-02", 1) == "2006-01-01");
    BOOST_TEST(next("2005-02-10", 31) == "2005-02-28");
    BOOST_TEST(next("2005-03-01", 31) == "2005-03-31");
}

BOOST_AUTO_TEST_SUITE_END()
