// rules/modernbill/problems.yaml sorts the 125 problems: held against the pack, the sample and the
// texts that show them.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <map>
#include <set>

#include "rules/pack.h"
#include "rules/yaml.h"
#include "sample/defect.h"
#include "verify/tie.h"

namespace tieout::tests {
namespace {

namespace fs = std::filesystem;
using rules::Yaml;

const std::string root = TIEOUT_SOURCE_DIR;

std::map<int, Yaml> problems() {
    const Yaml file = Yaml::load(root + "/rules/modernbill/problems.yaml");
    std::map<int, Yaml> all;
    for (const auto& [number, problem] : file.need("problems").entries())
        all.emplace(std::stoi(number), problem);
    return all;
}

std::string sort_of(const Yaml& problem) {
    return problem.need("sort").text();
}

// Ties and rules of the pack, by name; the forecast is a tie of its own.
std::set<std::string> names_of_findings() {
    const auto pack = rules::Pack::load(root + "/rules/modernbill");
    std::set<std::string> names = {"forecast"};
    for (const auto& tie : verify::Ties::load(pack).ties)
        names.insert(tie.name);
    for (const auto& rule : pack.rules)
        names.insert(rule.name);
    return names;
}

// "032_a_stale_renewal.case" shows problem 32.
std::set<int> shown_by_texts() {
    std::set<int> numbers;
    for (const auto& entry : fs::directory_iterator(root + "/tests/cases/problems"))
        if (entry.path().extension() == ".case")
            numbers.insert(std::stoi(entry.path().filename().string().substr(0, 3)));
    return numbers;
}

std::set<int> planted_by_the_sample() {
    std::set<int> numbers;
    for (const auto& defect : sample::all_defects())
        numbers.insert(defect.problem);
    for (const auto& defect : sample::set_up_defects())
        numbers.insert(defect.problem);
    return numbers;
}

// Where no text can show a problem, `shown_by` names the test program's file that does.
bool is_shown_elsewhere(const Yaml& problem) {
    const auto place = problem.find("shown_by");
    return place && fs::exists(root + "/" + place->text());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sorted_problems)

BOOST_AUTO_TEST_CASE(all_125_are_sorted_in_full) {
    const auto all = problems();
    BOOST_TEST(all.size() == 125u);
    BOOST_TEST(all.begin()->first == 1);
    BOOST_TEST(all.rbegin()->first == 125);
    for (const auto& [number, problem] : all) {
        problem.only({"what", "sort", "origin", "seen_by", "finding", "money", "way_out",
                      "look_alike", "shown_by"});
        problem.need("sort").one_of({"planted", "set_up", "mapping", "scenario"});
        problem.need("origin").one_of({"source", "target", "none"});
        for (const Yaml& stage : problem.need("seen_by").items())
            stage.one_of(
                {"preflight", "quarantine", "migrate", "verify", "check", "forecast", "cycle"});
        for (const char* text : {"what", "money", "way_out", "look_alike"})
            BOOST_TEST(!problem.need(text).text().empty(), number << " has no " << text);
    }
}

BOOST_AUTO_TEST_CASE(a_finding_that_is_named_exists) {
    const auto names = names_of_findings();
    for (const auto& [number, problem] : problems())
        for (const auto& finding : problem.need("finding").texts())
            BOOST_TEST(names.count(finding) == 1u,
                       "problem " << number << ": no tie and no rule is named " << finding);
}

BOOST_AUTO_TEST_CASE(each_has_a_text_or_a_test_that_shows_it) {
    const auto texts = shown_by_texts();
    for (const auto& [number, problem] : problems())
        BOOST_TEST((texts.count(number) == 1 || is_shown_elsewhere(problem)),
                   "problem " << number << " is shown by nothing: " << problem.need("what").text());
}

BOOST_AUTO_TEST_CASE(what_lives_in_rows_is_planted_by_the_sample) {
    const auto planted = planted_by_the_sample();
    for (const auto& [number, problem] : problems())
        if (sort_of(problem) == "planted" && problem.need("origin").text() == "source")
            BOOST_TEST(planted.count(number) == 1u, "problem " << number
                                                               << " is not planted by the sample: "
                                                               << problem.need("what").text());
    for (const int number : planted)
        BOOST_TEST(sort_of(problems().at(number)) == "planted",
                   "the sample plants problem " << number << ", which is no problem of rows");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::tests
