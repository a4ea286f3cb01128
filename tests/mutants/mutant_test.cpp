#include "tests/mutants/mutant.h"

#include <boost/test/unit_test.hpp>
#include <stdexcept>

using tieout::tests::Mutant;
using tieout::tests::mutated;
using tieout::tests::parse_mutants;

namespace {

const char* const rules = "tables:\n  a:\n    x: 1\n    y: 1\n  b:\n    x: 1\n";

Mutant replacing(const std::string& under, const std::string& text) {
    Mutant mutant;
    mutant.under = under;
    mutant.replace = text;
    mutant.by = "x: 2";
    return mutant;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mutant)

BOOST_AUTO_TEST_CASE(only_the_named_table_is_mutated) {
    BOOST_TEST(mutated(rules, replacing("b", "x: 1")) ==
               "tables:\n  a:\n    x: 1\n    y: 1\n  b:\n    x: 2\n");
    BOOST_TEST(mutated(rules, replacing("a", "x: 1")) ==
               "tables:\n  a:\n    x: 2\n    y: 1\n  b:\n    x: 1\n");
}

BOOST_AUTO_TEST_CASE(a_text_that_is_not_there_exactly_once_is_refused) {
    BOOST_CHECK_THROW(mutated(rules, replacing("", "x: 1")), std::runtime_error);
    BOOST_CHECK_THROW(mutated(rules, replacing("b", "y: 1")), std::runtime_error);
    BOOST_CHECK_THROW(mutated(rules, replacing("c", "x: 1")), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(each_column_of_a_finding_is_a_finding_of_its_own) {
    const auto read = parse_mutants(
        "# why\nmutant m\nunder t\nreplace a: 1\n  b: 2\nby\nfound changed tie one two\n"
        "found missing tie\n");
    BOOST_REQUIRE(read.size() == 1U);
    BOOST_TEST(read[0].name == "m");
    BOOST_TEST(read[0].under == "t");
    BOOST_TEST(read[0].replace == "a: 1\n  b: 2");
    BOOST_TEST(read[0].by == "");
    const std::set<std::string> found = {"changed tie one", "changed tie two", "missing tie"};
    BOOST_TEST(read[0].found == found, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_unknown_word_is_refused) {
    BOOST_CHECK_THROW(parse_mutants("mutant m\nreplaces a\n"), std::runtime_error);
    BOOST_CHECK_THROW(parse_mutants("found changed tie\n"), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()
