// Both engines asked client by client: who is compared with whom, and that no more than one
// client's invoices are held.
#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <new>

#include "base/error.h"
#include "verify/forecast/compare.h"

using namespace tieout;
using namespace tieout::verify;
using namespace tieout::verify::forecast;
using Lines = std::vector<std::string>;

// What this program holds on the heap, and the most that it held. All forms of new and delete that
// the library mixes are here, so that a sanitizer sees none go another way than it came.
namespace {

std::atomic<std::size_t> held{0}, most_held{0};

void* taken(void* block) {
    if (block == nullptr) std::abort();
    const std::size_t now = held += malloc_usable_size(block);
    if (most_held < now) most_held = now;
    return block;
}

void give_back(void* block) {
    held -= malloc_usable_size(block);
    std::free(block);
}

}  // namespace

void* operator new(std::size_t size) {
    return taken(std::malloc(size));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return taken(std::malloc(size));
}
void operator delete(void* block) noexcept {
    give_back(block);
}
void operator delete(void* block, std::size_t) noexcept {
    give_back(block);
}

namespace {

Decimal money(const std::string& text) {
    return *Decimal::parse(text);
}

// 2005-07-01 00:00 UTC; what renews then renews every month.
constexpr std::int64_t first_of_july = 1'120'176'000;

// Both sides of a host whose clients each pay for one service by the month, in whole euros; service
// 70 is that of client 7.
struct Host {
    source::Books books;
    target::Rows rows;
    Terms terms;

    Host() {
        terms.zone = "UTC";
        terms.as_of = *Date::parse("2005-07-01");
    }

    void in_source(const std::string& client, const std::string& price) {
        source::Customer customer;
        customer.key = client;
        books.customers.push_back(customer);
        service_in_source(client, price);
    }
    void service_in_source(const std::string& client, const std::string& price) {
        source::Service service;
        service.key = client + "0";
        service.client = client;
        service.cycle = "1";
        service.own_price = price;
        service.start = service.renewed = first_of_july - 400 * 86'400;
        service.renew = first_of_july;
        books.services.push_back(service);
    }
    void in_target(const std::string& client, const std::string& price) {
        target::Client of;
        of.client = client;
        of.status = "active";
        rows.clients.push_back(of);
        target::Service service;
        service.service = client + "0";
        service.client = client;
        service.status = "active";
        service.cycle = {0, 1, 0};
        service.price = money(price);
        service.last_renewed = Date::parse("2005-06-01");
        service.next_renewal = Date::parse("2005-07-01");
        rows.services.push_back(service);
    }

