// docs/modernbill.md against the pack: its tables are the pack's, all of them and nothing else.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "tests/docs/tables.h"

namespace tieout::tests {
namespace {

rules::Pack modernbill() {
    return rules::Pack::load(TIEOUT_SOURCE_DIR "/rules/modernbill");
}

std::string page() {
    std::ifstream in(TIEOUT_SOURCE_DIR "/docs/modernbill.md", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::set<std::string> lines_of(const std::string& text) {
    std::set<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        lines.insert(line);
    return lines;
}

// A pack of two columns that do not move, for the tables themselves.
rules::Pack small() {
    rules::Pack pack;
    pack.coverage = {{"a.x", {"not_moved", "old"}},   {"a.y", {"not_moved", "old"}},
                     {"a.z", {"moved", ""}},          {"a.*", {"not_moved", "never seen"}},
                     {"b.*", {"not_moved", "a | b"}}, {"c.d", {"derived", "from e"}}};
    return pack;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_page_says_of_every_column_what_the_pack_says) {
    const rules::Pack pack = modernbill();
    const std::string now = page(),
                      wanted = with_tables(now, made_tables(pack, migrate::Plan::load(pack)));
    const auto has = lines_of(now), should = lines_of(wanted);
    std::string differences;
    for (const std::string& line : should)
        if (!has.contains(line)) differences += "missing:  " + line + "\n";
    for (const std::string& line : has)
        if (!should.contains(line)) differences += "too many: " + line + "\n";
    BOOST_TEST(now == wanted,
               "docs/modernbill.md is not what the pack says; `make pages` mends it\n"
                   << differences);
}

BOOST_AUTO_TEST_CASE(a_column_that_does_not_move_is_in_the_table_with_its_reason_and_no_other) {
    const auto tables = made_tables(small(), migrate::Plan());
    BOOST_TEST(tables.at("does not move") ==
               "| v4 table | why it does not move | columns |\n| --- | --- | --- |\n"
               "| `a` | never seen | every other column |\n| `a` | old | `x`, `y` |\n"
               "| `b` | a \\| b | every column |\n");
    BOOST_TEST(tables.at("derived").ends_with("| `c` | from e | `d` |\n"));
}

BOOST_AUTO_TEST_CASE(a_page_without_a_place_for_a_table_is_refused) {
    const std::map<std::string, std::string> tables = {{"moves", "| x |\n"}};
    BOOST_TEST(with_tables("a\n<!-- made: moves -->\nold\n<!-- end -->\nb\n", tables) ==
               "a\n<!-- made: moves -->\n| x |\n<!-- end -->\nb\n");
    BOOST_CHECK_THROW(with_tables("a\n", tables), std::runtime_error);
    BOOST_CHECK_THROW(with_tables("<!-- made: other -->\n<!-- end -->\n", tables),
                      std::runtime_error);
    BOOST_CHECK_THROW(with_tables("<!-- made: moves -->\n", tables), std::runtime_error);
}

}  // namespace tieout::tests
