#include "sample/plan.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <set>

#include "base/error.h"

using namespace tieout;
using sample::plan;
using sample::Plan;

namespace {

constexpr auto engine = db::Engine::mysql;

std::set<int> problems(const Plan& plan) {
    std::set<int> numbers;
    for (const auto& [client, assignment] : plan.victims)
        numbers.insert(plan.defects[assignment.defect].problem);
    return numbers;
}

const char* const bad_words[] = {"",    "some",  "18,", "18,,57",    "0",
                                 "126", "18;57", "-1",  "typical,18"};

}  // namespace

BOOST_AUTO_TEST_SUITE(sample_plan)

BOOST_AUTO_TEST_CASE(none_has_no_victim) {
    BOOST_TEST(plan("none", 1000, 1, engine).victims.empty());
    BOOST_TEST(plan("none", 1000, 1, engine).set_up.empty());
}

BOOST_AUTO_TEST_CASE(chosen_numbers_are_planted_and_no_others) {
    const Plan chosen = plan("57,18", 1000, 1, engine);
    BOOST_TEST((problems(chosen) == std::set<int>{18, 57}));
    BOOST_TEST(chosen.not_plantable.empty());
}

BOOST_AUTO_TEST_CASE(how_often_follows_the_number_of_clients) {
    // usual: 1 + 10000 / 1000; rare: 1 + 10000 / 4000; common: 2 + 10000 / 200
    BOOST_TEST(plan("57", 10000, 1, engine).victims.size() == 11u);
    BOOST_TEST(plan("58", 10000, 1, engine).victims.size() == 3u);
    BOOST_TEST(plan("60", 10000, 1, engine).victims.size() == 52u);
}

BOOST_AUTO_TEST_CASE(a_victim_is_nobodys_partner_and_comes_after_his_own) {
    const Plan typical = plan("typical", 2000, 3, engine);
    for (const auto& [client, assignment] : typical.victims) {
        BOOST_TEST(!typical.partners.contains(client));
        BOOST_TEST(assignment.partner < client);
    }
}

BOOST_AUTO_TEST_CASE(a_small_sample_has_one_of_each_before_two_of_any) {
    const Plan small = plan("typical", 160, 1, engine);
    std::set<std::size_t> planted;
    for (const auto& [client, assignment] : small.victims)
        planted.insert(assignment.defect);
    BOOST_TEST(planted.size() == small.defects.size());
}

BOOST_AUTO_TEST_CASE(what_finds_no_client_is_said) {
    const Plan tiny = plan("57,58", 2, 1, engine);
    BOOST_TEST(tiny.victims.size() == 1u);
    BOOST_REQUIRE(tiny.not_plantable.size() == 1u);
    BOOST_TEST(tiny.not_plantable[0].problem == 58);
}

BOOST_AUTO_TEST_CASE(a_problem_of_other_tables_is_said_to_be_so) {
    const Plan rerun = plan("124", 100, 1, engine);
    BOOST_REQUIRE(rerun.not_plantable.size() == 1u);
    BOOST_TEST(rerun.not_plantable[0].problem == 124);
    BOOST_TEST(rerun.not_plantable[0].engine == "");
}

BOOST_AUTO_TEST_CASE(postgresql_cannot_hold_a_nul_and_the_others_can) {
    BOOST_TEST(plan("91", 100, 1, db::Engine::sqlite).not_plantable.empty());
    const Plan postgresql = plan("91", 100, 1, db::Engine::postgresql);
    BOOST_REQUIRE(postgresql.not_plantable.size() == 1u);
    BOOST_TEST(postgresql.not_plantable[0].engine == "postgresql");
}

BOOST_DATA_TEST_CASE(other_words_are_refused, bad_words, word) {
    BOOST_CHECK_EXCEPTION(plan(word, 100, 1, engine), Error,
                          [](const Error& error) { return error.fault() == Fault::usage; });
}

BOOST_AUTO_TEST_SUITE_END()