    rules::ForecastResult compared(rules::FindingLog& findings) const {
        source::Projector of_source(books, terms);
        const target::Projector of_target(rows, terms);
        const target::Standing standing(rows);
        const Evidence evidence;
        return compare(Plan(), of_source, of_target, {evidence, standing}, findings);
    }
};

// "changed 7/2005-07".
Lines told(const rules::FindingLog& findings) {
    Lines lines;
    for (const rules::Finding& finding : findings.findings())
        for (const rules::Member& member : finding.samples)
            lines.push_back(std::string(rules::name(finding.kind)) + " " + rules::text(member.key));
    std::sort(lines.begin(), lines.end());
    return lines;
}

Host many(int clients) {
    Host host;
    for (int n = 1; n <= clients; ++n) {
        host.in_source(std::to_string(n), "10");
        host.in_target(std::to_string(n), "10");
    }
    return host;
}

// Beyond what is held before.
template <class Work>
std::size_t most_held_by(Work work) {
    const std::size_t before = held;
    most_held = before;
    work();
    return most_held - before;
}

std::size_t held_by_comparing(const Host& host) {
    return most_held_by([&] {
        rules::FindingLog findings;
        BOOST_TEST(host.compared(findings).compared == 12 * host.books.customers.size());
        BOOST_TEST(findings.empty());
    });
}

// As it was once done: each side's answers, then their comparison.
std::size_t held_by_all_invoices(const Host& host) {
    return most_held_by([&] {
        source::Projector of_source(host.books, host.terms);
        std::vector<source::Readings> all;
        for (const std::string* client : of_source.clients())
            all.push_back(of_source.of(*client));
    });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_clients)

BOOST_AUTO_TEST_CASE(what_a_comparison_holds_of_a_client_is_less_than_one_invoice) {
    const Host few = many(200), crowd = many(2'200);
    const std::size_t growth = (held_by_comparing(crowd) - held_by_comparing(few)) / 2'000;
    BOOST_TEST(growth < sizeof(ProjectedInvoice), growth << " bytes a client");
    // The measure sees invoices that are held: two readings of twelve months.
    const std::size_t all = (held_by_all_invoices(crowd) - held_by_all_invoices(few)) / 2'000;
    BOOST_TEST(all > 24 * sizeof(ProjectedInvoice), all << " bytes a client");
}

BOOST_AUTO_TEST_CASE(an_engine_answers_for_the_client_that_is_asked_and_no_other) {
    const Host host = many(3);
    source::Projector of_source(host.books, host.terms);
    const target::Projector of_target(host.rows, host.terms);
    for (const std::string client : {"2", "1", "2"}) {
        const source::Readings theirs = of_source.of(client);
        const Projection ours = of_target.of(client);
        for (const Projection* each : {&theirs.faithful, &theirs.intended, &ours}) {
            BOOST_TEST(each->invoices.size() == 12U);
            for (const ProjectedInvoice& invoice : each->invoices)
                BOOST_TEST(invoice.client == client);
        }
    }
    BOOST_TEST(of_source.of("4").intended.invoices.empty());
    BOOST_TEST(of_target.of("4").invoices.empty());
}

// Which of "-3", "7" and "7.5" is first is for the two engines to say, each in its own way.
BOOST_AUTO_TEST_CASE(clients_in_another_order_on_each_side_are_the_same_clients) {
    Host host;
    for (const char* client : {"7", "-3", "7.5"})
        host.in_source(client, "10");
    for (const char* client : {"-3", "7.5", "7"})
        host.in_target(client, "10");
    rules::FindingLog equal, other;
    BOOST_TEST(host.compared(equal).compared == 36U);
    BOOST_TEST(told(equal) == Lines{}, boost::test_tools::per_element());
    host.terms.months = 1;
    host.rows.services[2].price = money("11");
    BOOST_TEST(host.compared(other).compared == 3U);
    BOOST_TEST(told(other) == Lines{"changed 7/2005-07"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_client_of_one_side_is_missing_or_extra_and_an_orphan_is_left_out) {
    Host host;
    host.terms.months = 1;
    host.in_source("2", "10");
    host.in_source("10", "10");
    host.service_in_source("9", "10");
    host.in_target("10", "10");
    host.in_target("11", "10");
    rules::FindingLog findings;
    const rules::ForecastResult result = host.compared(findings);
    BOOST_TEST(told(findings) == (Lines{"extra 11/2005-07", "missing 2/2005-07"}),
               boost::test_tools::per_element());
    BOOST_TEST((result.excluded == std::vector<rules::ForecastExcluded>{
                                       {"source", "client does not exist", 1, money("10")}}));
    Lines changed;
    for (const rules::ForecastChange& change : result.changes)
        changed.push_back(change.client);
    BOOST_TEST(changed == (Lines{"2", "11"}), boost::test_tools::per_element());
}

// Client 1 differs; of client 2 the target's price times the quantity has 39 digits.
BOOST_AUTO_TEST_CASE(a_side_that_cannot_be_asked_to_the_end_leaves_no_finding) {
    Host host;
    host.in_source("1", "10");
    host.in_target("1", "11");
    host.in_target("2", std::string(38, '9'));
    rules::FindingLog none, one;
    host.rows.services[1].quantity = Decimal::of(10);
    BOOST_CHECK_THROW(host.compared(none), Error);
    BOOST_TEST(none.empty());
    host.rows.services[1].quantity = Decimal();
    host.compared(one);
    BOOST_TEST(!one.empty());
}

BOOST_AUTO_TEST_SUITE_END()
