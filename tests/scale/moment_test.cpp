// A head's snapshot does not reach its data servers: what our sessions do about it, and say.
#include <boost/test/unit_test.hpp>

#include "db/session_set.h"
#include "tests/scale/servers.h"

using namespace tieout;
using namespace tieout::tests;
using Names = std::vector<std::string>;

namespace {

std::string rows_of(db::Session& session, const std::string& table) {
    return session.query("select count(*) from " + table).rows.at(0).at(0).value_or("NULL");
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(spread_moment)

BOOST_AUTO_TEST_CASE(the_views_of_all_data_servers_begin_with_the_session) {
    servers().fill_source(10);
    servers().fill_target(10);
    const auto source = db::Session::open(servers().source.head());
    const auto target = db::Session::open(servers().target.head());
    servers().source.tell_data(2, "delete from invoices where id = 500001");
    servers().target.tell_data(2, "delete from invoice where number = 500001");
    BOOST_TEST(rows_of(*source, "invoices") == "20");
    BOOST_TEST(rows_of(*target, "invoice") == "20");
    BOOST_TEST(only(servers().source.head(), "select count(*) from invoices") == "19");
    BOOST_TEST(only(servers().target.head(), "select count(*) from invoice") == "19");
}

BOOST_AUTO_TEST_CASE(a_session_says_which_tables_lie_elsewhere_and_claims_no_view_of_them) {
    const auto source = db::Session::open(servers().source.head());
    const auto target = db::Session::open(servers().target.head());
    BOOST_TEST(source->facts().tables_elsewhere == (Names{"invoices", "items"}),
               boost::test_tools::per_element());
    BOOST_TEST(target->facts().tables_elsewhere == (Names{"invoice", "invoice_line"}),
               boost::test_tools::per_element());
    BOOST_TEST(source->facts().view == "");
    BOOST_TEST(target->facts().view == "");
    for (const Spread* side : {&servers().source, &servers().target})
        BOOST_TEST(db::Session::open(side->data(1))->facts().tables_elsewhere.empty());
    BOOST_TEST(db::Session::open(servers().target.data(1))->facts().view != "");
}

BOOST_AUTO_TEST_CASE(behind_a_spider_head_several_sessions_see_one_moment_under_its_lock) {
    servers().fill_source(10);
    const auto set = db::open_at_one_moment(servers().source.head(), 3);
    BOOST_REQUIRE_EQUAL(set.sessions.size(), 3U);
    servers().source.tell_head("insert into invoices values (9999, 1, 0, 1, 1, null, null)");
    for (const auto& session : set.sessions)
        BOOST_TEST(rows_of(*session, "invoices") == "20");
    const db::SessionFacts& facts = set.sessions.front()->facts();
    BOOST_TEST(has(facts.moment,
                   "3 sessions, begun under one lock; invoices, items lie on other "
                   "servers, and it is one moment for who writes by way of this one"),
               facts.moment);
    BOOST_TEST(facts.lock != "");
}

BOOST_AUTO_TEST_CASE(behind_a_postgresql_head_one_session_reads_and_the_reason_is_told) {
    const auto set = db::open_at_one_moment(servers().target.head(), 3);
    BOOST_TEST(set.sessions.size() == 1U);
    BOOST_TEST(
        set.why_fewer ==
        "invoice, invoice_line lie on other servers, which know no other session's snapshot");
}

BOOST_AUTO_TEST_SUITE_END()
