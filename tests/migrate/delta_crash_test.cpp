// A delta that ends before its end, by kill -9 too: what stands in the target and what is noted of
// it stay one.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <string>

#include "base/error.h"
#include "tests/migrate/delta_words.h"
#include "tests/migrate/forwarding_writer.h"

using namespace tieout;
using namespace tieout::tests;
namespace data = boost::unit_test::data;

namespace {

// Dies as by kill -9 when it is about to commit.
class DyingWriter : public ForwardingWriter {
public:
    using ForwardingWriter::ForwardingWriter;
    void commit() override { ::kill(::getpid(), SIGKILL); }
};

int killed_at_commit(TwoTargets& both) {
    const pid_t child = ::fork();
    if (child == 0) {
        const auto source = db::Session::open(both.shop.source().parsed());
        DyingWriter target(db::Writer::open(both.shop.target().parsed()));
        Collected quarantine;
        migrate::migrate(rules::Pack::load(both.shop.pack), *source, target, both.shop.options,
                         quarantine);
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(delta_crash)

BOOST_DATA_TEST_CASE(killed_between_notes_and_commit_the_next_delta_goes_by_what_stands_there,
                     data::make(ways)) {
    for (const bool in_a_delta : {true, false}) {
        BOOST_TEST_INFO_SCOPE((in_a_delta ? "in a delta" : "in a full migration"));
        TwoTargets both(sample.source, sample.target);
        both.shop.source().run_client(shop_rows);
        both.first();
        const auto noted = both.noted();
        both.shop.source().run_client("update customer set name = 'Eve' where id = 2;");
        both.shop.options.delta = in_a_delta;
        BOOST_TEST(killed_at_commit(both) == SIGKILL);
        both.shop.options.delta = true;
        BOOST_TEST(both.noted().size() == 2U);  // of what stands there, and of what never was
        BOOST_TEST(both.noted().count(*noted.begin()) == 1U);
        BOOST_TEST(both.shop.rows("select name from account where id = 2") == "Bob\n");
        both.shop.source().run_client("update customer set name = 'Zoe' where id = 3;");
        const auto result = both.delta();
        BOOST_TEST(counts(result) == "0 in, 2 up, 0 out, 19 same");
        hold_against_anew(both, result);
        BOOST_TEST(both.noted().size() == 1U);
    }
}

BOOST_DATA_TEST_CASE(stopped_on_its_way_a_delta_leaves_everything_as_it_was, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    both.shop.source().run_client(shop_rows);
    both.first();
    const auto noted = both.noted();
    const std::string before = all_rows(both.shop.target());
    both.shop.source().run_client("update customer set name = 'Eve' where id = 2;");
    std::atomic<bool> stop = false;
    both.shop.options.stop = &stop;
    both.shop.options.progress = [&](const migrate::Progress& at) { stop = at.table == "bill"; };
    BOOST_CHECK_EXCEPTION(both.delta(), Error,
                          [](const Error& error) { return error.fault() == Fault::interrupted; });
    BOOST_TEST(all_rows(both.shop.target()) == before);
    BOOST_TEST(both.noted() == noted);
    both.shop.options.stop = nullptr;
    both.shop.options.progress = {};
    BOOST_TEST(counts(both.delta()) == "0 in, 1 up, 0 out, 20 same");
}

BOOST_DATA_TEST_CASE(where_nothing_can_be_noted_rows_are_written_all_the_same, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    both.shop.source().run_client(shop_rows);
    const auto folder = both.shop.options.notes;
    std::ofstream(folder / "file") << "no folder";
    both.shop.options.notes = folder / "file" / "below";
    const auto result = both.first();
    BOOST_REQUIRE(result.remarks.size() == 1U);
    BOOST_TEST(has(result.remarks[0], "nothing was noted of this run"));
    BOOST_TEST(both.shop.rows("select count(*) from account") == "3\n");
    both.shop.options.notes = folder;
    BOOST_TEST(has(counts(both.delta()), "the last run kept no notes"));
}

BOOST_AUTO_TEST_SUITE_END()
