// Ctrl-C and kill -9 in every phase of a cycle, for each engine as target.
//
// Two v4 take turns as the source, so that "as it was before" and "wholly migrated" are two
// contents that can be told apart from each other and from anything half. The moment of the signal
// is a line of progress that the program prints, never a time.
#include <signal.h>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/cli/place.h"
#include "tests/support/started.h"

using namespace tieout::tests;
using tieout::db::Engine;

namespace {

// What the target may be after a signal that came when this line was printed.
enum class Target { as_before, either, moved };

struct Moment {
    const char* line;
    Target target;
};

const std::vector<Moment> moments{
    {"preflight: ", Target::as_before},  {"migrate: invoice_item", Target::either},
    {"migrate: coupon", Target::either}, {"verify: invoice ", Target::moved},
    {"verify: coupon", Target::moved},   {"report: ", Target::moved},
};

class Rehearsals {
public:
    explicit Rehearsals(Engine target)
        : source_(target == Engine::sqlite ? Engine::sqlite : Engine::mysql), v5_(target) {
        make_tables(v5_, "v5");
        second_ = whole_cycle(2);
        first_ = whole_cycle(1);
        BOOST_REQUIRE((first_ != second_));
    }

    // The second v4 is on its way in place of the first when the signal comes.
    void interrupt(const Moment& moment, int signal) {
        const std::string earlier = ledger();
        Started cycle(command(2));
        BOOST_REQUIRE_MESSAGE(cycle.wait_for(moment.line), "never printed: " << moment.line);
        cycle.send(signal);
        const Outcome outcome = cycle.end();
        BOOST_TEST_CONTEXT(outcome.out << outcome.err) {
            if (signal == SIGINT)
                told(outcome);
            else
                BOOST_TEST((outcome.exit == 128 + SIGKILL));
            target_is_whole(moment);
            ledger_is_whole(earlier, signal);
        }
        BOOST_TEST((whole_cycle(1) == first_));
    }

private:
    Command command(int seed) const {
        return place_.command("tieout", {"cycle", clean_v4(source_, 60, seed).url(), v5_.url(),
                                         "--pack", "modernbill"});
    }

    std::string whole_cycle(int seed) const {
        const Outcome outcome = run(command(seed));
        BOOST_TEST_CONTEXT(outcome.out << outcome.err) {
            BOOST_TEST(outcome.exit == 0);
        }
        return contents(v5_);
    }

    static void told(const Outcome& outcome) {
        BOOST_TEST(outcome.exit == 3);
        std::size_t sentences = 0;
        std::istringstream lines(outcome.err);
        for (std::string line; std::getline(lines, line);)
            if (line.rfind("tieout: ", 0) == 0) {
                ++sentences;
                BOOST_TEST(has(line, "interrupted"));
            }
        BOOST_TEST(sentences == 1u);
    }

    void target_is_whole(const Moment& moment) const {
        const std::string now = contents(v5_);
        const bool before = now == first_, moved = now == second_;
        BOOST_TEST((before || moved), "the target is half migrated");
        if (moment.target == Target::as_before) BOOST_TEST(before);
        if (moment.target == Target::moved) BOOST_TEST(moved);
    }

    // Numbers, verdicts and what is kept of each cycle, one a line.
    std::string ledger() const {
        const Outcome read = run({{"sqlite3", (place_.folder() / ".tieout/ledger.db").string(),
                                   "pragma integrity_check; select number, verdict, "
                                   "length(record) from cycle order by number"}});
        BOOST_TEST(read.exit == 0);
        return read.out;
    }

    void ledger_is_whole(const std::string& earlier, int signal) const {
        const std::string now = ledger();
        BOOST_TEST(now.substr(0, 3) == "ok\n");
        BOOST_TEST(now.substr(0, earlier.size()) == earlier);
        const std::string last = now.substr(earlier.size());
        BOOST_TEST(lines_of(last) == 1u);
        if (signal == SIGKILL) BOOST_TEST((has(last, "|started|") || has(last, "|holds|")));
        if (signal == SIGINT) BOOST_TEST((has(last, "|incomplete|") || has(last, "|holds|")));
        if (!has(last, "|holds|")) BOOST_TEST(place_.tieout({"gate"}).exit == 3);
    }

    Engine source_;
    Place place_;
    Scratch v5_;
    std::string first_, second_;
};

void in_every_phase(Engine target) {
    Rehearsals rehearsals(target);
    for (const Moment& moment : moments)
        for (const int signal : {SIGINT, SIGKILL})
            BOOST_TEST_CONTEXT(moment.line << ", signal " << signal) {
                rehearsals.interrupt(moment, signal);
            }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(interrupt)

BOOST_AUTO_TEST_CASE(a_signal_in_any_phase_leaves_a_whole_postgresql_target) {
    in_every_phase(Engine::postgresql);
}

BOOST_AUTO_TEST_CASE(a_signal_in_any_phase_leaves_a_whole_mysql_target) {
    in_every_phase(Engine::mysql);
}

BOOST_AUTO_TEST_CASE(a_signal_in_any_phase_leaves_a_whole_sqlite_target) {
    in_every_phase(Engine::sqlite);
}

BOOST_AUTO_TEST_CASE(a_stage_alone_that_is_interrupted_exits_3_and_says_so) {
    for (const Engine engine : {Engine::postgresql, Engine::mysql, Engine::sqlite}) {
        const Scratch v5(engine);
        make_tables(v5, "v5");
        const Place place;
        const std::string v4 = clean_v4(Engine::mysql, 60, 1).url(), empty = contents(v5);
        for (const auto& [name, line] :
             {std::pair{"migrate", "migrate: invoice_item"}, {"verify", "verify: invoice "}}) {
            Started started(place.command("tieout", {name, v4, v5.url(), "--pack", "modernbill"}));
            BOOST_REQUIRE(started.wait_for(line));
            started.send(SIGINT);
            const Outcome outcome = started.end();
            BOOST_TEST_CONTEXT(name << "\n" << outcome.err) {
                BOOST_TEST(outcome.exit == 3);
                BOOST_TEST(has(outcome.err, "\ntieout: "));
                BOOST_TEST(has(outcome.err, "interrupted"));
                BOOST_TEST((contents(v5) == empty));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_second_cycle_in_the_same_folder_is_refused_and_the_first_goes_on) {
    const Scratch v5(Engine::sqlite);
    make_tables(v5, "v5");
    const Place place;
    const Command command = place.command(
        "tieout", {"cycle", clean_v4(Engine::sqlite).url(), v5.url(), "--pack", "modernbill"});
    Started first(command);
    BOOST_REQUIRE(first.wait_for("preflight: "));
    const Outcome second = run(command);
    BOOST_TEST(second.exit == 2);
    BOOST_TEST(has(second.err, "another tieout is at work in .tieout"));
    BOOST_TEST(first.end().exit == 0);
}

BOOST_AUTO_TEST_SUITE_END()
