#include "verify/zero_config.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/verify/shop.h"

using namespace tieout;
using namespace tieout::tests;
using Lines = std::vector<std::string>;

namespace {

struct Pair {
    db::Engine source, target;
};

std::ostream& operator<<(std::ostream& out, const Pair& pair) {
    return out << db::name(pair.source) << " to " << db::name(pair.target);
}

const std::vector<Pair> pairs = {{db::Engine::sqlite, db::Engine::sqlite},
                                 {db::Engine::mysql, db::Engine::postgresql},
                                 {db::Engine::postgresql, db::Engine::sqlite}};

#define CHECK_LINES(found, ...) \
    BOOST_TEST((found) == (Lines{__VA_ARGS__}), boost::test_tools::per_element())

struct Two {
    explicit Two(const Pair& pair) : source(pair.source), target(pair.target) {
        source.run_client(
            "create table customer_order (order_id integer not null primary key, note varchar(20),"
            " total decimal(10,2), placed_on date);"
            "insert into customer_order values (1, 'a', 10.50, '2004-01-01'), (2, null, 0.1, "
            "null);");
        const bool mysql = pair.target == db::Engine::mysql;
        const std::string q = mysql ? "`" : "\"";
        target.run_client("create table " + q + "CustomerOrder" + q + " (" + q + "OrderId" + q +
                          " integer not null primary key, " + q + "Note" + q + " text, " + q +
                          "Total" + q + " decimal(12,3), " + q + "PlacedOn" + q + " date);" +
                          "insert into " + q + "CustomerOrder" + q +
                          " values (1, 'a', 10.500, '2004-01-01'), (2, null, 0.100, null);");
    }
    verify::Proof proved() const {
        const auto left = db::Session::open(source.parsed());
        const auto right = db::Session::open(target.parsed());
        return verify::prove_by_name(*left, *right, {});
    }
    Scratch source, target;
};

}  // namespace

BOOST_AUTO_TEST_CASE(names_are_folded_over_case_and_underscores) {
    BOOST_TEST(verify::folded_name("CustomerId") == "customerid");
    BOOST_TEST(verify::folded_name("customer_id") == "customerid");
    BOOST_TEST(verify::folded_name("CUSTOMERID") == "customerid");
}

BOOST_DATA_TEST_CASE(the_same_rows_under_other_names_have_no_finding, pairs) {
    const auto proof = Two(sample).proved();
    CHECK_LINES(told(proof.findings));
    BOOST_REQUIRE(proof.ties.size() == 1U);
    BOOST_TEST(proof.ties[0].equal == 2U);
    BOOST_TEST(proof.ties[0].source_digest == proof.ties[0].target_digest);
}

BOOST_DATA_TEST_CASE(a_value_that_differs_and_a_table_without_partner_are_found, pairs) {
    const Two two(sample);
    two.source.run_client(
        "update customer_order set note = '' where order_id = 2;"
        "create table lonely (id integer not null primary key);");
    CHECK_LINES(told(two.proved().findings), "absent lonely origin target",
                "changed customer_order 2 note  -> NULL origin target");
}

BOOST_DATA_TEST_CASE(databases_that_share_no_rows_are_not_equal, pairs) {
    const Two two(sample);
    two.source.run_client("delete from customer_order;");
    two.source.run_client("drop table customer_order;");
    const auto found = told(two.proved().findings);
    BOOST_TEST((std::find(found.begin(), found.end(), "empty  origin source") != found.end()));
}
