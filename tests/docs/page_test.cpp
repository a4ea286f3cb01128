// The reading of pages: what is not run must not pass for run.
#include "tests/docs/page.h"

#include <boost/test/unit_test.hpp>

namespace tieout::tests {
namespace {

Use use(const std::string& word, const std::string& body) {
    return use_of({word, body, 1});
}

const char* const file = R"(maps:
  a: {1: x}
ties:
  one:
    source: s
    target: t
    fields:
      f: g
  two:
    source: s
)";

}  // namespace

BOOST_AUTO_TEST_CASE(a_page_is_its_blocks_in_order) {
    const auto fences = fences_of("text\n```sh\nls\n```\nmore\n```yaml\n# a.yaml\nb: c\n```\n");
    BOOST_TEST(fences.size() == 2U);
    BOOST_TEST(fences[0].word == "sh");
    BOOST_TEST(fences[0].body == "ls\n");
    BOOST_TEST(fences[1].line == 6);
    BOOST_CHECK_THROW(fences_of("```sh\nls\n"), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(a_block_says_which_file_it_is) {
    BOOST_TEST((use("yaml", "# p/a.yaml\nx: y\n").kind == Use::Kind::file));
    BOOST_TEST(use("yaml", "# p/a.yaml\nx: y\n").file == "p/a.yaml");
    BOOST_TEST(use("yaml", "# p/a.yaml\nx: y\n").rest == "x: y\n");
    BOOST_TEST((use("sql", "-- p/a.sql\nselect 1\n").kind == Use::Kind::file));
    BOOST_TEST((use("yaml", "# a.yaml, at the end\nx: y\n").kind == Use::Kind::at_the_end));
    BOOST_TEST((use("yaml", "# a.yaml, below `maps:`\nx: y\n").kind == Use::Kind::below));
    BOOST_TEST(use("yaml", "# a.yaml, below `maps:`\nx: y\n").anchor == "maps:");
    BOOST_TEST((use("yaml", "# of t/a.yaml\nx: y\n").kind == Use::Kind::part_of));
    BOOST_TEST((use("yaml", "# a remark. And more\nx: y\n").kind == Use::Kind::none));
    BOOST_TEST((use("yaml", "x: y\n").kind == Use::Kind::none));
}

BOOST_AUTO_TEST_CASE(a_part_is_found_at_any_indent_and_not_where_a_line_differs) {
    BOOST_TEST(is_part_of("one:\n  source: s\n  target: t\n", file));
    BOOST_TEST(is_part_of("one:\n  source: s  # where from\n  # …\n  fields:\n", file));
    BOOST_TEST(!is_part_of("one:\n  source: s\n  fields:\n", file));
    BOOST_TEST(!is_part_of("one:\n  source: s\n  target: u\n", file));
    BOOST_TEST(!is_part_of("one:\n source: s\n", file));
    BOOST_TEST(!is_part_of("ne:\n", file));
    BOOST_TEST(!is_part_of("", file));
}

BOOST_AUTO_TEST_CASE(a_part_is_put_below_the_line_that_is_named) {
    BOOST_TEST(put_below("maps:\nties:\n", "maps:", "  a: b\n") == "maps:\n  a: b\nties:\n");
    BOOST_TEST(put_below("t:\n  f:\n", "f:", "    g: h\n") == "t:\n  f:\n    g: h\n");
    BOOST_CHECK_THROW(put_below("maps:\n", "sets:", "  a: b\n"), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(a_command_ends_with_0_unless_the_page_says_otherwise) {
    const auto commands = commands_of("tieout a\n\n# so\ntieout b   # exit 1\n");
    BOOST_TEST(commands.size() == 2U);
    BOOST_TEST(commands[0].exit == 0);
    BOOST_TEST(commands[1].command == "tieout b");
    BOOST_TEST(commands[1].exit == 1);
}

BOOST_AUTO_TEST_CASE(what_the_page_prints_must_have_been_printed_in_this_order) {
    BOOST_TEST(not_printed("a  b\n…\nd\n", "a b\nc\nd\n").empty());
    BOOST_TEST(not_printed("d\na b\n", "a b\nc\nd\n").size() == 1U);
    BOOST_TEST(not_printed("a\n", "a b\n").size() == 1U);
}

}  // namespace tieout::tests
