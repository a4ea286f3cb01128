// What goes over the lines when servers digest rows that do not even lie on them.
#include <boost/test/unit_test.hpp>

#include "tests/scale/run.h"

using namespace tieout;
using namespace tieout::tests;

namespace {

constexpr int invoices = 60'000;  // on each data server

struct Bytes {
    std::uint64_t client = 0;  // between the program and the two servers it speaks to
    std::uint64_t source_behind = 0, target_behind = 0;  // between heads and data servers
};

// The tie of the invoices, by way of counted lines.
Bytes bytes_of(const std::string& strategy, const db::Url& source, const db::Url& target,
               std::uint64_t rows) {
    const Wire left(source), right(target);
    const std::uint64_t left_behind = servers().source.bytes_behind();
    const std::uint64_t right_behind = servers().target.bytes_behind();
    const Place place;
    const Verified seen =
        verified(place, left.url(), right.url(), {"--tie", "invoice", "--strategy", strategy});
    BOOST_TEST(seen.exit == 0, seen.err);
    BOOST_TEST(seen.tie("invoice").at("equal") == rows);
    BOOST_TEST((seen.tie("invoice").at("strategy") == "push-down") == (strategy == "push-down"));
    const Bytes bytes{left.bytes() + right.bytes(), servers().source.bytes_behind() - left_behind,
                      servers().target.bytes_behind() - right_behind};
    BOOST_TEST_MESSAGE(strategy << ": client " << bytes.client << " B, behind the source's head "
                                << bytes.source_behind << " B, behind the target's head "
                                << bytes.target_behind << " B, "
                                << seen.tie("invoice").at("seconds") << " s");
    return bytes;
}

struct Filled {
    Filled() {
        servers().fill_source(invoices);
        servers().fill_target(invoices);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(spread_push_down, *boost::unit_test::fixture<Filled>())

BOOST_AUTO_TEST_CASE(through_the_heads_an_equal_table_costs_less_than_a_hundredth_of_it) {
    const db::Url source = servers().source.head(), target = servers().target.head();
    const Bytes streamed = bytes_of("table", source, target, 2 * invoices);
    const Bytes pushed = bytes_of("push-down", source, target, 2 * invoices);
    BOOST_TEST(pushed.client * 100 < streamed.client, pushed.client << " of " << streamed.client);
    // The heads digest, so the rows still come to them.
    BOOST_TEST(pushed.source_behind * 2 > streamed.source_behind);
    BOOST_TEST(pushed.target_behind * 2 > streamed.target_behind);
}

// Both sides are cut at the same key: then nobody needs the heads, and no row leaves its server.
BOOST_AUTO_TEST_CASE(pair_by_pair_no_row_leaves_its_data_server) {
    const db::Url source = servers().source.data(1), target = servers().target.data(1);
    const Bytes streamed = bytes_of("table", source, target, invoices);
    const Bytes pushed = bytes_of("push-down", source, target, invoices);
    BOOST_TEST(pushed.client * 100 < streamed.client, pushed.client << " of " << streamed.client);
}

BOOST_AUTO_TEST_SUITE_END()
