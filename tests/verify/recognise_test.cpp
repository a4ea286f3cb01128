#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "tests/support/scratch.h"
#include "verify/proof.h"

using namespace tieout;

namespace {

std::string refused(const std::string& schema, const std::vector<std::string>& wanted) {
    const tests::Scratch server(db::Engine::sqlite);
    server.run_client(schema);
    const auto session = db::Session::open(server.parsed());
    rules::PackSide side;
    side.label = "ModernBill v4";
    side.recognise = wanted;
    try {
        verify::recognise(side, *session);
    } catch (const Error& error) {
        BOOST_TEST((error.fault() == Fault::schema));
        std::string said = error.what();
        const std::string url = session->facts().url;
        BOOST_TEST(said.find(url) == 0U);
        return said.substr(url.size());
    }
    return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(recognise)

BOOST_AUTO_TEST_CASE(a_database_of_another_kind_is_named_with_what_it_lacks) {
    const std::string v4 = "create table client_info (client_id integer primary key);";
    BOOST_TEST(refused(v4, {"client_info", "client_info.client_id"}) == "");
    BOOST_TEST(refused("create table posts (id integer);", {"client_info.client_id"}) ==
               " is not a ModernBill v4: it has no table client_info; check the URL");
    BOOST_TEST(
        refused(v4, {"client_info.client_stamp"}) ==
        " is not a ModernBill v4 that this pack knows: client_info has no column client_stamp");
}

BOOST_AUTO_TEST_SUITE_END()
