// Windows whose order was worked out by hand, over weeks whose hours stand here as figures.
#include "cutover/window.h"

#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "cutover/window_clock.h"

namespace tieout::tests {
namespace {

using cutover::Heat;
using cutover::KeptClear;
using cutover::KeptDays;
using cutover::PeriodEnd;
using cutover::Window;
using cutover::WindowWish;

constexpr int tuesday = 1, thursday = 3, sunday = 6;

// Four weeks in which each hour brought one event; a test makes hours quiet.
Heat steady_week() {
    Heat heat;
    for (auto& day : heat.weighted)
        day.fill(4);
    for (auto& day : heat.hours)
        day.fill(4);
    heat.begin = cutover::utc_seconds("2026-12-01T00:00:00Z");
    heat.end = heat.begin + 28 * 86'400;
    return heat;
}

Date day(const char* text) {
    return *Date::parse(text);
}

class Weeks {
public:
    explicit Weeks(const char* from, const char* until, const char* zone_name = "America/New_York")
        : zone(zone_name) {
        wish.zone_name = zone_name;
        wish.earliest = cutover::utc_seconds(from);
        wish.latest = cutover::utc_seconds(until);
        wish.length = 2 * 3600;
    }
    std::vector<Window> best() { return cutover::best_windows(heat, kept, zone, wish); }
    // "Thu 2027-01-14 02:00, …".
    std::string begins() {
        std::string text;
        for (const Window& window : best())
            text += (text.empty() ? "" : ", ") + cutover::clock_words(zone, window.begin);
        return text;
    }
    void make_quiet(int weekday, int hour, std::uint64_t weights = 0) {
        heat.weighted[static_cast<std::size_t>(weekday)][static_cast<std::size_t>(hour)] = weights;
    }

