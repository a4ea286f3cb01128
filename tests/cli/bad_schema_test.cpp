// Databases that are not what the pack was written for, or hold nothing.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/cli/place.h"

using namespace tieout::tests;
using tieout::db::Engine;

namespace {

const auto engines =
    boost::unit_test::data::make({Engine::mysql, Engine::postgresql, Engine::sqlite});

void refused(const Outcome& outcome, std::string_view sentence) {
    BOOST_TEST_CONTEXT(outcome.out << outcome.err) {
        BOOST_TEST(outcome.exit == 2);
        BOOST_TEST(lines_of(outcome.err) == 1u);
        BOOST_TEST(has(outcome.err, sentence));
    }
}

struct Sides {
    explicit Sides(Engine engine) : v4(engine), v5(engine) {}
    Outcome tieout(const char* command) const {
        return place.tieout({command, v4.url(), v5.url(), "--pack", "modernbill", "-q"});
    }
    Place place;
    Scratch v4, v5;
};

// A clean migration, SQLite to SQLite, of which a test takes something away.
struct Migrated {
    explicit Migrated(int seed = 1) {
        const Outcome made =
            place.tieout({"sample", "--clients", "10", "--seed", std::to_string(seed), "--defects",
                          "none", "--into", v4.url()});
        BOOST_REQUIRE_MESSAGE(made.exit == 0, made.err);
        const Outcome moved =
            place.tieout({"migrate", v4.url(), v5.url(), "--pack", "modernbill", "--create", "-q"});
        BOOST_REQUIRE_MESSAGE(moved.exit == 0, moved.err);
    }
    Outcome tieout(const char* command) const {
        return place.tieout({command, v4.url(), v5.url(), "--pack", "modernbill", "-q"});
    }
    Place place;
    Scratch v4{Engine::sqlite}, v5{Engine::sqlite};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(bad_schema)

BOOST_DATA_TEST_CASE(a_source_that_is_not_v4_is_refused_by_every_command, engines, engine) {
    const Sides sides(engine);
    make_tables(sides.v4, "v5");
    make_tables(sides.v5, "v5");
    for (const char* command : {"verify", "preflight", "migrate"})
        refused(sides.tieout(command), "is not a ModernBill v4: it has no table client_info");
    const Outcome cycle = sides.tieout("cycle");
    BOOST_TEST(cycle.exit == 2);
    BOOST_TEST(has(cycle.err, "is not a ModernBill v4"));
    const Outcome check = sides.tieout("check");
    BOOST_TEST(check.exit == 3);
    BOOST_TEST(has(check.out, "NO   source"));
    BOOST_TEST(has(check.out, "is not a ModernBill v4"));
}

BOOST_DATA_TEST_CASE(a_database_without_tables_is_said_to_have_none, engines, engine) {
    const Sides sides(engine);
    for (const char* command : {"verify", "preflight", "migrate"})
        refused(sides.tieout(command), "has no table at all, and a ModernBill v4 was expected");
    make_tables(sides.v4, "v4");
    for (const char* command : {"verify", "preflight"})
        refused(sides.tieout(command), "has no table at all, and a v5 was expected");
    refused(sides.tieout("migrate"), "create its tables first");
}

BOOST_DATA_TEST_CASE(a_v4_without_rows_is_moved_and_is_still_not_a_pass, engines, engine) {
    const Sides sides(engine);
    make_tables(sides.v4, "v4");
    make_tables(sides.v5, "v5");
    const Outcome cycle = sides.tieout("cycle");
    BOOST_TEST(cycle.exit == 1);
    BOOST_TEST(has(cycle.out, "Clients: nothing was compared, both sides have no row"));
    BOOST_TEST(has(cycle.out, "Invoices: nothing was compared, both sides have no row"));
    BOOST_TEST(sides.place.tieout({"gate"}).exit == 1);
    BOOST_TEST(sides.tieout("verify").exit == 1);
}

BOOST_AUTO_TEST_CASE(by_name_nothing_compared_is_not_a_pass) {
    const Scratch left(Engine::sqlite), right(Engine::sqlite);
    const Outcome nothing = Place().tieout({"verify", left.url(), right.url()});
    BOOST_TEST(nothing.exit == 1);
    BOOST_TEST(has(nothing.out, "Nothing was compared"));
    left.run_client("create table a (k integer primary key);");
    right.run_client("create table a (k integer primary key);");
    BOOST_TEST(Place().tieout({"verify", left.url(), right.url()}).exit == 1);
    left.run_client("insert into a values (1);");
    right.run_client("insert into a values (1);");
    BOOST_TEST(Place().tieout({"verify", left.url(), right.url()}).exit == 0);
}

BOOST_AUTO_TEST_CASE(a_complete_pair_holds) {
    BOOST_TEST(Migrated().tieout("verify").exit == 0);
}

BOOST_AUTO_TEST_CASE(a_table_that_the_source_lacks_is_named_and_nothing_moves) {
    const Migrated pair;
    pair.v4.run_client("drop table domain_names;");
    const std::string before = contents(pair.v5);
    refused(pair.tieout("migrate"), "the source has no table `domain_names`");
    BOOST_TEST((contents(pair.v5) == before));
    const Outcome verify = pair.tieout("verify");
    BOOST_TEST(verify.exit == 3);
    BOOST_TEST(has(verify.out, "there is no table `domain_names`"));
    const Outcome cycle = pair.tieout("cycle");
    BOOST_TEST(cycle.exit == 2);
    BOOST_TEST(has(cycle.err, "migrate: "));
    BOOST_TEST(has(cycle.err, "`domain_names`"));
    BOOST_TEST(pair.place.tieout({"gate"}).exit == 3);
}

BOOST_AUTO_TEST_CASE(a_column_that_the_source_lacks_is_named_with_the_nearest) {
    const Migrated pair;
    pair.v4.run_client("alter table client_info drop column client_phone2;");
    const std::string before = contents(pair.v5);
    refused(pair.tieout("migrate"),
            "the source has no column `client_phone2`; did you mean `client_phone1`?");
    BOOST_TEST((contents(pair.v5) == before));
    // The ties that cannot be read are said; none of their rows is called wrong for it.
    const Outcome verify = pair.tieout("verify");
    BOOST_TEST(verify.exit == 3);
    BOOST_TEST(has(verify.out, "there is no column `client_phone2` in `client_info`"));
    BOOST_TEST(!has(verify.out, "must exist"));
}

BOOST_AUTO_TEST_CASE(a_table_or_column_that_the_target_lacks_is_named) {
    const Migrated pair;
    pair.v5.run_client("alter table account_contact drop column fax;");
    refused(pair.tieout("migrate"), "account_contact has no column `fax`");
    const Outcome verify = pair.tieout("verify");
    BOOST_TEST(verify.exit == 3);
    BOOST_TEST(has(verify.out, "there is no column `c.fax`"));
    pair.v5.run_client("drop table coupon;");
    refused(pair.tieout("migrate"), "no table `coupon`");
    BOOST_TEST(has(pair.tieout("verify").out, "there is no table `coupon`"));
}

BOOST_AUTO_TEST_CASE(rows_that_tieout_did_not_write_are_not_replaced_unless_told) {
    const Migrated first, other(2);
    other.v5.run_client("delete from mig_table; delete from mig_run;");
    const std::string before = contents(other.v5);
    const auto migrate = [&](std::vector<std::string> more) {
        std::vector<std::string> words{"migrate", first.v4.url(), other.v5.url(),
                                       "--pack",  "modernbill",   "-q"};
        words.insert(words.end(), more.begin(), more.end());
        return first.place.tieout(words);
    };
    refused(migrate({}), "rows");
    BOOST_TEST((contents(other.v5) == before));
    BOOST_TEST(migrate({"--replace"}).exit == 0);
    BOOST_TEST((contents(other.v5) == contents(first.v5)));
}

BOOST_AUTO_TEST_SUITE_END()
