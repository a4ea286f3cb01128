// In which keys of a target no two rows can be alike, because of the source's own primary key; and
// that a migration leaves the target's structure as it was.
#include "migrate/held_keys.h"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <fstream>
#include <set>
#include <string>

#include "base/error.h"
#include "rules/pack.h"
#include "tests/migrate/shop.h"
#include "tests/support/scratch.h"
#include "tests/support/temporary_folder.h"

using namespace tieout;
using namespace tieout::migrate;

namespace {

using Names = std::set<std::string>;

Names names_of(const std::vector<db::HeldKey>& keys) {
    Names names;
    for (const db::HeldKey& key : keys)
        names.insert(key.name);
    return names;
}

// A pack of one file, migrate.yaml, from a real MariaDB into tables of a real PostgreSQL.
struct Two {
    Two() {
        std::ofstream(folder.path() / "pack.yaml")
            << "name: one\nversion: 1.0.0\ntitle: one\nsource: {label: old, schema: v4, recognise: "
               "[a.id]}\ntarget: {label: new, schema: v5, recognise: [bill.id]}\n";
        source.run_client(
            "create table a (id int primary key, other int not null unique, amount decimal(9,2), "
            "code varchar(9), list text);"
            "create table pair (one int, two int, extra int, primary key (one, two));"
            "create table named (id varchar(9) primary key);"
            "create table bare (id int not null);");
        target.run_client(
            "create table bill (id bigint primary key, number varchar(32) unique, worth "
            "numeric(9,2) unique, flag smallint, name text,"
            " constraint id_and_flag unique (id, flag), constraint flag_alone unique (flag),"
            " constraint id_and_name unique (id, name));"
            "create unique index id_where on bill (id) where flag = 1;"
            "create table other (id bigint primary key)");
    }

    Names held(const std::string& tables, const tests::Scratch& from) const {
        std::ofstream(folder.path() / "migrate.yaml") << "maps: {m: {1: 1, 2: 1}}\ntables:\n"
                                                      << tables;
        const auto old = db::Session::open(from.parsed());
        const auto fresh = db::Session::open(target.parsed());
        return names_of(
            held_keys(Plan::load(rules::Pack::load(folder.path())), *old, fresh->catalogue()));
    }
    // Of `bill`, from `a` unless `from` says otherwise.
    Names held(const std::string& columns, const std::string& from = "from: a, key: id") const {
        return held("  bill: {" + from + ", columns: {" + columns + "}}\n", source);
    }