    verify::Zone zone;
    Heat heat = steady_week();
    KeptDays kept;
    WindowWish wish;
};

bool says(const std::vector<std::string>& sentences, const std::string& part) {
    for (const std::string& sentence : sentences)
        if (sentence.find(part) != std::string::npos) return true;
    return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(windows)

// Monday 2027-01-11 to Sunday 2027-01-24.
BOOST_AUTO_TEST_CASE(the_quietest_hours_come_first_and_each_night_once) {
    Weeks weeks("2027-01-11T05:00:00Z", "2027-01-25T04:59:59Z");
    weeks.make_quiet(thursday, 2);
    weeks.make_quiet(thursday, 3);
    weeks.make_quiet(tuesday, 4, 1);
    weeks.wish.most = 4;
    BOOST_TEST(weeks.begins() ==
               "Thu 2027-01-14 02:00, Thu 2027-01-21 02:00, Tue 2027-01-12 03:00, Tue 2027-01-19 "
               "03:00");
    const auto best = weeks.best();
    BOOST_TEST(best[0].events == 0.0);
    BOOST_TEST(best[2].events == 1.25);  // 4/4 and 1/4
    BOOST_TEST(best[0].end - best[0].begin == 7200);
    // 665 of 672 hours: (672 - 8 - 3) / 672 events an hour.
    BOOST_TEST(says(best[0].reasons,
                    "0 weighted events are to be expected in it, where any "
                    "window as long has 2.0"));
}

BOOST_AUTO_TEST_CASE(a_window_may_begin_with_the_first_and_the_last_second_of_the_weeks) {
    Weeks weeks("2027-01-14T07:00:00Z", "2027-01-14T07:00:00Z");
    BOOST_TEST(weeks.begins() == "Thu 2027-01-14 02:00");
    ++weeks.wish.earliest;
    weeks.wish.latest += 3599;
    BOOST_TEST(weeks.begins() == "");
}

// The same thirds, summed in another order: no day is better by the last digit of a sum.
BOOST_AUTO_TEST_CASE(of_windows_that_differ_by_rounding_alone_the_earlier_is_first) {
    Weeks weeks("2027-01-11T05:00:00Z", "2027-01-18T04:59:59Z");
    for (auto& hours : weeks.heat.hours)
        hours.fill(3);
    for (int weekday = 0; weekday < 7; ++weekday)
        for (int hour = 0; hour < 24; ++hour)
            weeks.make_quiet(weekday, hour, static_cast<std::uint64_t>(hour < 6 ? 1 : 10 + hour));
    weeks.wish.most = 7;
    BOOST_TEST(weeks.begins() ==
               "Mon 2027-01-11 02:00, Tue 2027-01-12 02:00, Wed 2027-01-13 02:00, Thu 2027-01-14 "
               "02:00, Fri 2027-01-15 02:00, Sat 2027-01-16 02:00, Sun 2027-01-17 02:00");
}

BOOST_AUTO_TEST_CASE(an_hour_that_is_taken_in_part_counts_in_part) {
    Weeks weeks("2027-01-11T05:00:00Z", "2027-01-25T04:59:59Z");
    weeks.make_quiet(thursday, 2);
    const std::int64_t two = cutover::utc_seconds("2027-01-14T07:00:00Z");
    BOOST_TEST(cutover::expected_events(weeks.heat, weeks.zone, two, two + 3600) == 0.0);
    BOOST_TEST(cutover::expected_events(weeks.heat, weeks.zone, two, two + 5400) == 0.5);
    BOOST_TEST(cutover::expected_events(weeks.heat, weeks.zone, two - 900, two + 3600) == 0.25);
}

BOOST_AUTO_TEST_CASE(a_window_that_touches_a_day_that_is_kept_clear_is_none) {
    Weeks weeks("2027-01-11T05:00:00Z", "2027-01-18T04:59:59Z");
    weeks.make_quiet(thursday, 0);
    weeks.make_quiet(2, 23);
    weeks.wish.most = 1;
    BOOST_TEST(weeks.begins() == "Wed 2027-01-13 23:00");
    weeks.kept[day("2027-01-14")] = {"invoices are due (12 on that day)"};
    BOOST_TEST(weeks.begins() == "Wed 2027-01-13 22:00");
    weeks.kept[day("2027-01-13")] = {"cards are charged"};
    BOOST_TEST(weeks.begins() == "Mon 2027-01-11 00:00");
    for (int at = 11; at <= 18; ++at)
        weeks.kept[day(("2027-01-" + std::to_string(at)).c_str())] = {"x"};
    BOOST_TEST(weeks.begins() == "");
}

// Equal hours all over: what is behind the end of a period is first, and after the longest first.
BOOST_AUTO_TEST_CASE(of_equal_windows_the_one_behind_the_longer_period_comes_first) {
    Weeks weeks("2027-01-25T05:00:00Z", "2027-02-20T04:59:59Z");
    BOOST_TEST(weeks.begins() ==
               "Mon 2027-02-01 00:00, Tue 2027-02-02 00:00, Wed 2027-02-03 00:00, Mon 2027-01-25 "
               "00:00, Tue 2027-01-26 00:00");
    BOOST_TEST(says(weeks.best()[0].reasons, "the month ended on 2027-01-31"));
    BOOST_TEST(says(weeks.best()[3].reasons, "no period has just ended"));
    weeks.wish.fiscal_year_starts = "02-06";
    weeks.wish.most = 1;
    BOOST_TEST(weeks.begins() == "Sat 2027-02-06 00:00");
    BOOST_TEST(says(weeks.best()[0].reasons, "the fiscal year ended on 2027-02-05"));
}

// Behind a month's end a window counts as 70 %: 1.4 of 2 events. 1.25 beats that, 1.5 does not.
BOOST_AUTO_TEST_CASE(the_end_of_a_month_outweighs_three_tenths_of_the_events_and_no_more) {
    Weeks weeks("2027-01-31T05:00:00Z", "2027-02-14T04:59:59Z");
    weeks.wish.most = 1;
    weeks.make_quiet(thursday, 5, 1);
    BOOST_TEST(weeks.begins() == "Thu 2027-02-04 04:00");
    weeks.make_quiet(thursday, 5, 2);
    // Of its equal hours the first that has 05:00 within reach, when the mean week is quieter.
    BOOST_TEST(weeks.begins() == "Mon 2027-02-01 02:00");
}

// One quiet hour on Thursday and one on Friday; around the latter it is quieter.
BOOST_AUTO_TEST_CASE(
    of_windows_that_are_equal_in_all_else_the_one_with_quiet_hours_around_is_first) {
    Weeks weeks("2027-01-11T05:00:00Z", "2027-01-18T04:59:59Z");
    weeks.wish.length = 3600;
    weeks.wish.most = 2;
    weeks.make_quiet(thursday, 2);
    weeks.make_quiet(4, 5);
    weeks.make_quiet(4, 6, 1);
    BOOST_TEST(weeks.begins() == "Fri 2027-01-15 05:00, Thu 2027-01-14 02:00");
    // Five hours each: 03 to 08 with one hour of none and one of 0.25, 00 to 05 with one of none;
    // and on the mean of seven days.
    const auto near = boost::test_tools::tolerance(1e-9);
    BOOST_TEST(weeks.best()[0].around == 3.25 + 33.25 / 7, near);
    BOOST_TEST(weeks.best()[1].around == 4.0 + 34.0 / 7, near);
}

// Nothing on Thursday, and on the other days nothing at night: it is cut over at night.
BOOST_AUTO_TEST_CASE(of_hours_that_saw_nothing_the_one_is_taken_that_is_quiet_on_other_days_too) {
    Weeks weeks("2027-01-14T05:00:00Z", "2027-01-15T04:59:59Z");
    for (int weekday = 0; weekday < 7; ++weekday)
        for (int hour = 0; hour < 24; ++hour)
            if (weekday == thursday || hour < 6) weeks.make_quiet(weekday, hour);
    weeks.wish.most = 1;
    // From 02:00 to 04:00, with two hours on either side: 00:00 to 06:00.
    BOOST_TEST(weeks.begins() == "Thu 2027-01-14 02:00");
}

BOOST_AUTO_TEST_CASE(few_events_are_said_with_more_digits) {
    BOOST_TEST(cutover::events_figure(0) == "0");
    BOOST_TEST(cutover::events_figure(0.04) == "0.04");
    BOOST_TEST(cutover::events_figure(0.0034) == "0.0034");
    BOOST_TEST(cutover::events_figure(0.996) == "1");
    BOOST_TEST(cutover::events_figure(1) == "1.0");
    BOOST_TEST(cutover::events_figure(12.34) == "12.3");
}

BOOST_AUTO_TEST_CASE(books_that_are_locked_are_called_so_and_others_are_to_be) {
    Weeks weeks("2027-02-01T05:00:00Z", "2027-02-02T04:59:59Z");
    BOOST_TEST(says(weeks.best()[0].reasons, "lock its books before: `locked_until: 2027-01-31`"));
    weeks.wish.locked_until = "2027-01-30";
    BOOST_TEST(says(weeks.best()[0].reasons, "lock its books before"));
    weeks.wish.locked_until = "2027-01-31";
    BOOST_TEST(says(weeks.best()[0].reasons, "its books are locked"));
}

// New York sets its clocks forward on Sunday 2027-03-14 from 02:00 to 03:00.
BOOST_AUTO_TEST_CASE(no_window_begins_at_an_hour_that_the_clocks_skip_or_spans_their_change) {
    Weeks weeks("2027-03-14T05:00:00Z", "2027-03-15T03:59:59Z");
    for (const int hour : {0, 1, 2, 3})
        weeks.make_quiet(sunday, hour);
    weeks.wish.most = 1;
    // 00:00 to 02:00 is whole; 01:00 would last until 04:00, 02:00 there is not.
    BOOST_TEST(weeks.begins() == "Sun 2027-03-14 00:00");
    weeks.make_quiet(sunday, 0, 4);
    weeks.make_quiet(sunday, 4, 1);
    BOOST_TEST(weeks.begins() == "Sun 2027-03-14 03:00");
}

BOOST_AUTO_TEST_CASE(half_past_two_on_the_night_of_the_change_does_not_exist) {
    verify::Zone zone("America/New_York");
    const auto at = [&](const char* clock) {
        return cutover::utc_text(
            cutover::moment_of(zone, "America/New_York", *verify::clock_reading(clock)));
    };
    BOOST_TEST(at("2027-03-14 01:59") == "2027-03-14T06:59:00Z");
    BOOST_TEST(at("2027-03-14 03:00") == "2027-03-14T07:00:00Z");
    BOOST_CHECK_EXCEPTION(at("2027-03-14 02:30"), Error, [](const Error& error) {
        return error.fault() == Fault::usage &&
               std::string(error.what()) ==
                   "2027-03-14 02:30 does not exist in America/New_York: the clocks are set "
                   "forward over it";
    });
    BOOST_TEST(at("2026-11-01 01:30") == "2026-11-01T05:30:00Z");  // the earlier of two
}

BOOST_AUTO_TEST_CASE(a_window_that_somebody_asked_for_has_its_reservations) {
    Weeks weeks("2027-01-11T05:00:00Z", "2027-04-01T04:59:59Z");
    weeks.kept[day("2027-01-14")] = {"invoices are due (12 on that day)"};
    const auto at = [&](const char* moment) {
        return cutover::window_at(weeks.heat, weeks.kept, weeks.zone, weeks.wish,
                                  cutover::utc_seconds(moment));
    };
    const Window kept = at("2027-01-14T03:30:00Z");  // Wed 22:30 to Thu 00:30
    BOOST_TEST(says(kept.reservations, "2027-01-14 is to be kept clear: invoices are due (12"));
    BOOST_TEST(at("2027-01-14T03:00:00Z").reservations.empty());
    BOOST_TEST(says(at("2027-03-14T06:00:00Z").reservations, "the clocks change in it"));
    BOOST_TEST(says(at("2027-01-11T04:00:00Z").reservations, "before people can be told"));
    weeks.heat = Heat{};
    BOOST_TEST(says(at("2027-01-15T03:00:00Z").reservations, "nobody knows how busy it is"));
}

BOOST_AUTO_TEST_CASE(without_a_history_no_hour_is_called_quiet) {
    Weeks weeks("2027-01-11T05:00:00Z", "2027-01-25T04:59:59Z");
    weeks.heat = Heat{};
    BOOST_TEST(weeks.best().empty());
}

BOOST_AUTO_TEST_CASE(two_zones_have_their_own_nights) {
    Weeks amsterdam("2027-01-11T05:00:00Z", "2027-01-18T04:59:59Z", "Europe/Amsterdam");
    amsterdam.make_quiet(thursday, 2);
    amsterdam.make_quiet(thursday, 3);
    amsterdam.wish.most = 1;
    BOOST_TEST(cutover::utc_text(amsterdam.best()[0].begin) == "2027-01-14T01:00:00Z");
    Weeks kolkata("2027-01-11T05:00:00Z", "2027-01-18T04:59:59Z", "Asia/Kolkata");
    kolkata.make_quiet(thursday, 2);
    kolkata.make_quiet(thursday, 3);
    kolkata.wish.most = 1;
    BOOST_TEST(cutover::utc_text(kolkata.best()[0].begin) == "2027-01-13T20:30:00Z");
}

BOOST_AUTO_TEST_CASE(days_with_a_heap_are_kept_clear_and_those_below_it_are_not) {
    KeptClear due;
    due.title = "invoices are due";
    due.by = KeptClear::By::days;
    due.heap = 4;
    const cutover::DaysAhead ahead{day("2027-01-11"), day("2027-01-20")};
    // 20 on ten days: the mean day has 2, a heap is 8.
    KeptDays kept;
    cutover::add_kept_days(
        due, {{day("2027-01-12"), 8}, {day("2027-01-13"), 7}, {day("2027-01-15"), 5}}, ahead, kept);
    BOOST_TEST(kept.size() == 1u);
    BOOST_TEST(kept[day("2027-01-12")].at(0) == "invoices are due (8 on that day)");
}

BOOST_AUTO_TEST_CASE(a_day_of_the_month_that_had_a_heap_is_kept_clear_in_the_coming_months) {
    KeptClear runs;
    runs.title = "invoices are made";
    runs.by = KeptClear::By::days_of_month;
    runs.heap = 4;
    const cutover::DaysAhead ahead{day("2027-01-11"), day("2027-02-20")};
    // 62 on 31 days of the month: the mean one has 2, a heap is 8.
    KeptDays kept;
    cutover::add_kept_days(runs,
                           {{day("2026-03-01"), 30},
                            {day("2026-04-01"), 17},
                            {day("2026-05-15"), 4},
                            {day("2026-06-15"), 4},
                            {day("2026-07-16"), 7}},
                           ahead, kept);
    std::string days;
    for (const auto& [which, why] : kept)
        days += which.text() + " ";
    BOOST_TEST(days == "2027-01-15 2027-02-01 2027-02-15 ");
    BOOST_TEST(kept[day("2027-02-01")].at(0) ==
               "invoices are made (47 of 62 in the past year on day 1 of a month)");
}

BOOST_AUTO_TEST_CASE(periods_follow_the_fiscal_year) {
    const auto ends = [](const char* from, const char* until, const char* starts) {
        std::string text;
        for (const PeriodEnd& end : cutover::period_ends(day(from), day(until), starts))
            text += (text.empty() ? "" : ", ") + end.last_day.text() + " " + cutover::name(end.of) +
                    " since " + end.first_day.text();
        return text;
    };
    BOOST_TEST(ends("2026-11-15", "2027-01-15", "01-01") ==
               "2026-11-30 month since 2026-11-01, 2026-12-31 fiscal year since 2026-01-01");
    BOOST_TEST(ends("2026-06-01", "2026-10-31", "07-01") ==
               "2026-06-30 fiscal year since 2025-07-01, 2026-07-31 month since 2026-07-01, "
               "2026-08-31 month since 2026-08-01, 2026-09-30 quarter since 2026-07-01, 2026-10-31 "
               "month since 2026-10-01");
    BOOST_TEST(ends("2027-04-01", "2027-05-31", "04-06") ==
               "2027-04-05 fiscal year since 2026-04-06, 2027-05-05 month since 2027-04-06");
    BOOST_TEST(ends("2027-01-15", "2027-04-30", "01-31") ==
               "2027-01-30 fiscal year since 2026-01-31, 2027-02-27 month since 2027-01-31, "
               "2027-03-30 month since 2027-02-28, 2027-04-29 quarter since 2027-01-31");
}

BOOST_AUTO_TEST_CASE(a_period_has_just_ended_for_three_days) {
    const auto ended = [](const char* text) {
        return cutover::period_just_ended(day(text), "01-01").has_value();
    };
    BOOST_TEST(!ended("2027-01-31"));
    BOOST_TEST(ended("2027-02-01"));
    BOOST_TEST(ended("2027-02-03"));
    BOOST_TEST(!ended("2027-02-04"));
}

BOOST_AUTO_TEST_CASE(moments_and_lengths_are_said_for_people) {
    verify::Zone zone("America/New_York");
    BOOST_TEST(cutover::clock_words(zone, 1801440000) == "Sun 2027-01-31 19:00");
    BOOST_TEST(cutover::length_words(2700) == "45 min");
    BOOST_TEST(cutover::length_words(7200) == "2 h");
    BOOST_TEST(cutover::length_words(9000) == "2 h 30 min");
    // Beirut skipped midnight on 2021-03-28.
    verify::Zone beirut("Asia/Beirut");
    BOOST_TEST(cutover::utc_text(cutover::midnight_of(beirut, day("2021-03-28"))) ==
               "2021-03-27T22:00:00Z");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::tests
