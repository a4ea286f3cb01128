// Ten thousand clients are a matter of seconds, whatever the mode.
#include <boost/test/unit_test.hpp>
#include <chrono>

#include "tests/verify/forecast/source/host.h"

using namespace tieout;
using namespace tieout::tests;

namespace {

// Three services each, of which one stale by years: in anniversary mode the costliest there is.
Host big_host(int clients) {
    Host host;
    host.price("p", "20.00|19.00|18.00|15.00|12.50", "10.00");
    int number = 1;
    for (int client = 1; client <= clients; ++client) {
        const std::string key = std::to_string(client);
        host.client(key);
        for (const auto* renews : {"2004-02-01", "2004-03-01", "1999-03-01"})
            host.service(key, std::to_string(number++), "p", "1", renews);
        host.credit(key, key, "50.00");
    }
    return host;
}

}  // namespace

BOOST_AUTO_TEST_CASE(ten_thousand_clients_are_a_matter_of_seconds) {
    Host host = big_host(10'000);
    for (const auto mode : {BillingMode::monthly, BillingMode::anniversary}) {
        host.terms.mode = mode;
        const auto begin = std::chrono::steady_clock::now();
        const Readings readings = host.project();
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
        BOOST_TEST_MESSAGE(readings.faithful.invoices.size()
                           << " and " << readings.intended.invoices.size() << " invoices in "
                           << seconds.count() << " s");
        BOOST_TEST(readings.intended.invoices.size() >= 110'000u);
        BOOST_TEST(seconds.count() < 10.0);
    }
}
