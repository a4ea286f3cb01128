// How long it will be, from rehearsals whose seconds stand here.
#include "cutover/plan_downtime.h"

#include <boost/test/unit_test.hpp>

#include "tests/cutover/planned.h"

namespace tieout::tests {
namespace {

using cutover::Downtime;

rules::CycleRecord rehearsal(double preflight, double migrate, double verify) {
    rules::CycleRecord record = good_rehearsal();
    record.stages[0].seconds = preflight;
    record.stages[1].seconds = migrate;
    record.stages[2].seconds = verify;
    return record;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(downtime)

BOOST_AUTO_TEST_CASE(least_median_and_most_are_of_each_step_and_of_the_whole) {
    const Downtime downtime = cutover::downtime_of(
        {rehearsal(10, 600, 300), rehearsal(30, 500, 400), rehearsal(20, 900, 200)}, 1.5, 0);
    BOOST_TEST(downtime.steps.size() == 3u);
    BOOST_TEST(downtime.steps[1].step == "migrate");
    BOOST_TEST(downtime.steps[1].least == 500);
    BOOST_TEST(downtime.steps[1].median == 600);
    BOOST_TEST(downtime.steps[1].most == 900);
    // 910, 930, 1120.
    BOOST_TEST(downtime.whole.least == 910);
    BOOST_TEST(downtime.whole.median == 930);
    BOOST_TEST(downtime.whole.most == 1120);
    // 1120 * 1.5 = 1680 s = 28 min: two quarters of an hour.
    BOOST_TEST(downtime.planned == 1800);
    BOOST_TEST(downtime.words ==
               "the longest of 3 rehearsals took 18 min 40 s; 1.5 times that, in quarters of an "
               "hour and two of them at least, is 30 min");
}

BOOST_AUTO_TEST_CASE(what_is_planned_is_in_whole_quarters_above_what_was_seen) {
    const auto planned = [](double seconds, double margin) {
        return cutover::downtime_of({rehearsal(0, seconds, 0)}, margin, 0).planned;
    };
    BOOST_TEST(planned(1, 1) == 1800);
    BOOST_TEST(planned(1800, 1) == 1800);
    BOOST_TEST(planned(1801, 1) == 2700);
    BOOST_TEST(planned(1800, 2) == 3600);
}

BOOST_AUTO_TEST_CASE(of_an_even_number_the_median_is_between_the_two_in_the_middle) {
    BOOST_TEST(
        cutover::downtime_of({rehearsal(0, 10, 0), rehearsal(0, 40, 0)}, 1, 0).whole.median == 25);
}

BOOST_AUTO_TEST_CASE(few_rehearsals_and_none_are_said) {
    BOOST_TEST(cutover::downtime_of({rehearsal(0, 10, 0)}, 1.5, 0)
                   .words.find("so few rehearsals say little of the spread") != std::string::npos);
    const Downtime none = cutover::downtime_of({}, 1.5, 0);
    BOOST_TEST(none.planned == 4 * 3600);
    BOOST_TEST(none.steps.empty());
    BOOST_TEST(none.words == "no rehearsal has ended: 4 h are a guess");
    BOOST_TEST(cutover::downtime_of({rehearsal(0, 10, 0)}, 1.5, 5400).planned == 5400);
}

BOOST_AUTO_TEST_CASE(only_whole_cycles_of_the_profile_tell_and_others_where_it_has_none) {
    const Planned planned(db::Engine::sqlite, db::Engine::sqlite);
    planned.ended(rehearsal(1, 2, 3));
    auto broken_off = rehearsal(1, 2, 300);
    broken_off.stages[2].status = "interrupted";
    planned.ended(broken_off);
    planned.begun();
    auto final_one = rehearsal(4, 5, 6);
    final_one.profile = "final";
    planned.ended(final_one);
    const auto rehearsed = cutover::rehearsals(planned.ledger(), "rehearsal");
    BOOST_TEST(rehearsed.size() == 1u);
    BOOST_TEST(rehearsed.at(0).number == 1);
    BOOST_TEST(cutover::rehearsals(planned.ledger(), "final").at(0).number == 4);
    BOOST_TEST(cutover::rehearsals(planned.ledger(), "other").size() == 2u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::tests
