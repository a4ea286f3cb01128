// Ten events of a v4 whose hours were worked out by hand (and their seconds by date(1)).
#include "cutover/heat.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "cutover/plan_moments.h"
#include "cutover/window_clock.h"
#include "tests/cutover/planned.h"
#include "verify/shape.h"

namespace tieout::db {
std::ostream& operator<<(std::ostream& out, Engine engine);
}  // namespace tieout::db

namespace tieout::tests {
namespace {

constexpr int monday = 0, tuesday = 1, friday = 4, sunday = 6;
// Sunday 2027-01-31 19:20 in New York.
constexpr std::int64_t now = 1801440000 + 1200;

// In New York, where all ten happened:
//   event    Mon 01-04 09:10, Mon 01-11 09:59:59, Mon 01-18 09:00:00
//   ticket   Mon 01-25 09:30
//   payment  Tue 01-05 03:15
//   invoice  Wed 01-06 00:00:00: a day, whose hour nobody knows
//   event    Sun 01-31 18:59:59; and 19:00:00, in an hour that is not over
//   event    2026-01-01 12:00, more than a year ago
//   batch    Fri 01-15 22:30
constexpr const char* ten_events = R"(
    insert into event_log (log_id, log_comments, log_stamp) values (1, '', 1799071800), (2, '', 1799679599),
        (3, '', 1800280800), (4, '', 1801439999), (5, '', 1801440000), (6, '', 1767286800);
    insert into support_desk (call_id, call_question, call_error, call_response, call_stamp) values (1, '', '', '', 1800887400);
    insert into client_register (reg_id, reg_date, reg_bill, reg_payment) values (1, 1799136900, '0', '12.00'), (2, 1799136900, '9.00', '0');
    insert into client_invoice (invoice_id, invoice_snapshot, invoice_date_entered) values (1, '', 1799211600);
    insert into batch_details (batch_id, batch_stamp) values (1, 1800070200);
)";

cutover::Heat heat_of(const Planned& planned, const std::string& zone_name) {
    verify::Zone zone(zone_name);
    const auto source = verify::open_in_shape(planned.pack, db::Session::open(planned.v4.parsed()));
    return cutover::read_heat(planned.pack, cutover::PlanFile::load(planned.pack).activity, *source,
                              zone, now, [](const std::string&) {});
}

std::uint64_t all(const cutover::Heat::Week& week) {
    std::uint64_t sum = 0;
    for (const auto& day : week)
        for (const std::uint64_t hour : day)
            sum += hour;
    return sum;
}

const std::vector<db::Engine> engines{db::Engine::mysql, db::Engine::postgresql,
                                      db::Engine::sqlite};

}  // namespace

BOOST_AUTO_TEST_SUITE(heat)

BOOST_DATA_TEST_CASE(ten_events_are_where_the_clocks_of_the_zone_had_them, engines, engine) {
    const Planned planned(engine, db::Engine::sqlite);
    planned.v4.run_client(ten_events);
    const cutover::Heat heat = heat_of(planned, "America/New_York");
    // 1 + 1 + 1 + 3 on four Mondays; 5 for a payment on four Tuesdays; 20 for a batch.
    BOOST_TEST(heat.weighted[monday][9] == 6u);
    BOOST_TEST(heat.hours[monday][9] == 4u);
    BOOST_TEST(heat.expected(monday, 9) == 1.5);
    BOOST_TEST(heat.expected(tuesday, 3) == 1.25);
    BOOST_TEST(heat.expected(friday, 22) == 5.0);
    BOOST_TEST(heat.expected(sunday, 18) == 0.25);
    BOOST_TEST(heat.expected(sunday, 19) == 0.0);
    BOOST_TEST(all(heat.weighted) == 6u + 5u + 20u + 1u);
    // Mon 01-04 09:00 to Sun 01-31 19:00: 27 days and 10 hours.
    BOOST_TEST(all(heat.hours) == 27u * 24u + 10u);
    BOOST_TEST(heat.busiest() == 5.0);
    BOOST_TEST(heat.mean() == 32.0 / 658.0);
    BOOST_TEST(cutover::utc_text(heat.begin) == "2027-01-04T14:00:00Z");
    BOOST_TEST(cutover::utc_text(heat.end) == "2027-02-01T00:00:00Z");
    BOOST_TEST(heat.moments() == 7u);
    for (const cutover::HeatKind& kind : heat.kinds)
        BOOST_TEST(kind.without_hour == (kind.name == "invoices" ? 1u : 0u), kind.name);
}

BOOST_AUTO_TEST_CASE(the_same_events_are_elsewhere_on_the_clocks_of_another_zone) {
    const Planned planned(db::Engine::sqlite, db::Engine::sqlite);
    planned.v4.run_client(ten_events);
    const cutover::Heat amsterdam = heat_of(planned, "Europe/Amsterdam");
    BOOST_TEST(amsterdam.weighted[monday][15] == 6u);
    BOOST_TEST(amsterdam.weighted[5][4] == 20u);  // Saturday
    const cutover::Heat kolkata = heat_of(planned, "Asia/Kolkata");
    // 09:10, 09:59:59, 09:00 and 09:30 there are 19:40, 20:29:59, 19:30 and 20:00.
    BOOST_TEST(kolkata.weighted[monday][19] == 2u);
    BOOST_TEST(kolkata.weighted[monday][20] == 4u);
}

