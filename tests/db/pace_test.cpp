// What does not depend on a server's load: files, caps, rests, Ctrl-C. SQLite, for it is there.
#include "db/pace.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

#include "tests/db/paced.h"
#include "tests/support/scratch.h"

using namespace tieout;
using namespace tieout::db;
using namespace tieout::tests;
using namespace std::chrono_literals;

namespace {

constexpr auto ten_thousand =
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000) "
    "select i, 'a text of 32 letters, to be read' as t from n";

struct Database {
    Scratch scratch{Engine::sqlite};
    std::filesystem::path file = scratch.parsed().database + ".signal";
    ~Database() { std::filesystem::remove(file); }

    void make_file() const { std::ofstream(file) << "\n"; }
    Gentle pausing() const {
        Gentle limits;
        limits.pause_file = file;
        return limits;
    }
    Gentle stopping() const {
        Gentle limits;
        limits.stop_file = file;
        return limits;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(pace, Database)

BOOST_AUTO_TEST_CASE(without_limits_the_session_is_the_one_that_was_given) {
    auto session = Session::open(scratch.parsed());
    const Session* const before = session.get();
    BOOST_TEST(paced(std::move(session), nullptr, PaceSide::source).get() == before);
}

BOOST_AUTO_TEST_CASE(nothing_is_read_while_the_pause_file_exists_and_all_once_it_is_gone) {
    make_file();
    Paced run(pausing(), scratch.parsed());
    std::atomic<std::size_t> rows{0};
    std::thread reader([&] { rows = read_all(*run.session, ten_thousand); });
    BOOST_TEST(soon([&] { return run.heard.begins("waiting: "); }));
    std::this_thread::sleep_for(300ms);
    BOOST_TEST(rows == 0u);
    std::filesystem::remove(file);
    reader.join();
    BOOST_TEST(rows == 10000u);
    const auto lines = run.heard.lines();
    BOOST_REQUIRE_EQUAL(lines.size(), 2u);
    BOOST_TEST(lines[0] == "waiting: the pause file " + file.string() + " exists");
    BOOST_TEST(lines[1].starts_with("going on with the source after 0."));
}

BOOST_AUTO_TEST_CASE(a_pause_holds_a_stream_between_two_batches) {
    Paced run(pausing(), scratch.parsed());
    const auto stream = run.session->stream({ten_thousand, {}});
    RowBatch batch;
    BOOST_TEST(stream->next(batch));
    make_file();
    std::this_thread::sleep_for(500ms);
    std::atomic<bool> more{false};
    std::thread reader([&] { more = stream->next(batch); });
    BOOST_TEST(soon([&] { return run.heard.begins("waiting: "); }));
    BOOST_TEST(!more);
    std::filesystem::remove(file);
    reader.join();
    BOOST_TEST(more);
}

BOOST_AUTO_TEST_CASE(a_long_wait_is_told_again) {
    make_file();
    Paced run(pausing(), scratch.parsed(), 100ms);
    std::thread reader([&] { run.session->query("select 1"); });
    BOOST_TEST(soon([&] { return run.heard.lines().size() >= 3; }));
    std::filesystem::remove(file);
    reader.join();
    for (std::size_t i = 0; i + 1 < run.heard.lines().size(); ++i)
        BOOST_TEST(run.heard.lines()[i].starts_with("waiting: the pause file"));
}

BOOST_AUTO_TEST_CASE(where_no_file_is_there_nothing_waits_and_nothing_is_told) {
    Gentle limits = pausing();
    limits.stop_file = file.string() + "2";
    limits.rows_per_s = 1'000'000'000;
    limits.bytes_per_s = 1'000'000'000'000;
    limits.statement_limit = 10min;
    limits.chunk_time = 10min;
    {
        Paced run(limits, scratch.parsed());
        BOOST_TEST(read_all(*run.session, ten_thousand) == 10000u);
        BOOST_TEST(run.session->query("select 1").rows.size() == 1u);
        BOOST_TEST(run.session->catalogue().tables.empty());
        BOOST_TEST(run.heard.text() == "");
        BOOST_TEST(run.reason.text() == "");
    }
}

BOOST_AUTO_TEST_CASE(ctrl_c_ends_a_wait) {
    make_file();
    Paced run(pausing(), scratch.parsed());
    std::string why;
    std::thread reader([&] { why = error_of([&] { run.session->query("select 1"); }); });
    BOOST_TEST(soon([&] { return run.heard.begins("waiting: "); }));
    run.stop = true;
    run.pace.wake();
    reader.join();
    BOOST_TEST(why == "interrupted between two batches of rows");
}

BOOST_AUTO_TEST_CASE(the_stop_file_ends_a_statement_that_runs_and_every_later_one) {
    Paced run(stopping(), scratch.parsed());
    std::string why;
    std::thread reader([&] {
        why = error_of([&] {
            run.session->query(
                "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) "
                "from n");
        });
    });
    std::this_thread::sleep_for(100ms);
    make_file();
    reader.join();
    const std::string wanted = "the stop file " + file.string() + " exists";
    BOOST_TEST(why == wanted);
    BOOST_TEST(run.reason.text() == wanted + "\n");
    BOOST_TEST(error_of([&] { run.session->query("select 1"); }) == wanted);
    BOOST_TEST(run.pace.ended().has_value());
}

BOOST_AUTO_TEST_CASE(a_stop_file_that_is_there_already_lets_no_run_begin) {
    make_file();
    BOOST_TEST(error_of([&] { Paced(stopping(), scratch.parsed()); }) ==
               "the stop file " + file.string() + " exists: remove it, and run again");
}

BOOST_AUTO_TEST_CASE(a_cap_on_rows_is_kept_and_told_once) {
    Gentle limits;
    limits.rows_per_s = 10'000;
    const auto free = time_of([&] { read_all(*Session::open(scratch.parsed()), ten_thousand); });
    Heard at_the_end;
    {
        Paced run(limits, scratch.parsed());
        const auto capped = time_of([&] { read_all(*run.session, ten_thousand); });
        // The last batch is not waited for; the four before it are, at 0.2 s each.
        BOOST_TEST(capped.count() >= 750);
        BOOST_TEST(capped.count() > 2 * free.count());
        BOOST_REQUIRE_EQUAL(run.heard.lines().size(), 1u);
        BOOST_TEST(run.heard.lines()[0] ==
                   "slowed: the source is read at no more than 10000 rows/s");
    }
}

BOOST_AUTO_TEST_CASE(a_cap_on_bytes_holds_over_statements_too) {
    Gentle limits;
    limits.bytes_per_s = 320'000;
    Paced run(limits, scratch.parsed());
    const auto took = time_of([&] {
        for (int i = 0; i < 5; ++i)
            BOOST_TEST(read_all(*run.session, std::string(ten_thousand) + " limit 2000") == 2000u);
    });
    BOOST_TEST(took.count() >= 750);  // 2,000 rows have more than 64,000 bytes: 0.2 s, four times
    BOOST_TEST(run.heard.begins("slowed: the source is read at no more than 0.32 MB/s"));
}

BOOST_AUTO_TEST_CASE(several_streams_of_a_side_share_its_cap) {
    Gentle limits;
    limits.rows_per_s = 20'000;
    Paced run(limits, scratch.parsed());
    const auto other = paced(Session::open(scratch.parsed()), &run.pace, PaceSide::source);
    const auto took = time_of([&] {
        std::thread reader([&] { read_all(*other, ten_thousand); });
        read_all(*run.session, ten_thousand);
        reader.join();
    });
    BOOST_TEST(took.count() >= 650);  // 20,000 rows, of which two batches are not waited for
}

BOOST_AUTO_TEST_CASE(the_other_side_has_a_cap_of_its_own) {
    Gentle limits;
    limits.rows_per_s = 10'000;
    Paced run(limits, scratch.parsed());
    const auto target = paced(Session::open(scratch.parsed()), &run.pace, PaceSide::target);
    run.pace.took(PaceSide::source, {1'000'000, 0, {}});
    const auto took = time_of([&] { read_all(*target, std::string(ten_thousand) + " limit 1"); });
    BOOST_TEST(took.count() < 50'000);  // the source has 100 s to wait
    BOOST_TEST(!run.heard.begins("slowed: the source"));
}

BOOST_AUTO_TEST_CASE(a_chunk_beyond_its_target_is_followed_by_a_rest) {
    Gentle limits;
    limits.chunk_time = 1ms;
    Paced run(limits, scratch.parsed());
    const auto stream = run.session->stream(
        {"with recursive n(i) as (select 1 union all select i + 1 from n where i < 300) select "
         "i, (with recursive m(j) as (select 1 union all select j + 1 from m where j < 1000 + i % "
         "2) select "
         "count(*) from m) from n",
         {}});
    RowBatch batch;
    const auto reading = time_of([&] { BOOST_TEST(stream->next(batch)); });
    const auto resting = time_of([&] { BOOST_TEST(stream->next(batch)); });
    BOOST_TEST(resting.count() >= reading.count() - 2);
    BOOST_TEST(run.heard.begins("slowed: 128 rows of the source took "));
    BOOST_TEST(run.heard.text().find("the target is 0.001 s; resting as long") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_statement_beyond_its_limit_is_named_with_the_limit) {
    Gentle limits;
    limits.statement_limit = 200ms;
    Paced run(limits, scratch.parsed());
    const std::string endless =
        "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i)\n  from n";
    try {
        run.session->query(endless);
        BOOST_ERROR("it ended");
    } catch (const Error& error) {
        BOOST_TEST((error.fault() == Fault::connection));
        BOOST_TEST(error.what() == scratch.parsed().safe() +
                                       ": a statement took longer than the statement limit of 0.2 "
                                       "s and was ended: with recursive n(i) as (select 1 union "
                                       "all select i + 1 from n) select max(i) from n");
    }
    BOOST_TEST(run.session->query("select 1").rows.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_load_limit_that_nobody_can_be_asked_for_is_refused) {
    Gentle load, lag;
    load.max_load = {{"Threads_running", 25}};
    lag.max_lag = 10s;
    BOOST_TEST(error_of([&] {
                   Paced(load, scratch.parsed());
               }).starts_with("neither side can be asked for the load `Threads_running`"));
    BOOST_TEST(error_of([&] {
                   Paced(lag, scratch.parsed());
               }).starts_with("neither side can be asked how far its replication is behind"));
}

BOOST_AUTO_TEST_SUITE_END()
