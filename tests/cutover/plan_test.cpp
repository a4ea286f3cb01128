// A night planned for a v4 on MariaDB and a v5 on PostgreSQL, worked out by hand.
#include "cutover/plan.h"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "cutover/plan_words.h"
#include "cutover/window_clock.h"
#include "tests/cutover/planned.h"
#include "tests/rules/schema_check.h"
#include "verify/shape.h"

namespace tieout::tests {
namespace {

namespace fs = std::filesystem;
using cutover::Blocker;
using cutover::Plan;
using cutover::PlanVerdict;
using cutover::PlanWish;

// As in heat_test.cpp; Tue 02-16 is a day on which twelve invoices fall due. An event a week ago
// and one of today keep the history alive.
constexpr const char* business = R"(
    set session sql_mode = '';
    insert into event_log (log_id, log_stamp) values (1, 1799071800), (2, 1799679599), (3, 1800280800), (4, 1801439999);
    insert into support_desk (call_id, call_stamp) values (1, 1800887400);
    insert into client_register (reg_id, reg_date, reg_payment) values (1, 1799136900, '12.00');
    insert into batch_details (batch_id, batch_stamp) values (1, 1800070200);
    insert into client_invoice (invoice_id, invoice_amount, invoice_date_due) values
        (1, 5, 1802754000), (2, 5, 1802754000), (3, 5, 1802754000), (4, 5, 1802754000), (5, 5, 1802754000), (6, 5, 1802754000),
        (7, 5, 1802754000), (8, 5, 1802754000), (9, 5, 1802754000), (10, 5, 1802754000), (11, 5, 1802754000), (12, 5, 1802754000);
    insert into client_info (client_id, client_fname, client_email, client_status, default_translation) values
        (1, 'Ada', 'ada@example.org', '2', 'english'), (2, 'Zoe', 'zoe@example.org', '2', 'dutch'), (3, 'X', 'none', '2', '');
)";

// Sunday 2027-01-31 19:20 in New York.
constexpr const char* now = "2027-02-01T00:20:00Z";

PlanWish wish_at(const std::string& when = now) {
    PlanWish wish;
    wish.now = when;
    wish.about = [](const std::string&) {};
    return wish;
}

Plan plan_of(const Planned& planned, const PlanWish& wish, std::vector<Blocker> blockers = {}) {
    const auto source = verify::open_in_shape(planned.pack, db::Session::open(planned.v4.parsed()));
    return cutover::make_plan(planned.project, planned.pack, *source, std::move(blockers), wish);
}

// A fiscal year that ends on Mon 02-15, so that the days behind it are those with the due dates.
void make_business(Planned& planned) {
    planned.v4.run_client(business);
    planned.project.fiscal_year_starts = "02-16";
    planned.ended(good_rehearsal(60));
}

std::string begins(const Plan& plan) {
    verify::Zone zone(plan.zone);
    std::string text;
    for (const cutover::Window& window : plan.windows)
        text += (text.empty() ? "" : ", ") + cutover::clock_words(zone, window.begin);
    return text;
}

std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

bool is_usage(const Error& error) {
    return error.fault() == Fault::usage;
}

Blocker blocker(Blocker::State state) {
    return {"it", state, "It.", state == Blocker::State::clear ? "" : "Mend it."};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(plan)

// People are told a week before at 10:00, which is over today: so nothing before Mon 02-08. The
// three days behind the fiscal year come first, but Tue 02-16 is kept clear. In the mean week
// something happens at 03, 09, 18 and 22: of the many half hours without an event 06:00 is the
// first that has none of these within two hours.
BOOST_AUTO_TEST_CASE(a_night_is_where_it_was_worked_out_by_hand) {
    Planned planned;
    make_business(planned);
    const Plan plan = plan_of(planned, wish_at());
    BOOST_TEST(begins(plan) ==
               "Wed 2027-02-17 06:00, Thu 2027-02-18 06:00, Mon 2027-02-08 06:00, Tue 2027-02-09 "
               "06:00, Wed 2027-02-10 06:00");
    BOOST_TEST(plan.downtime.planned == 1800);
    std::string kept;
    for (const auto& [day, why] : plan.kept)
        kept += day.text() + ": " + why.at(0) + "\n";
    BOOST_TEST(kept ==
               "2027-02-15: cards are charged (1 of 1 in the past year on day 15 of a month)\n"
               "2027-02-16: invoices are due (12 on that day)\n");
    verify::Zone zone(plan.zone);
    BOOST_TEST(cutover::clock_words(zone, plan.times->announcement) == "Wed 2027-02-10 10:00");
    BOOST_TEST(cutover::clock_words(zone, plan.times->reminder) == "Tue 2027-02-16 10:00");
    BOOST_TEST(plan.period->first_day.text() == "2026-02-16");
    BOOST_TEST(plan.period->last_day.text() == "2027-02-15");
    BOOST_TEST((cutover::verdict_of(plan) == PlanVerdict::ready));
}

BOOST_AUTO_TEST_CASE(what_one_has_to_know_beside_the_plan_is_said) {
    Planned planned;
    make_business(planned);
    planned.v4.run_client(
        "set session sql_mode = ''; update client_info set default_translation = 'klingon' where "
        "client_id = 2; insert into client_info (client_id, client_email, client_status) values "
        "(4, "
        "'ADA@example.org', '2')");
    const std::vector<std::string> wanted{
        "The history has 7 events with an hour, for the 168 hours of a week: an hour without one "
        "is "
        "hardly quieter than the next.",
        "1 contact with the language `klingon`, for which there are no texts.",
        "1 contact whose address is none: notices/unreachable.csv.",
        "1 contact has the address of another: an address is told once."};
    BOOST_TEST(cutover::page_of(plan_of(planned, wish_at())).remarks == wanted,
               boost::test_tools::per_element());
    planned.project.profile.name = "final";
    const auto later = cutover::page_of(plan_of(planned, wish_at("2027-03-01T00:20:00Z"))).remarks;
    BOOST_TEST(later.at(0) ==
               "The last thing that happened in ModernBill v4 is of 2027-01-31T23:59:59Z: it is a "
               "copy that has stood still. What is due in the coming weeks it does not know.");
    BOOST_TEST(later.at(2) ==
               "No cycle of the profile final has ended; how long it takes is seen in cycles of "
               "rehearsal.");
}

// At 09:59 the announcement can still go out today, at 10:00 of the plan; at 10:20 it cannot.
BOOST_AUTO_TEST_CASE(the_first_window_is_one_of_which_people_can_be_told_in_time) {
    Planned planned;
    make_business(planned);
    planned.project.fiscal_year_starts = "02-07";
    const auto first = [&](const char* when) {
        const Plan plan = plan_of(planned, wish_at(when));
        BOOST_TEST(!plan.times->is_late);
        return begins(plan).substr(0, std::size("Sun 2027-02-07") - 1);
    };
    BOOST_TEST(first("2027-01-31T14:59:00Z") == "Sun 2027-02-07");
    BOOST_TEST(first("2027-01-31T15:20:00Z") == "Mon 2027-02-08");
}

BOOST_AUTO_TEST_CASE(files_are_written_and_what_an_earlier_plan_left_is_gone) {
    Planned planned;
    make_business(planned);
    const fs::path folder = planned.project.state / "cutover" / "plan";
    fs::create_directories(folder / "notices" / "de");
    std::ofstream(folder / "notices" / "de" / "begin.md") << "old";
    cutover::write_plan(plan_of(planned, wish_at()), folder);
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back(entry.path().lexically_relative(folder));
    std::sort(files.begin(), files.end());
    const std::vector<std::string> wanted{"notices/en/announcement.md",
                                          "notices/en/begin.md",
                                          "notices/en/end.md",
                                          "notices/en/reminder.md",
                                          "notices/nl/announcement.md",
                                          "notices/nl/begin.md",
                                          "notices/nl/end.md",
                                          "notices/nl/reminder.md",
                                          "notices/recipients.csv",
                                          "notices/unreachable.csv",
                                          "period_end.md",
                                          "plan.html",
                                          "plan.ics",
                                          "plan.md"};
    BOOST_TEST(files == wanted, boost::test_tools::per_element());
    BOOST_TEST(read(folder / "notices/recipients.csv") ==
               "name,email,language\r\nAda,ada@example.org,en\r\nZoe,zoe@example.org,nl\r\n");
    BOOST_TEST(has(read(folder / "notices/nl/reminder.md"),
                   "van 2027-02-17 06:00 tot 2027-02-17 06:30 (America/New_York), hooguit 30 min"));
    const std::string sheet = read(folder / "period_end.md");
    BOOST_TEST(has(sheet, "# End of the fiscal year 2026\\-02\\-16 to 2027\\-02\\-15"));
    BOOST_TEST(has(sheet, "| invoice: rows | 3 | 3 | 0 | | | | |"));
    BOOST_TEST(has(sheet, "not locked yet: lock them before the night"));
    BOOST_TEST(has(read(folder / "plan.md"), "1. **Wed 2027\\-02\\-17 06:00** to 06:30"));
}

BOOST_AUTO_TEST_CASE(the_calendar_has_the_night_with_an_alarm_and_both_notices) {
    Planned planned;
    make_business(planned);
    const auto events = cutover::calendar_of(plan_of(planned, wish_at()));
    BOOST_TEST(events.size() == 3u);
    BOOST_TEST(cutover::utc_text(events[0].begin) == "2027-02-10T15:00:00Z");
    BOOST_TEST(cutover::utc_text(events[1].begin) == "2027-02-16T15:00:00Z");
    BOOST_TEST(cutover::utc_text(events[2].begin) == "2027-02-17T11:00:00Z");
    BOOST_TEST(cutover::utc_text(events[2].end) == "2027-02-17T11:30:00Z");
    BOOST_TEST(events[2].alarm_minutes == 60);
    // A later plan takes the place of an earlier one in whoever's calendar.
    const auto later = cutover::calendar_of(plan_of(planned, wish_at("2027-02-02T00:20:00Z")));
    for (std::size_t i = 0; i < 3; ++i)
        BOOST_TEST(events[i].uid == later[i].uid);
    BOOST_TEST(events[0].uid != events[1].uid);
}

BOOST_AUTO_TEST_CASE(the_same_databases_and_the_same_moment_give_the_same_bytes) {
    Planned planned;
    make_business(planned);
    const Plan one = plan_of(planned, wish_at()), two = plan_of(planned, wish_at());
    BOOST_TEST(cutover::to_json(one) == cutover::to_json(two));
    BOOST_TEST(reports::plan_html(cutover::page_of(one)) ==
               reports::plan_html(cutover::page_of(two)));
}

BOOST_AUTO_TEST_CASE(the_json_has_windows_heat_and_what_is_in_the_way) {
    Planned planned;
    make_business(planned);
    const auto json = nlohmann::json::parse(
        cutover::to_json(plan_of(planned, wish_at(), {blocker(Blocker::State::blocks)})));
    BOOST_TEST(json["verdict"] == "blocked");
    BOOST_TEST(json["windows"][0]["begin"] == "2027-02-17T11:00:00Z");
    BOOST_TEST(json["windows"][0]["behind"]["of"] == "fiscal year");
    BOOST_TEST(json["heat"]["week"][0][9] == 1.5);
    BOOST_TEST(json["heat"]["week"][4][22] == 5);
    BOOST_TEST(json["blockers"][0]["state"] == "blocks");
    BOOST_TEST(json["downtime"]["seconds"] == 1800);
    BOOST_TEST(json["notices"]["languages"]["nl"] == 1);
    BOOST_TEST(json["notices"]["unreachable"] == 1);
    BOOST_TEST(json["kept_clear"][1]["day"] == "2027-02-16");
}

BOOST_AUTO_TEST_CASE(the_json_is_what_its_schema_says_and_a_word_that_it_does_not_know_is_found) {
    const auto schema = nlohmann::json::parse(read(TIEOUT_SOURCE_DIR "/docs/schema/plan.json"));
    Planned planned;
    const auto faults = [&](const nlohmann::json& json) {
        std::string all;
        for (const std::string& fault : rules::tests::schema_faults(schema, json))
            all += fault.substr(0, 200) + "\n";
        return all;
    };
    BOOST_TEST(faults(nlohmann::json::parse(cutover::to_json(plan_of(planned, wish_at())))) == "");
    make_business(planned);
    auto json = nlohmann::json::parse(
        cutover::to_json(plan_of(planned, wish_at(), {blocker(Blocker::State::unknown)})));
    BOOST_TEST(faults(json) == "");
    json["windows"][0]["events"] = "few";
    json["heat"]["week"][0].erase(0);
    json["more"] = 1;
    BOOST_TEST(has(faults(json), "/windows/0/events"));
    BOOST_TEST(has(faults(json), "/heat"));
    BOOST_TEST(has(faults(json), "more"));
}

// v3 has neither states of invoices nor languages, and its tables may have a prefix.
BOOST_AUTO_TEST_CASE(a_v3_whose_tables_have_a_prefix_is_planned_too) {
    Planned planned;
    make_business(planned);
    planned.v4.run_client(
        "alter table client_invoice drop column invoice_status, drop column invoice_subtotal, drop "
        "column serialized_snapshot; alter table client_info drop column default_translation, drop "
        "column client_address_2;");
    const auto all = db::Session::open(planned.v4.parsed(), db::Snapshot::none);
    std::string renames;
    for (const db::Table& table : all->catalogue().tables)
        renames += "rename table " + table.name + " to mb_" + table.name + ";";
    planned.v4.run_client(renames);
    const Plan plan = plan_of(planned, wish_at());
    BOOST_TEST(begins(plan).starts_with("Wed 2027-02-17 06:00"));
    const std::map<std::string, std::uint64_t> english{{"en", 2}};
    BOOST_TEST((plan.audience.by_language == english));
    for (const Blocker& found :
         cutover::find_blockers(planned.project, planned.pack, {now, nullptr, nullptr, {}}))
        BOOST_TEST((found.state == Blocker::State::clear || found.name == "integrations"),
                   found.name << ": " << found.sentence);
}

BOOST_AUTO_TEST_CASE(a_blocker_outweighs_what_is_not_known_and_that_outweighs_readiness) {
    Planned planned;
    make_business(planned);
    const auto verdict = [&](std::vector<Blocker> blockers) {
        return cutover::verdict_of(plan_of(planned, wish_at(), std::move(blockers)));
    };
    const Blocker clear = blocker(Blocker::State::clear), blocks = blocker(Blocker::State::blocks),
                  unknown = blocker(Blocker::State::unknown);
    BOOST_TEST((verdict({clear}) == PlanVerdict::ready));
    BOOST_TEST((verdict({clear, unknown}) == PlanVerdict::unknown));
    BOOST_TEST((verdict({unknown, blocks}) == PlanVerdict::blocked));
}

BOOST_AUTO_TEST_CASE(without_a_history_no_window_is_called_quiet_and_one_may_be_named) {
    Planned planned;
    planned.ended(good_rehearsal(60));
    const Plan none = plan_of(planned, wish_at());
    BOOST_TEST(none.windows.empty());
    BOOST_TEST(!none.times.has_value());
    BOOST_TEST((cutover::verdict_of(none) == PlanVerdict::unknown));
    BOOST_TEST(cutover::headline_of(none) == "Nobody knows when ModernBill v4 is quiet");
    const fs::path folder = planned.project.state / "plan";
    cutover::write_plan(none, folder);
    BOOST_TEST(!fs::exists(folder / "plan.ics"));
    BOOST_TEST(!fs::exists(folder / "period_end.md"));
    PlanWish wish = wish_at();
    wish.window = "2027-02-20 03:00";
    const Plan named = plan_of(planned, wish);
    BOOST_TEST(begins(named) == "Sat 2027-02-20 03:00");
    BOOST_TEST(named.is_asked_for);
    BOOST_TEST(has(cutover::page_of(named).remarks.at(0), "nobody knows how busy it is"));
}

BOOST_AUTO_TEST_CASE(a_window_that_is_named_stands_first_with_what_speaks_against_it) {
    Planned planned;
    make_business(planned);
    PlanWish wish = wish_at();
    wish.window = "2027-02-03 02:00";
    const Plan plan = plan_of(planned, wish);
    BOOST_TEST(begins(plan).starts_with("Wed 2027-02-03 02:00, Wed 2027-02-17 06:00"));
    BOOST_TEST(plan.windows[0].reservations.at(0) == "it begins before people can be told in time");
    BOOST_TEST(plan.times->is_late);
    BOOST_TEST(cutover::utc_text(plan.times->announcement) == now);
}

BOOST_AUTO_TEST_CASE(a_window_that_is_not_there_or_has_passed_is_wrong_usage) {
    const Planned planned(db::Engine::sqlite, db::Engine::sqlite);
    const auto says = [&](const std::string& window, const std::string& part) {
        PlanWish wish = wish_at();
        wish.window = window;
        BOOST_CHECK_EXCEPTION(plan_of(planned, wish), Error, [&](const Error& error) {
            BOOST_TEST_INFO(error.what());
            return is_usage(error) && has(error.what(), part);
        });
    };
    says("2027-03-14 02:30", "does not exist in America/New_York");
    says("2027-01-31 19:19", "has passed");
    says("tomorrow", "expected \"YYYY-MM-DD hh:mm\"");
    says("2027-02-20", "expected \"YYYY-MM-DD hh:mm\"");
    PlanWish wish = wish_at();
    wish.weeks = 1;
    BOOST_CHECK_EXCEPTION(plan_of(planned, wish), Error, is_usage);
}

// Which days leave none is window_test.cpp's; here it is what is said of it.
BOOST_AUTO_TEST_CASE(a_plan_without_a_window_though_the_history_is_known_is_blocked) {
    Planned planned;
    make_business(planned);
    Plan plan = plan_of(planned, wish_at());
    plan.windows.clear();
    BOOST_TEST((cutover::verdict_of(plan) == PlanVerdict::blocked));
    BOOST_TEST(cutover::headline_of(plan) == "No window is left in the coming 4 weeks");
    BOOST_TEST(has(cutover::page_of(plan).no_window, "No window of 30 min is left"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::tests
