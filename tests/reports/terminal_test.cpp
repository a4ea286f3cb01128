// What is printed at the end of a run fits a screen, whatever was found.
#include "reports/terminal.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace tieout;

namespace {

rules::TieResult tie(const std::string& name, std::uint64_t equal, std::uint64_t missing = 0) {
    rules::TieResult one;
    one.tie = name;
    one.source_rows = equal + missing;
    one.target_rows = equal;
    one.equal = equal;
    one.missing = missing;
    return one;
}

rules::CycleRecord with_ties(std::size_t equal, std::size_t broken) {
    rules::CycleRecord record;
    for (std::size_t i = 0; i < equal; ++i)
        record.ties.push_back(tie("fine" + std::to_string(i), 1000));
    for (std::size_t i = 0; i < broken; ++i)
        record.ties.push_back(tie("broken" + std::to_string(i), 10, 1));
    return record;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(terminal_summary)

BOOST_AUTO_TEST_CASE(few_ties_are_all_listed) {
    const std::string text = reports::terminal(with_ties(12, 0));
    BOOST_TEST(has(text, "  fine0 "));
    BOOST_TEST(has(text, "  fine11 "));
    BOOST_TEST(!has(text, "12 ties"));
}

BOOST_AUTO_TEST_CASE(of_many_ties_those_that_differ_are_listed_and_the_rest_is_one_line) {
    const std::string text = reports::terminal(with_ties(50, 2));
    BOOST_TEST(!has(text, "fine0"));
    BOOST_TEST(has(text, "  broken0                       11            10  1 missing"));
    BOOST_TEST(has(text, "  50 ties                   50,000        50,000  equal\n"));
}

BOOST_AUTO_TEST_CASE(a_tie_that_was_not_looked_at_is_never_among_the_equal) {
    auto record = with_ties(20, 0);
    record.ties[3].not_looked = "no right to read it";
    record.ties[4].older_moment = "the source was written to since";
    const std::string text = reports::terminal(record);
    BOOST_TEST(has(text, "fine3              not looked at: no right to read it"));
    BOOST_TEST(has(text, "(of an older moment)"));
    BOOST_TEST(has(text, "  18 ties "));
}

BOOST_AUTO_TEST_CASE(a_thousand_of_everything_fits_a_screen) {
    auto record = with_ties(1000, 1000);
    for (int i = 0; i < 1000; ++i) {
        record.findings.emplace_back();
        record.findings.back().title = "wrong " + std::to_string(i);
        record.findings.back().origin = i % 2 == 0 ? rules::Origin::source : rules::Origin::target;
        record.waivers.emplace_back();
    }
    const std::string text = reports::terminal(record);
    BOOST_TEST(std::count(text.begin(), text.end(), '\n') <= 60);
    BOOST_TEST(has(text, "… and 988 more, in the report"));
}

BOOST_AUTO_TEST_SUITE_END()
