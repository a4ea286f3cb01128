#include "rules/yaml.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <functional>

#include "base/error.h"

using tieout::Error;
using tieout::Fault;
using tieout::rules::nearest;
using tieout::rules::Yaml;

namespace {

// What a reader of a pack would do with the text, and the whole message that it must give.
struct BadYaml {
    const char* story;
    const char* text;
    std::function<void(const Yaml&)> read;
    const char* message;
};

void nothing(const Yaml&) {}

const std::vector<BadYaml> bad_yaml = {
    {"an unknown key", "ties:\n  invoice:\n    feilds: {}\n",
     [](const Yaml& y) {
         y.need("ties").need("invoice").only({"fields", "key", "from"});
     },
     "p.yaml:3:5: found `feilds`, expected fields, key or from; did you mean `fields`?"},
    {"an unknown key like no other", "frobnicate: 1\n",
     [](const Yaml& y) {
         y.only({"ties", "maps"});
     },
     "p.yaml:1:1: found `frobnicate`, expected ties or maps"},
    {"a missing key", "ties:\n  invoice: {key: id, as: integer}\n",
     [](const Yaml& y) { y.need("ties").need("invoice").need("from"); },
     "p.yaml:2:12: found only key or as, expected the key `from` too"},
    {"a key missing from nothing", "a: {}\n", [](const Yaml& y) { y.need("a").need("from"); },
     "p.yaml:1:4: found an empty map, expected the key `from` too"},
    {"a key twice", "maps:\n  one: 1\n  two: 2\n  one: 3\n", nothing,
     "p.yaml:4:3: found the key `one` twice in one map, first in line 2; expected it once"},
    {"a key twice in one line", "{a: 1, a: 2}\n", nothing,
     "p.yaml:1:8: found the key `a` twice in one map, first in line 1; expected it once"},
    {"a key that is a list", "[a, b]: 1\n", nothing,
     "p.yaml:1:1: found a key that is not a word, expected text (quote it: 'null')"},
    {"a tab in an indentation", "ties:\n\tinvoice: 1\n", nothing,
     "p.yaml:2:1: found a tab in the indentation, expected blanks"},
    {"a tab after blanks", "ties:\n  invoice: 1\n  \tclient: 1\n", nothing,
     "p.yaml:3:3: found a tab in the indentation, expected blanks"},
    {"an anchor", "a: &x 1\n", nothing,
     "p.yaml:1:4: found an anchor (&name), expected the value itself"},
    {"an alias", "a: *x\n", nothing,
     "p.yaml:1:4: this is not YAML: the referenced anchor is not "
     "defined"},
    {"a tag", "a: !!int 1\n", nothing,
     "p.yaml:1:4: found the tag tag:yaml.org,2002:int, expected a plain value"},
    {"two documents", "a: 1\n---\nb: 2\n", nothing,
     "p.yaml:2:1: found a second document, expected one document a file"},
    {"bytes that are not UTF-8", "a: 1\nb: caf\xe9\n", nothing,
     "p.yaml:2:1: found bytes that are not UTF-8, expected UTF-8"},
    {"an open bracket", "a: [1, 2\nb: 3\n", nothing,
     "p.yaml:2:2: this is not YAML: end of sequence flow not found"},
    {"a list in place of text", "title:\n  - a\n", [](const Yaml& y) { y.need("title").text(); },
     "p.yaml:2:3: found a list, expected text"},
    {"a map in place of text", "title: {a: 1}\n", [](const Yaml& y) { y.need("title").text(); },
     "p.yaml:1:8: found a map (key: value), expected text"},
    {"nothing in place of text", "a: 1\ntitle:\nb: 2\n",
     [](const Yaml& y) { y.need("title").text(); }, "p.yaml:2:1: found nothing, expected text"},
    {"text in place of a map", "ties: invoice\n", [](const Yaml& y) { y.need("ties").entries(); },
     "p.yaml:1:7: found `invoice`, expected a map (key: value)"},
    {"text in place of a list", "ties: invoice\n", [](const Yaml& y) { y.need("ties").items(); },
     "p.yaml:1:7: found `invoice`, expected a list"},
    {"a map among texts", "ties: [a, {b: c}]\n", [](const Yaml& y) { y.need("ties").texts(); },
     "p.yaml:1:11: found a map (key: value), expected text"},
    {"letters in place of a number", "left: 12x\n", [](const Yaml& y) { y.need("left").integer(); },
     "p.yaml:1:7: found `12x`, expected a whole number"},
    {"a number beyond 64 bits", "left: 9223372036854775808\n",
     [](const Yaml& y) { y.need("left").integer(); },
     "p.yaml:1:7: found `9223372036854775808`, expected a whole number of at most 18 digits"},
    {"yes in place of true", "on_it: yes\n", [](const Yaml& y) { y.need("on_it").boolean(); },
     "p.yaml:1:8: found `yes`, expected true or false"},
    {"a word that is not in the set", "severity: eror\n",
     [](const Yaml& y) {
         y.need("severity").one_of({"error", "warning", "notice"});
     },
     "p.yaml:1:11: found `eror`, expected error, warning or notice; did you mean `error`?"},
    {"a list in place of a word", "severity: [error]\n",
     [](const Yaml& y) {
         y.need("severity").one_of({"error", "warning"});
     },
     "p.yaml:1:11: found a list, expected error or warning"},
};

std::ostream& operator<<(std::ostream& out, const BadYaml& bad) {
    return out << bad.story;
}

}  // namespace

