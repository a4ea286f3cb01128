// Eight times the clients are about eight times the work, whatever the mode.
#include <boost/test/unit_test.hpp>
#include <ctime>

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

// Processor time, which other programs on the machine do not change.
double seconds_for(int clients, BillingMode mode) {
    Host host = big_host(clients);
    host.terms.mode = mode;
    const std::clock_t begin = std::clock();
    const Readings readings = host.project();
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    BOOST_TEST(readings.intended.invoices.size() >= static_cast<std::size_t>(clients) * 11);
    return seconds;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_work_grows_as_the_clients_do) {
    for (const auto mode : {BillingMode::monthly, BillingMode::anniversary}) {
        const double few = seconds_for(1'000, mode), many = seconds_for(8'000, mode);
        BOOST_TEST(many < 20 * few, many << " s for 8,000 clients, " << few << " s for 1,000");
    }
}
