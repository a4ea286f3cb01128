// Each difference between the two readings has a flag that says why: over random plans of every
// oddity, in both modes.
#include <boost/test/unit_test.hpp>
#include <random>
#include <set>
#include <tuple>

#include "tests/verify/forecast/source/explained.h"

using namespace tieout;
using namespace tieout::tests;

namespace {

class Chance {
public:
    explicit Chance(unsigned seed) : engine_(seed) {}
    // 0 to below `size`.
    std::size_t below(std::size_t size) { return engine_() % size; }
    bool percent(std::size_t share) { return below(100) < share; }
    template <class Choices>
    auto of(const Choices& choices) {
        return choices[below(choices.size())];
    }

private:
    std::mt19937 engine_;
};

const std::vector<std::string> cycles = {"1",   "1",    "1",   "3",   "6",   "12", "24",
                                         "0",   "",     "100", "103", "106", "2",  "111",
                                         "124", "1108", "-1",  "12 ", "yes", "36"};
const std::vector<std::string> prices = {
    "20.00", "9.95|9.50|9.00|8.00|7.00", "20.00|0.00|0|", "abc", "", "19.99|$5", "1,200.00",
    "33.333"};
const std::vector<std::string> own_prices = {"0", "0", "0", "0", "8.50", "-5.00", "free", "1e50"};
const std::vector<std::string> comments = {"goodwill", "O'Brien", "O\\'Brien", "back\\"};

// Days around the first of 2004: on firsts, at ends of months, long past, at odd hours.
std::int64_t some_stamp(Chance& chance, const Host& host) {
    if (chance.percent(5)) return 0;
    if (chance.percent(5)) return 1;
    const int days = static_cast<int>(chance.below(900)) - 400;
    Date date{day("2004-01-01").days + days};
    if (chance.percent(50)) date = *Date::from_civil(date.civil().year, date.civil().month, 1);
    if (chance.percent(10))
        date.days = Date::from_civil(date.civil().year, date.civil().month, 1)->days +
                    days_of_month(date) - 1;
    const std::int64_t at = host.at(date.text().c_str());
    return chance.percent(5) ? at + static_cast<std::int64_t>(chance.below(86'400)) : at;
}

void add_service(Chance& chance, Host& host, const std::string& client, std::size_t number) {
    const std::string key = std::to_string(number);
    host.price(key, chance.of(prices), chance.of(prices));
    Service& service = host.service(client, key, key, chance.of(cycles), "2004-01-01");
    service.own_price = chance.of(own_prices);
    service.start = some_stamp(chance, host);
    service.renew = some_stamp(chance, host);
    if (chance.percent(15)) service.renew = service.start;
    if (chance.percent(40)) service.renewed = 0;
    if (chance.percent(20)) service.discount = dec(chance.percent(90) ? "0.33" : "10.00");
    if (chance.percent(20)) service.quantity = Decimal::of(static_cast<int>(chance.below(4)) - 1);
    if (chance.percent(10))
        service.standing = chance.percent(50) ? Standing::meant : Standing::none;
}

Host random_host(unsigned seed) {
    Chance chance(seed);
    Host host(chance.percent(50) ? "America/New_York" : "Europe/Amsterdam");
    host.terms.mode = chance.percent(50) ? BillingMode::monthly : BillingMode::anniversary;
    host.terms.as_of = Date{day("2004-01-01").days + static_cast<int>(chance.below(60))};
    if (chance.percent(20)) host.terms.bill_day = 1 + static_cast<int>(chance.below(31));
    host.books.settings.taxed = chance.percent(50);
    host.books.settings.tax_rate = dec("0.0825");
    if (chance.percent(10)) host.books.settings.renew_day = 5;
    std::size_t number = 1;
    for (int client = 1; client <= 20; ++client) {
        const std::string key = std::to_string(client);
        Customer& customer = host.client(key);
        customer.exempt = chance.percent(20);
        customer.billed = chance.percent(95);
        for (std::size_t i = chance.below(4); i > 0; --i)
            add_service(chance, host, key, number++);
        for (std::size_t i = chance.below(3); i > 0; --i)
            host.credit(key, std::to_string(number++),
                        chance.percent(20)   ? "2500.00"
                        : chance.percent(50) ? "30.00"
                                             : "12.34",
                        "2003-06-01", chance.of(comments));
    }
    return host;
}

constexpr unsigned hosts = 1000;

const std::vector<const char*> all_ids = {"credit_carried",
                                          "credit_cut_at_comma",
                                          "credit_lost",
                                          "credit_never_reduced",
                                          "credit_overspent",
                                          "exempt_but_taxed",
                                          "first_renewal_ignores_date",
                                          "month_end_overflow",
                                          "never_first_billed",
                                          "never_renews",
                                          "no_interval",
                                          "no_renewal_date",
                                          "one_time_again",
                                          "proration_clock",
                                          "proration_first_part",
                                          "proration_month_length",
                                          "proration_own_price",
                                          "proration_same_day",
                                          "proration_start_day",
                                          "renew_day_setting",
                                          "renewal_off_bill_day",
                                          "stale_renewal",
                                          "status_not_billed",
                                          "unreadable_price"};

}  // namespace

BOOST_AUTO_TEST_SUITE(explained)

BOOST_AUTO_TEST_CASE(every_difference_of_a_random_host_is_explained) {
    std::set<std::string> ids;
    std::size_t differences = 0;
    for (unsigned seed = 1; seed <= hosts; ++seed) {
        const Readings readings = random_host(seed).project();
        const Unexplained open = unexplained(readings);
        differences += open.differences;
        BOOST_TEST(open.lines == std::vector<std::string>(), "seed " << seed << open.lines);
        for (const Flag& flag : readings.faithful.flags)
            ids.insert(flag.id);
    }
    // The test has seen what it speaks of.
    BOOST_TEST(differences > 10'000u);
    for (const auto* id : all_ids)
        BOOST_TEST(ids.erase(id) == 1u, id);
    BOOST_TEST(ids.empty());
}

BOOST_AUTO_TEST_CASE(a_services_flags_sum_up_to_what_it_is_billed_otherwise) {
    for (unsigned seed = 1; seed <= hosts; ++seed) {
        const Readings readings = random_host(seed).project();
        const auto wrong = wrong_amounts(readings);
        BOOST_TEST(wrong == std::vector<std::string>(), "seed " << seed << wrong);
    }
}

BOOST_AUTO_TEST_CASE(a_flag_that_is_taken_away_leaves_its_difference_unexplained) {
    Host host;
    host.client("1");
    host.price("p", "20.00");
    host.service("1", "11", "p", "1", "2003-11-01");
    Readings readings = host.project();
    BOOST_TEST(unexplained(readings).lines == std::vector<std::string>());
    readings.faithful.flags.clear();
    BOOST_TEST(unexplained(readings).lines.size() == 24u);  // 12 months, of client and service
}

BOOST_AUTO_TEST_CASE(what_is_meant_never_uses_more_credit_than_is_owed) {
    for (unsigned seed = 1; seed <= hosts; ++seed)
        for (const ProjectedInvoice& invoice : random_host(seed).project().intended.invoices)
            BOOST_TEST((invoice.credit.is_zero() || invoice.credit <= invoice.gross),
                       "seed " << seed << " client " << invoice.client);
}

BOOST_AUTO_TEST_CASE(the_same_books_give_the_same_answer_in_any_order) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        Host host = random_host(seed);
        const Readings once = host.project();
        std::reverse(host.books.customers.begin(), host.books.customers.end());
        std::reverse(host.books.services.begin(), host.books.services.end());
        std::reverse(host.books.credits.begin(), host.books.credits.end());
        const Readings again = host.project();
        BOOST_TEST((once.faithful.invoices == again.faithful.invoices));
        BOOST_TEST((once.intended.invoices == again.intended.invoices));
        BOOST_TEST((once.faithful.flags == again.faithful.flags));
        BOOST_TEST((once.faithful.excluded == again.faithful.excluded));
    }
}

BOOST_AUTO_TEST_SUITE_END()