BOOST_TEST_DONT_PRINT_LOG_VALUE(Yaml::Kind)

BOOST_AUTO_TEST_SUITE(yaml)

BOOST_DATA_TEST_CASE(a_bad_file_is_refused_with_place_found_and_expected,
                     boost::unit_test::data::make(bad_yaml), bad) {
    try {
        bad.read(Yaml::parse(bad.text, "p.yaml"));
        BOOST_ERROR("nothing was refused");
    } catch (const Error& e) {
        BOOST_TEST(e.what() == bad.message);
        BOOST_TEST(static_cast<int>(e.fault()) == static_cast<int>(Fault::usage));
    }
}

BOOST_AUTO_TEST_CASE(values_are_read_as_they_stand) {
    const Yaml y = Yaml::parse(
        "text: 'null'\nnumber: -12\nflag: true\nnone: null\nlist: [a, 'b c']\nblock: |\n  one\n"
        "  \ttwo\nzip: 01234\n",
        "p.yaml");
    BOOST_TEST(y.need("text").text() == "null");
    BOOST_TEST(y.need("number").integer() == -12);
    BOOST_TEST(y.need("flag").boolean());
    BOOST_TEST(y.need("none").kind() == Yaml::Kind::null);
    BOOST_TEST(y.need("list").texts() == (std::vector<std::string>{"a", "b c"}));
    BOOST_TEST(y.need("text").texts() == std::vector<std::string>{"null"});
    BOOST_TEST(y.need("block").text() == "one\n\ttwo\n");
    BOOST_TEST(y.need("zip").text() == "01234");
    BOOST_TEST(y.need("zip").where() == "p.yaml:9:6");
    BOOST_TEST(y.position_of("zip").where() == "p.yaml:9:1");
    BOOST_TEST(!y.find("absent").has_value());
}

BOOST_AUTO_TEST_CASE(entries_keep_the_order_of_the_file) {
    const auto entries = Yaml::parse("z: 1\na: 2\nm: 3\n", "p.yaml").entries();
    BOOST_REQUIRE(entries.size() == 3U);
    BOOST_TEST(entries[0].first == "z");
    BOOST_TEST(entries[1].first == "a");
    BOOST_TEST(entries[2].second.text() == "3");
}

BOOST_AUTO_TEST_CASE(an_empty_file_is_nothing_and_not_a_crash) {
    BOOST_TEST(Yaml::parse("", "p.yaml").kind() == Yaml::Kind::null);
    BOOST_TEST(Yaml::parse("# only words\n", "p.yaml").kind() == Yaml::Kind::null);
}

BOOST_AUTO_TEST_CASE(a_file_that_nests_without_end_is_refused) {
    BOOST_CHECK_THROW(Yaml::parse(std::string(20000, '['), "p.yaml"), Error);
}

BOOST_AUTO_TEST_CASE(the_nearest_word_is_a_slip_away_and_never_a_guess) {
    BOOST_TEST(nearest("soruce", {"source", "target"}) == "source");
    BOOST_TEST(nearest("Source", {"source", "target"}) == "source");
    BOOST_TEST(nearest("max-errors", {"max_errors", "max_warnings"}) == "max_errors");
    BOOST_TEST(nearest("tgt", {"source", "target"}) == "");
    BOOST_TEST(nearest("x", {"as", "is"}) == "");
    BOOST_TEST(nearest("", {"source"}) == "");
    BOOST_TEST(nearest(std::string(100000, 's'), {"source"}) == "");
}

BOOST_AUTO_TEST_SUITE_END()