    tests::TemporaryFolder folder;
    tests::Scratch source{db::Engine::mysql}, target{db::Engine::postgresql};
};

const Names none;

// The whole structure of a PostgreSQL database as its own program writes it.
std::string structure(const tests::Scratch& target) {
    const std::string command = "pg_dump --schema-only '" + target.url() + "'";
    std::FILE* const pipe = popen(command.c_str(), "r");
    std::string text;
    char buffer[4096];
    while (const std::size_t size = std::fread(buffer, 1, sizeof buffer, pipe))
        text.append(buffer, size);
    BOOST_REQUIRE(pclose(pipe) == 0);
    // Of some versions, and another one in each dump.
    std::string kept;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        if (line.find("restrict ") == std::string::npos) kept += line + "\n";
    return kept;
}

constexpr const char* customers_and_bills =
    "insert into customer values (1, 'Ada', '', '2', '', '', null, 0), (2, 'Bob', '', '2', '', "
    "'', null, 0);";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(held_keys_of_a_plan, Two)

BOOST_AUTO_TEST_CASE(copies_of_the_whole_primary_key_keep_rows_apart) {
    BOOST_TEST(held("id: id") == Names{"bill_pkey"}, boost::test_tools::per_element());
    BOOST_TEST(held("number: id") == Names{"bill_number_key"}, boost::test_tools::per_element());
    const Names both = {"bill_number_key", "bill_pkey"};
    BOOST_TEST(held("id: id, number: id") == both, boost::test_tools::per_element());
    BOOST_TEST(held("id: x.id", "from: a x, key: x.id, where: x.other > 0") == Names{"bill_pkey"},
               boost::test_tools::per_element());
    const Names wider = {"bill_pkey", "id_and_flag"};
    BOOST_TEST(held("id: id, flag: other") == wider, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_is_not_a_copy_does_not) {
    for (const char* columns : {"id: other", "worth: id", "id: {column: id, convert: [{map: m}]}",
                                "id: {column: id, convert: [integer]}", "id: {first_of: [id]}",
                                "id: {sql: id}", "id: {value: 7}", "number: code"})
        BOOST_TEST((held(columns) == none), columns);
    // One column of the key is a copy, the other is not of whole numbers.
    BOOST_TEST((held("id: id, name: code") == Names{"bill_pkey"}));
}

BOOST_AUTO_TEST_CASE(of_a_key_of_two_columns_both_are_needed) {
    const std::string from = "from: pair, key: [one, two]";
    BOOST_TEST((held("id: one, flag: two", from) == Names{"id_and_flag"}));
    BOOST_TEST((held("id: one, flag: extra", from) == none));
    BOOST_TEST((held("id: one", from) == none));
}

BOOST_AUTO_TEST_CASE(a_source_without_such_a_key_does_not) {
    BOOST_TEST((held("number: id", "from: named, key: id") == none));
    BOOST_TEST((held("id: id", "from: bare, key: id") == none));
}

BOOST_AUTO_TEST_CASE(a_row_of_the_source_that_may_become_several_does_not) {
    BOOST_TEST(
        (held("id: a.id", "from: a, joins: join pair on pair.one = a.id, key: a.id") == none));
    BOOST_TEST((held("id: id", "sql: {inline: select id from a}, key: id") == none));
    BOOST_TEST((held("id: id",
                     "from: a, key: id, explode: {packed_prices: {price: list, setup: "
                     "list}}") == none));
}

BOOST_AUTO_TEST_CASE(a_table_that_somebody_else_fills_too_does_not) {
    const std::string one = "{from: a, key: id, columns: {id: id}}";
    BOOST_TEST((held("  bill: [" + one + "]\n", source) == Names{"bill_pkey"}));
    BOOST_TEST((held("  bill: [" + one + ", " + one + "]\n", source) == none));
    BOOST_TEST((held("  bill: [" + one + ", {rows: [{id: 7}]}]\n", source) == none));
    BOOST_TEST((held("  bill: " + one + "\n  BILL: " + one + "\n", source) == none));
    BOOST_TEST((held("  bill: " + one + "\n  other: " + one + "\n", source) ==
                Names{"bill_pkey", "other_pkey"}));
}

BOOST_AUTO_TEST_CASE(a_value_that_defanging_puts_in_its_place_does_not) {
    const std::string one = "  bill: {from: a, key: id, columns: {id: id, number: id}";
    BOOST_TEST((held(one + ", defang: {number: {value: same}}}\n", source) == Names{"bill_pkey"}));
}

BOOST_AUTO_TEST_CASE(only_an_engine_that_holds_its_keys_is_believed) {
    BOOST_TEST((held("id: id") == Names{"bill_pkey"}));
    for (const std::string engine : {"MyISAM", "Aria"}) {
        source.run_client("alter table a engine = " + engine);
        BOOST_TEST((held("id: id") == none), engine);
    }
    source.run_client("alter table a drop column list, engine = MEMORY");
    BOOST_TEST((held("id: id") == none));
    const std::string table = "  bill: {from: a, key: id, columns: {id: id}}\n";
    for (const db::Engine engine : {db::Engine::sqlite, db::Engine::postgresql}) {
        const tests::Scratch other(engine);
        other.run_client("create table a (id integer primary key)");
        BOOST_TEST((held(table, other) == none));
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(held_keys_of_packs)

BOOST_AUTO_TEST_CASE(of_modernbill_those_of_the_large_tables) {
    const std::string folder = std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill";
    const tests::Scratch source(db::Engine::mysql), target(db::Engine::postgresql);
    source.run_client_file(folder + "/v4/mysql.sql");
    target.run_client_file(folder + "/v5/postgresql.sql");
    const auto old = db::Session::open(source.parsed());
    const auto fresh = db::Session::open(target.parsed());
    const Names held =
        names_of(held_keys(Plan::load(rules::Pack::load(folder)), *old, fresh->catalogue()));
    for (const char* key : {"account_pkey", "account_source_ref_key", "invoice_pkey",
                            "invoice_number_key", "invoice_source_ref_key"})
        BOOST_TEST(held.count(key) == 1U, key);
    // Made of rows of several kinds; an account's own words.
    for (const char* key : {"subscription_attribute_pkey", "ledger_entry_pkey", "app_user_email"})
        BOOST_TEST(held.count(key) == 0U, key);
}

BOOST_AUTO_TEST_CASE(the_structure_is_afterwards_as_it_was) {
    tests::Shop shop(db::Engine::mysql, db::Engine::postgresql);
    shop.source().run_client(customers_and_bills);
    shop.run();
    const std::string created = structure(shop.target());
    BOOST_TEST(created.find("account_source_ref_key") != std::string::npos);
    shop.options.create_schema = false;
    shop.run();
    BOOST_TEST(structure(shop.target()) == created);
    BOOST_TEST(shop.rows("select count(*) from account") == "2\n");
}

BOOST_AUTO_TEST_CASE(a_migration_that_is_stopped_has_touched_no_key) {
    tests::Shop shop(db::Engine::mysql, db::Engine::postgresql);
    shop.source().run_client(customers_and_bills);
    shop.run();
    constexpr const char* indexes = "select string_agg(indexrelid::text, ' ') from pg_index";
    const std::string structure_before = structure(shop.target());
    const std::string before = shop.rows(indexes);
    std::atomic<bool> stop = false;
    shop.options.create_schema = false;
    shop.options.stop = &stop;
    shop.options.progress = [&](const Progress& progress) {
        if (progress.table == "service") stop = true;
    };
    BOOST_CHECK_THROW(shop.run(), Error);
    BOOST_TEST(shop.rows(indexes) == before);
    BOOST_TEST(structure(shop.target()) == structure_before);
}

BOOST_AUTO_TEST_SUITE_END()
