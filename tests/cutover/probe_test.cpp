// Probes together: in order, a few at a time; and those of ports.
#include <boost/test/unit_test.hpp>

#include "tests/cutover/asked.h"
#include "tests/cutover/small_server.h"

using namespace tieout;
using namespace tieout::tests;
using rules::IntegrationState;
using std::chrono::milliseconds;

namespace {

rules::CommandProbe shell(const std::string& line) {
    rules::CommandProbe probe;
    probe.run = {"sh", "-c", line};
    return probe;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(probe)

BOOST_AUTO_TEST_CASE(a_port_that_accepts_works_and_one_that_does_not_fails) {
    const Listener listener;
    const auto open = asked(rules::TcpProbe{"127.0.0.1", listener.port()});
    BOOST_TEST(works(open));
    BOOST_TEST(open.result.probe == "connect to 127.0.0.1:" + std::to_string(listener.port()));
    const auto closed = asked(rules::TcpProbe{"127.0.0.1", closed_port()});
    BOOST_TEST(fails(closed));
    BOOST_TEST(says(closed, "cannot be reached: "));
}

BOOST_AUTO_TEST_CASE(answers_come_in_the_order_of_the_inventory_whoever_is_first) {
    std::vector<rules::Integration> all;
    for (const char* line : {"sleep 0.4", "exit 3", "sleep 0.2", "true", "true", "true"}) {
        all.push_back(integration(shell(line), milliseconds(9000)));
        all.back().name = std::to_string(all.size());
    }
    all[4].probe.reset();
    const auto answers = cutover::run_probes(all, {});
    BOOST_REQUIRE(answers.size() == 6U);
    for (std::size_t i = 0; i < answers.size(); ++i)
        BOOST_TEST(answers[i].result.name == std::to_string(i + 1));
    BOOST_TEST(works(answers[0]));
    BOOST_TEST(answers[0].result.milliseconds >= 400U);
    BOOST_TEST(fails(answers[1]));
    BOOST_TEST((answers[4].result.state == IntegrationState::no_probe));
    BOOST_TEST(works(answers[5]));
}

BOOST_AUTO_TEST_CASE(no_more_are_asked_at_once_than_allowed) {
    const std::vector<rules::Integration> six(6,
                                              integration(shell("sleep 0.3"), milliseconds(9000)));
    const auto took = [&six](std::size_t at_once) {
        cutover::ProbeOptions options;
        options.at_once = at_once;
        const auto begin = std::chrono::steady_clock::now();
        for (const auto& answer : cutover::run_probes(six, options))
            BOOST_TEST(works(answer));
        return std::chrono::steady_clock::now() - begin;
    };
    BOOST_TEST((took(1) >= milliseconds(1800)));
    BOOST_TEST((took(3) >= milliseconds(600)));
    BOOST_TEST((took(6) < milliseconds(1800)));
}

BOOST_AUTO_TEST_CASE(a_written_reason_for_no_probe_is_accepted_and_its_absence_is_not) {
    rules::Integration none;
    none.name = "fax";
    const auto open = cutover::run_probes({none}, {}).front().result;
    BOOST_TEST((open.state == IntegrationState::no_probe));
    BOOST_TEST(!open.is_covered());
    none.no_probe = "nobody faxes any more";
    const auto accepted = cutover::run_probes({none}, {}).front().result;
    BOOST_TEST((accepted.state == IntegrationState::no_probe));
    BOOST_TEST(accepted.sentence == "nobody faxes any more");
    BOOST_TEST(accepted.is_covered());
}

BOOST_AUTO_TEST_CASE(after_ctrl_c_nothing_more_is_asked_and_what_hangs_is_left) {
    std::atomic<bool> stop{true};
    cutover::ProbeOptions options;
    options.stop = &stop;
    BOOST_TEST(not_asked(asked(shell("true"), milliseconds(9000), options), Fault::interrupted));
    stop = false;
    const SmallServer silent("");
    rules::HttpProbe hangs;
    hangs.url = silent.url();
    setenv("no_proxy", "127.0.0.1", 1);
    std::jthread presses([&stop] {
        std::this_thread::sleep_for(milliseconds(300));
        stop = true;
    });
    const auto begin = std::chrono::steady_clock::now();
    BOOST_TEST(not_asked(asked(hangs, milliseconds(60'000), options), Fault::interrupted));
    stop = false;
    std::jthread again([&stop] {
        std::this_thread::sleep_for(milliseconds(300));
        stop = true;
    });
    BOOST_TEST(
        not_asked(asked(shell("sleep 60"), milliseconds(60'000), options), Fault::interrupted));
    BOOST_TEST((std::chrono::steady_clock::now() - begin < std::chrono::seconds(30)));
}

BOOST_AUTO_TEST_SUITE_END()
