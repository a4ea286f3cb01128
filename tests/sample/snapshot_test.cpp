#include "sample/snapshot.h"

#include <boost/test/unit_test.hpp>

using namespace tieout;
using namespace tieout::sample;

namespace {

Snapshot two_lines() {
    Snapshot snapshot;
    snapshot.next_total = Decimal(2895, 2);
    snapshot.cycle = "1";
    snapshot.next_time = 1072933200;
    PackageLine line;
    line.package = 7;
    line.name = "Starter";
    line.cycle = "1";
    line.recurring = Decimal(995, 2);
    line.setup = Decimal(605, 2);
    line.domain = "a-b1.com";
    snapshot.packages.push_back(line);
    snapshot.domains.push_back({"a-b1.com", 1, Decimal(1295, 2)});
    return snapshot;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(snapshot)

// Written by hand from the format that snapshot.h documents.
BOOST_AUTO_TEST_CASE(a_snapshot_is_php_serialize_with_lengths_in_bytes) {
    BOOST_TEST(
        serialize(two_lines()) ==
        "a:3:{s:12:\"order_totals\";a:4:{s:29:\"due_next_renewal_tax_included\";s:5:\"28.95\";"
        "s:16:\"cp_billing_cycle\";s:1:\"1\";s:18:\"due_next_timestamp\";i:1072933200;"
        "s:14:\"applied_credit\";s:4:\"0.00\";}s:8:\"packages\";a:1:{i:0;a:8:{s:5:\"cp_id\";i:7;"
        "s:9:\"pack_name\";s:7:\"Starter\";s:16:\"cp_billing_cycle\";s:1:\"1\";s:6:\"cp_qty\";i:1;"
        "s:16:\"total_pack_price\";s:4:\"9.95\";s:11:\"setup_price\";s:4:\"6.05\";"
        "s:13:\"prorate_price\";s:4:\"0.00\";s:6:\"domain\";s:8:\"a-b1.com\";}}s:7:\"domains\";"
        "a:1:{i:0;a:3:{s:11:\"domain_name\";s:8:\"a-b1.com\";s:5:\"years\";i:1;"
        "s:18:\"total_domain_price\";s:5:\"12.95\";}}}");
}

BOOST_AUTO_TEST_CASE(a_text_beyond_ascii_is_counted_in_bytes) {
    Snapshot snapshot;
    snapshot.domains.push_back({"caf\u00e9", 1, Decimal(0, 2)});
    BOOST_TEST(serialize(snapshot).find("s:5:\"caf\u00e9\";") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(its_sum_takes_set_up_and_domains_along) {
    BOOST_TEST(two_lines().sum().text() == "28.95");
}

BOOST_AUTO_TEST_SUITE_END()
