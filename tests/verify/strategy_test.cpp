#include "verify/strategy.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/verify/shop.h"
#include "verify/zero_config.h"

using namespace tieout;
using namespace tieout::tests;
using verify::Strategy;
using Lines = std::vector<std::string>;

namespace {

struct Pair {
    db::Engine source, target;
};

std::ostream& operator<<(std::ostream& out, const Pair& pair) {
    return out << db::name(pair.source) << " to " << db::name(pair.target);
}

const std::vector<Pair> pairs = {
    {db::Engine::sqlite, db::Engine::sqlite},     {db::Engine::mysql, db::Engine::postgresql},
    {db::Engine::postgresql, db::Engine::mysql},  {db::Engine::mysql, db::Engine::mysql},
    {db::Engine::sqlite, db::Engine::postgresql}, {db::Engine::mysql, db::Engine::sqlite}};

const std::vector<Strategy> strategies = {Strategy::automatic, Strategy::merge, Strategy::table,
                                          Strategy::push_down};

// Keys of three types, inserted out of order; letters that collations and bytes order otherwise.
const char* const tables =
    "create table numbered (id integer not null primary key, v varchar(9));"
    "create table named (code varchar(9) not null primary key, v varchar(9));"
    "create table dated (day date not null primary key, v varchar(9));"
    "create table placed (shelf integer not null, place integer not null, v varchar(9),"
    " primary key (shelf, place));"
    "insert into numbered values (100, 'a'), (9, 'b'), (-3, 'c'), (20, 'd');"
    "insert into named values ('b', '1'), ('A', '2'), ('C', '3'), ('\xC3\xA9', '4'), ('z', '5');"
    "insert into dated values ('2004-02-01', 'x'), ('1969-12-31', 'y'), ('2004-01-31', 'z');"
    "insert into placed values (2, 1, 'p'), (1, 10, 'q'), (1, 9, 'r');";

struct Two {
    explicit Two(const Pair& pair) : source(pair.source), target(pair.target) {
        source.run_client(tables);
        target.run_client(tables);
    }
    verify::Proof proved(Strategy strategy) const {
        const auto left = db::Session::open(source.parsed());
        const auto right = db::Session::open(target.parsed());
        verify::VerifyOptions options;
        options.strategy = strategy;
        return verify::prove_by_name(*left, *right, options);
    }
    Scratch source, target;
};

const rules::TieResult& tie(const verify::Proof& proof, const std::string& name) {
    return *std::find_if(proof.ties.begin(), proof.ties.end(),
                         [&name](const rules::TieResult& each) { return each.tie == name; });
}

verify::KeyOrder free_order() {
    return {{"id"}, true, ""};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(strategy)

BOOST_AUTO_TEST_CASE(automatic_merges_where_both_orders_are_free) {
    const verify::KeyOrder sorted{{"id"}, false, ""};
    BOOST_TEST(verify::choose(Strategy::automatic, free_order(), free_order()).merges);
    BOOST_TEST(!verify::choose(Strategy::automatic, free_order(), sorted).merges);
    BOOST_TEST(!verify::choose(Strategy::automatic, sorted, free_order()).merges);
    BOOST_TEST(verify::choose(Strategy::automatic, sorted, free_order()).why.empty());
}

BOOST_AUTO_TEST_CASE(a_merge_that_is_asked_for_may_cost_a_sort_but_not_be_guessed) {
    const verify::KeyOrder sorted{{"id"}, false, ""}, none{{}, false, "the key is computed"};
    BOOST_TEST(verify::choose(Strategy::merge, sorted, sorted).merges);
    const verify::Choice choice = verify::choose(Strategy::merge, sorted, none);
    BOOST_TEST(!choice.merges);
    BOOST_TEST(choice.why == "merge was asked for, but on the target the key is computed");
    BOOST_TEST(!verify::choose(Strategy::table, free_order(), free_order()).merges);
}

BOOST_AUTO_TEST_CASE(a_strategy_is_one_of_four_words) {
    BOOST_TEST((verify::strategy_of("push-down") == Strategy::push_down));
    BOOST_TEST((verify::strategy_of("auto") == Strategy::automatic));
    BOOST_TEST(!verify::strategy_of("Merge"));
}

BOOST_DATA_TEST_CASE(equal_rows_are_equal_by_every_strategy, pairs) {
    const Two two(sample);
    for (const Strategy strategy : strategies) {
        const auto proof = two.proved(strategy);
        BOOST_TEST(told(proof.findings) == Lines{}, boost::test_tools::per_element());
        BOOST_TEST(tie(proof, "named").equal == 5U);
    }
}

BOOST_DATA_TEST_CASE(differences_are_the_same_by_every_strategy, pairs) {
    const Two two(sample);
    two.source.run_client(
        "delete from numbered where id = -3; delete from named where code = 'C';"
        "update placed set v = 'R' where shelf = 1 and place = 9;");
    two.target.run_client(
        "delete from numbered where id = 100; update numbered set v = 'B' where id = 9;"
        "delete from named where code = 'A'; delete from dated where day = '1969-12-31';");
    for (const Strategy strategy : strategies)
        BOOST_TEST(
            told(two.proved(strategy).findings) ==
                (Lines{"changed numbered 9 v b -> B origin target",
                       "changed placed 1/9 v R -> r origin target", "extra named C origin target",
                       "extra numbered -3 origin target", "missing dated 1969-12-31 origin target",
                       "missing named A origin target", "missing numbered 100 origin target"}),
            boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(a_merge_asks_both_servers_for_the_order_of_the_key, pairs) {
    const Two two(sample);
    two.target.run_client(
        "delete from numbered where id = 9; delete from placed where shelf = 1 and place = 10;"
        "delete from dated where day = '2004-01-31'; delete from named where code = 'C';");
    const auto proof = two.proved(Strategy::merge);
    for (const char* name : {"numbered", "placed", "dated", "named"}) {
        BOOST_TEST(tie(proof, name).strategy == "merge", name << tie(proof, name).strategy_why);
        BOOST_TEST(tie(proof, name).strategy_why == "asked for");
        BOOST_TEST(tie(proof, name).source_sql.find(" ORDER BY ") != std::string::npos);
    }
    const auto as_they_come = two.proved(Strategy::table);
    for (const char* name : {"numbered", "placed", "dated", "named"})
        BOOST_TEST(tie(as_they_come, name).strategy == "keyed table");
}

BOOST_AUTO_TEST_CASE(the_order_of_a_primary_key_is_free_where_rows_are_stored_by_it) {
    const auto automatic = [](const Pair& pair) {
        const Two two(pair);
        return two.proved(Strategy::automatic);
    };
    const auto sqlite = automatic({db::Engine::sqlite, db::Engine::sqlite});
    BOOST_TEST(tie(sqlite, "numbered").strategy == "merge");
    BOOST_TEST(tie(sqlite, "placed").strategy == "keyed table");
    const auto mysql = automatic({db::Engine::mysql, db::Engine::mysql});
    BOOST_TEST(tie(mysql, "placed").strategy == "merge");
    BOOST_TEST(tie(mysql, "dated").strategy == "merge");
    BOOST_TEST(tie(mysql, "named").strategy == "keyed table");
    const auto both = automatic({db::Engine::mysql, db::Engine::postgresql});
    BOOST_TEST(tie(both, "numbered").strategy == "keyed table");
}

// SQLite keeps what it is given, and puts bytes behind every text.
BOOST_AUTO_TEST_CASE(rows_that_come_out_of_order_all_the_same_meet_in_the_table) {
    const Two two({db::Engine::sqlite, db::Engine::sqlite});
    const std::string loose = "create table loose (code text not null primary key, v text);";
    two.source.run_client(loose +
                          "insert into loose values ('B', '1'), ('C', '2'), (x'41', '3'),"
                          " (x'4130', '4');");
    two.target.run_client(loose + "insert into loose values ('A', '3'), ('B', '1'), ('D', '5');");
    const auto merged = two.proved(Strategy::merge);
    BOOST_TEST(tie(merged, "loose").strategy == "keyed table");
    BOOST_TEST(tie(merged, "loose").strategy_why ==
               "the source's rows did not come in the order of the key");
    BOOST_TEST(told(merged.findings) == told(two.proved(Strategy::table).findings),
               boost::test_tools::per_element());
    BOOST_TEST(tie(merged, "loose").equal == 2U);
    BOOST_TEST(tie(merged, "loose").missing == 2U);
    BOOST_TEST(tie(merged, "loose").extra == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
