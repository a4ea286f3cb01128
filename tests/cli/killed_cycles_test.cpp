// kill -9 at fifty moments of a cycle, spread over all of it: the ledger opens, what earlier cycles
// left is as it was, and the next cycle runs.
#include <signal.h>

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "tests/cli/place.h"
#include "tests/support/started.h"

using namespace tieout::tests;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int kills = 50;
constexpr unsigned seed = 20261129;

class KilledCycles {
public:
    KilledCycles() {
        const auto begin = Clock::now();
        BOOST_TEST_REQUIRE(whole().exit == 0);
        took_ = Clock::now() - begin;
        earlier_ = kept();
    }

    // After `part` of the time that a whole cycle takes.
    void kill_after(double part) {
        Started cycle(command());
        std::this_thread::sleep_for(took_ * part);
        cycle.send(SIGKILL);
        const int exit = cycle.end().exit;
        ended_before_ += exit == 0 ? 1 : 0;
        BOOST_TEST((exit == 0 || exit == 128 + SIGKILL));
        const std::string now = kept();
        BOOST_TEST(now.substr(0, earlier_.size()) == earlier_);
        earlier_ = now;
        BOOST_TEST(place_.tieout({"history"}).exit == 0);
    }

    Outcome whole() const { return run(command()); }
    int ended_before() const { return ended_before_; }
    nlohmann::json history() const {
        return nlohmann::json::parse(place_.tieout({"history", "--json"}).out)["cycles"];
    }

private:
    Command command() const {
        return place_.command("tieout", {"cycle", clean_v4(tieout::db::Engine::sqlite).url(),
                                         "sqlite:v5.db", "--pack", "modernbill", "--create"});
    }

    // Every cycle that ended, with a digest of its record; the file itself is sound.
    std::string kept() const {
        const Outcome read =
            run({{"sqlite3", (place_.folder() / ".tieout/ledger.db").string(),
                  "pragma integrity_check; select number, verdict, hex(sha3(record)) from cycle "
                  "where record is not null order by number"}});
        BOOST_TEST(read.exit == 0);
        BOOST_TEST(read.out.substr(0, 3) == "ok\n");
        return read.out;
    }

    Place place_;
    Clock::duration took_{};
    std::string earlier_;
    int ended_before_ = 0;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(killed_cycles)

BOOST_AUTO_TEST_CASE(the_ledger_survives_kill_9_at_fifty_moments) {
    KilledCycles cycles;
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> part(0, 1);
    for (int i = 0; i < kills; ++i)
        BOOST_TEST_CONTEXT("kill " << i) {
            cycles.kill_after(part(random));
        }
    BOOST_TEST(cycles.ended_before() < kills / 2);  // else nothing was killed
    const Outcome last = cycles.whole();
    BOOST_TEST_CONTEXT(last.out << last.err) {
        BOOST_TEST(last.exit == 0);
    }
    const auto history = cycles.history();
    BOOST_TEST(history.front()["verdict"] == "holds");
    BOOST_TEST(history.back()["verdict"] == "holds");
    BOOST_TEST(history.size() <= kills + 2U);
}

BOOST_AUTO_TEST_SUITE_END()
