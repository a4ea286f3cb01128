#include "verify/route.h"

#include <boost/test/unit_test.hpp>

#include "tests/verify/two_sides.h"

using namespace tieout;
using namespace tieout::tests;
using namespace tieout::verify;

namespace {

const char* const lines_of_bills = R"yaml(
ties:
  line:
    title: Lines
    source:
      from: bill
      explode: {php_serialized: {column: body, lines: [{list: packages, columns: {amount: price}}]}}
      key: [id, position]
    target: {from: line, key: [id, position]}
    key_as: [integer, integer]
    fields:
      amount: {source: amount, target: amount, as: money}
)yaml";

struct Filled : tests::Scratch {
    explicit Filled(const std::string& body) : Scratch(db::Engine::sqlite) {
        run_client(
            "create table bill (id integer primary key, body text);"
            "insert into bill with recursive n(i) as (select 1 union all select i + 1 from n where "
            "i < 5000) select i, '" +
            body + "' from n;");
    }
};

struct Bills {
    explicit Bills(const std::string& body) : scratch(body) {}

    Filled scratch;
    PackFolder pack{lines_of_bills};
    Ties ties = Ties::load(pack.load());
    std::unique_ptr<db::Session> session = db::Session::open(scratch.parsed());
    Route route{ties.ties.at(0), SideName::source, *session, RunFacts()};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(route)

// Between two calls a reader looks whether it is to stop.
BOOST_AUTO_TEST_CASE(rows_of_which_none_is_produced_come_back_all_the_same) {
    Bills bills("a:0:{}");
    CanonicalBatch batch;
    int calls = 0;
    for (; bills.route.next(batch); ++calls)
        BOOST_TEST(batch.size() == 0U);
    BOOST_TEST(calls == 4);  // 4 * 1024 rows; the rest ends without one
    BOOST_TEST(bills.route.rows() == 0U);
    BOOST_TEST(!bills.route.next(batch));
}

BOOST_AUTO_TEST_CASE(rows_that_are_produced_are_handed_over_by_the_thousand) {
    Bills bills(R"(a:1:{s:8:"packages";a:1:{i:0;a:1:{s:5:"price";s:4:"1.50";}}})");
    CanonicalBatch batch;
    std::vector<std::size_t> sizes;
    while (bills.route.next(batch))
        sizes.push_back(batch.size());
    BOOST_TEST(sizes == (std::vector<std::size_t>{1024, 1024, 1024, 1024, 904}),
               boost::test_tools::per_element());
    BOOST_TEST(bills.route.rows() == 5000U);
}

BOOST_AUTO_TEST_SUITE_END()
