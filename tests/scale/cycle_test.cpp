// A shop whose invoices lie on two servers on each side: moved, proved, and wrong in one place.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/scale/run.h"

using namespace tieout::tests;
using Lines = std::vector<std::string>;

namespace {

constexpr int invoices = 1500;  // on each data server

std::string sum_of(const Spread& side, int number, const std::string& sql) {
    return only(side.data(number), sql);
}

const auto strategies = boost::unit_test::data::make({"table", "push-down"});

}  // namespace

BOOST_AUTO_TEST_SUITE(spread_cycle)

BOOST_AUTO_TEST_CASE(check_says_that_tables_lie_on_other_servers) {
    servers().fill_source(1);
    const Outcome seen = on_both_heads(Place(), "check");
    BOOST_TEST(seen.exit == 0, seen.err);
    BOOST_TEST(has(seen.out, "invoices, items lie on other servers"), seen.out);
    BOOST_TEST(has(seen.out, "invoice, invoice_line lie on other servers"), seen.out);
}

BOOST_AUTO_TEST_CASE(each_row_is_moved_to_the_server_that_it_belongs_to) {
    servers().fill_source(invoices);
    const Place place;
    const Outcome moved = on_both_heads(place, "migrate");
    BOOST_TEST(moved.exit == 0, moved.err);
    for (const int number : {1, 2}) {
        const auto& [source, target] = servers();
        BOOST_TEST(sum_of(target, number, "select count(*) from invoice") == "1500");
        BOOST_TEST(sum_of(target, number, "select count(*) from invoice_line") == "3000");
        BOOST_TEST(sum_of(target, number, "select sum(total) from invoice") ==
                   sum_of(source, number, "select sum(amount) from invoices"));
    }
    const Verified seen = verified(place, servers().source.head(), servers().target.head());
    BOOST_TEST(seen.exit == 0, seen.err);
    BOOST_TEST(seen.record.at("verdict") == "holds");
    BOOST_TEST(seen.found() == Lines(), boost::test_tools::per_element());
    BOOST_TEST(seen.tie("invoice").at("equal") == 3000);
    BOOST_TEST(seen.tie("line").at("equal") == 6000);
}

BOOST_AUTO_TEST_CASE(a_whole_cycle_holds_and_all_its_stages_see_one_moment) {
    servers().fill_source(invoices);
    const Place place;
    const Outcome cycle = on_both_heads(place, "cycle", {"--json"});
    BOOST_TEST(cycle.exit == 0, cycle.err);
    const auto record = nlohmann::json::parse(cycle.out);
    BOOST_TEST(record.at("verdict") == "holds");
    BOOST_TEST(
        has(record.at("source").dump(), "it is one moment for who writes by way of this one"),
        record.at("source").dump());
}

BOOST_DATA_TEST_CASE(what_is_wrong_on_one_server_of_many_is_found_with_its_key, strategies) {
    servers().fill_source(invoices);
    servers().fill_target(invoices);
    const Place place;
    const auto look = [&] {
        return verified(place, servers().source.head(), servers().target.head(),
                        {"--strategy", sample});
    };
    const Verified clean = look();
    BOOST_TEST(clean.exit == 0, clean.err);
    BOOST_TEST(clean.found() == Lines(), boost::test_tools::per_element());

    servers().source.tell_data(2, "update invoices set amount = amount + 0.01 where id = 500123");
    servers().target.tell_data(1, "delete from invoice_line where id = 77");
    const Verified seen = look();
    BOOST_TEST(seen.exit == 1, seen.err);
    const Lines wrong{"invoice changed id 500123 total 2.47 -> 2.46 origin source",
                      "invoice_equals_its_lines broken_rule number 39 origin target",
                      "invoice_equals_its_lines broken_rule number 500123 origin source",
                      "line missing id 77 origin target"};
    BOOST_TEST(seen.found() == wrong, boost::test_tools::per_element());
    BOOST_TEST((seen.tie("invoice").at("strategy") == "push-down") ==
               (std::string(sample) == "push-down"));
}

// Cut at the same key on both sides, each pair is a shop of its own; what they make together is
// proved by way of the heads.
BOOST_AUTO_TEST_CASE(pairs_of_data_servers_are_moved_one_by_one) {
    servers().fill_source(invoices);
    const Place place;
    for (const int number : {1, 2}) {
        const auto& [source, target] = servers();
        const Outcome moved =
            tieout_between(place, "migrate", source.data(number), target.data(number));
        BOOST_TEST(moved.exit == 0, moved.err);
        const Verified pair = verified(place, source.data(number), target.data(number));
        BOOST_TEST(pair.exit == 0, pair.err);
        BOOST_TEST(pair.tie("invoice").at("equal") == 1500);
    }
    const Verified whole = verified(place, servers().source.head(), servers().target.head(),
                                    {"--tie", "invoice", "--tie", "line"});
    BOOST_TEST(whole.exit == 0, whole.err);
    BOOST_TEST(whole.tie("invoice").at("equal") == 3000);
}

// Its constraint is not known to the head, which asks it for nothing.
BOOST_AUTO_TEST_CASE(a_row_that_a_data_server_refuses_goes_to_quarantine) {
    servers().fill_source(100);
    servers().target.tell_data(2, "alter table invoice add constraint dear check (total < 1.99)");
    const Outcome moved = on_both_heads(Place(), "migrate");
    servers().target.tell_data(2, "alter table invoice drop constraint dear");
    BOOST_TEST(moved.exit == 1, moved.err);
    BOOST_TEST(has(moved.out, "1 rows in quarantine"), moved.out);
    BOOST_TEST(only(servers().target.head(), "select count(*) from invoice") == "199");
}

// Each data server commits by itself: where the second refuses, the first may have committed.
BOOST_AUTO_TEST_CASE(a_commit_that_a_data_server_refuses_is_not_told_as_nothing_changed) {
    servers().fill_source(10);
    servers().target.tell_data(
        2,
        "create function refuse() returns trigger language plpgsql as 'begin raise exception"
        " ''not today''; end'; create constraint trigger refuses after insert on invoice"
        " deferrable initially deferred for each row execute function refuse()");
    const Place place;
    const Outcome refused = on_both_heads(place, "migrate");
    BOOST_TEST(refused.exit == 3, refused.err);
    BOOST_TEST(
        has(refused.err,
            "COMMIT was refused: not today. invoice, invoice_line lie on other "
            "servers, some of which may have committed: migrate again, and say that rows may be "
            "replaced"),
        refused.err);
    servers().target.tell_data(2, "drop function refuse() cascade");
    BOOST_TEST(on_both_heads(place, "migrate", {"--replace"}).exit == 0);
    BOOST_TEST(on_both_heads(place, "verify").exit == 0);
}

BOOST_AUTO_TEST_SUITE_END()