// A copy that was taken long ago: its year ends with its last moment, not in an empty spring.
BOOST_AUTO_TEST_CASE(a_copy_that_has_stood_still_tells_of_the_year_before_it_did) {
    const Planned planned(db::Engine::sqlite, db::Engine::sqlite);
    planned.v4.run_client(ten_events);
    verify::Zone zone("America/New_York");
    const auto source = verify::open_in_shape(planned.pack, db::Session::open(planned.v4.parsed()));
    const auto heat_at = [&](std::int64_t when) {
        return cutover::read_heat(planned.pack, cutover::PlanFile::load(planned.pack).activity,
                                  *source, zone, when, [](const std::string&) {});
    };
    // A week after the last moment, Sun 01-31 19:00:00, to the second, and one second later.
    BOOST_TEST(cutover::utc_text(heat_at(1801440000 + 7 * 86400).end) == "2027-02-08T00:00:00Z");
    for (const std::int64_t years : {0, 3}) {
        const auto heat = heat_at(1801440000 + 7 * 86400 + 1 + years * 365 * 86400);
        BOOST_TEST(cutover::utc_text(heat.end) == "2027-02-01T01:00:00Z");
        BOOST_TEST(heat.last == 1801440000);
        BOOST_TEST(heat.expected(monday, 9) == 1.5);
        BOOST_TEST(heat.expected(sunday, 19) == 0.25);
    }
}

BOOST_AUTO_TEST_CASE(an_empty_history_and_one_of_less_than_a_week_are_not_known) {
    const Planned planned(db::Engine::sqlite, db::Engine::sqlite);
    BOOST_TEST(!heat_of(planned, "America/New_York").is_known());
    planned.v4.run_client(
        "insert into event_log (log_id, log_comments, log_stamp) values (1, '', " +
        std::to_string(1801440000 - 7 * 86400 + 3600) + ")");
    BOOST_TEST(!heat_of(planned, "America/New_York").is_known());
    planned.v4.run_client(
        "insert into event_log (log_id, log_comments, log_stamp) values (2, '', " +
        std::to_string(1801440000 - 7 * 86400) + ")");
    BOOST_TEST(heat_of(planned, "America/New_York").is_known());
}

BOOST_AUTO_TEST_CASE(the_first_second_of_the_history_counts_and_the_one_behind_it_does_not) {
    verify::Zone zone("America/New_York");
    cutover::HeatCount count(zone, 1801440000 - 86'400, 1801440000);
    count.begin({"a", "a", 1, cutover::MomentsAs::unix_seconds, {}});
    for (const std::int64_t moment : {1801440000 - 86'401, 1801440000 - 86'400, 1801440000})
        count.add(moment);
    BOOST_TEST(count.end().moments() == 1u);
}

// New York: Sunday 2027-03-14 has no 02:00, and 2026-11-01 has 01:00 twice.
BOOST_AUTO_TEST_CASE(an_hour_that_the_clocks_skip_never_came_and_one_that_they_repeat_came_twice) {
    verify::Zone zone("America/New_York");
    const auto hours_of = [&](const char* since, const char* until) {
        cutover::HeatCount count(zone, cutover::utc_seconds(since), cutover::utc_seconds(until));
        count.begin({"a", "a", 1, cutover::MomentsAs::unix_seconds, {}});
        count.add(count.since() + 1);
        return count.end().hours;
    };
    const auto spring = hours_of("2027-03-08T05:00:00Z", "2027-03-15T04:00:00Z");
    BOOST_TEST(spring[sunday][1] == 1u);
    BOOST_TEST(spring[sunday][2] == 0u);
    BOOST_TEST(spring[sunday][3] == 1u);
    BOOST_TEST(all(spring) == 167u);
    const auto autumn = hours_of("2026-10-26T04:00:00Z", "2026-11-02T05:00:00Z");
    BOOST_TEST(autumn[sunday][1] == 2u);
    BOOST_TEST(all(autumn) == 169u);
}

BOOST_AUTO_TEST_CASE(readings_of_clocks_are_moments_of_the_zone) {
    const Scratch database(db::Engine::sqlite);
    database.run_client(
        "create table t (at text); insert into t values ('2027-01-04 09:10:00'), ('2027-01-04 "
        "09:10'), (null), ('never'), ('2027-03-14 02:30:00'), ('2025-01-01 00:00:00')");
    verify::Zone zone("America/New_York");
    const auto session = db::Session::open(database.parsed());
    std::vector<std::int64_t> found;
    cutover::for_each_moment(*session, "select at from t where (at >= ? and at < ?) or 1 = 1",
                             cutover::MomentsAs::local_time, zone,
                             cutover::utc_seconds("2026-01-01T00:00:00Z"),
                             cutover::utc_seconds("2028-01-01T00:00:00Z"),
                             [&](std::int64_t moment) { found.push_back(moment); });
    const std::vector<std::int64_t> wanted{1799071800, 1799071800};
    BOOST_TEST(found == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::tests
