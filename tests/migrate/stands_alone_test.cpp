// Of which tables a row need not be converted again, by name: whoever changes a pack sees here what
// its deltas will cost.
#include "migrate/stands_alone.h"

#include <boost/test/unit_test.hpp>
#include <set>
#include <string>

#include "db/session.h"
#include "migrate/references.h"
#include "rules/pack.h"
#include "tests/support/scratch.h"

using namespace tieout;
using namespace tieout::migrate;

namespace {

// "bill from bill", of a pack whose tables are made in a real PostgreSQL.
struct Stands {
    explicit Stands(const std::string& folder) {
        const auto pack = rules::Pack::load(std::string(TIEOUT_SOURCE_DIR) + "/" + folder);
        const tests::Scratch target(db::Engine::postgresql);
        target.run_client_file(std::string(TIEOUT_SOURCE_DIR) + "/" + folder +
                               "/v5/postgresql.sql");
        const auto session = db::Session::open(target.parsed());
        Plan plan = Plan::load(pack);
        resolve_references(plan, session->catalogue());
        for (const TablePlan& table : plan.tables)
            (rows_stand_alone(plan, table, session->catalogue()) ? alone : together)
                .insert(table.table + " from " + table.source_name());
    }
    std::set<std::string> alone, together;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(stands_alone)

BOOST_AUTO_TEST_CASE(of_the_shop) {
    const Stands shop("tests/migrate/packs/shop");
    const std::set<std::string> alone = {"bill from bill", "bill_line from bill",
                                         "period from a query of the pack"};
    BOOST_TEST(shop.alone == alone, boost::test_tools::per_element());
    // Rows that must not be alike; numbered ones; those of which one waits for another.
    for (const char* table :
         {"account from customer", "price from plan_type", "service from service"})
        BOOST_TEST(shop.together.count(table) == 1U, table);
}

BOOST_AUTO_TEST_CASE(of_modernbill_the_large_tables) {
    const Stands modernbill("rules/modernbill");
    for (const char* table : {"invoice from client_invoice", "invoice_item from client_invoice",
                              "payment from client_register", "ledger_entry from client_register"})
        BOOST_TEST(modernbill.alone.count(table) == 1U, table);
    for (const char* table : {"app_user from client_info", "subscription from client_package",
                              "staff from admin", "currency from rows of the pack"})
        BOOST_TEST(modernbill.together.count(table) == 1U, table);
}

BOOST_AUTO_TEST_SUITE_END()
