#include "verify/coverage.h"

#include <boost/test/unit_test.hpp>

using namespace tieout;

namespace {

// "t.column: fate, compared, reason", a line a column.
std::string covered(const std::map<std::string, rules::Coverage>& coverage,
                    const std::vector<std::string>& columns,
                    const std::vector<std::string>& compared) {
    rules::Pack pack;
    pack.coverage = coverage;
    db::Catalogue source;
    db::Table& table = source.tables.emplace_back();
    table.name = "t";
    for (const std::string& name : columns)
        table.columns.emplace_back().name = name;
    rules::TieResult tie;
    tie.source_columns = compared;
    std::string lines;
    for (const auto& result : verify::coverage_of(pack, source, {tie}))
        lines += result.column + ": " + result.fate + (result.verify_compared ? ", compared" : "") +
                 (result.reason.empty() ? "" : ", " + result.reason) + "\n";
    return lines;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(coverage)

BOOST_AUTO_TEST_CASE(the_longest_name_that_fits_decides) {
    BOOST_TEST(covered({{"t.field_1", {"moved", ""}},
                        {"t.field_*", {"derived", "from one"}},
                        {"t.*", {"not_moved", "by default"}}},
                       {"field_1", "field_2", "field_", "fiel", "other"}, {"t.field_1"}) ==
               "t.field_1: moved, compared\n"
               "t.field_2: derived, from one\n"
               "t.field_: derived, from one\n"
               "t.fiel: not_moved, by default\n"
               "t.other: not_moved, by default\n");
}

BOOST_AUTO_TEST_CASE(a_column_that_the_pack_does_not_name_is_unknown) {
    BOOST_TEST(covered({{"other.*", {"moved", ""}}, {"t.a", {"moved", ""}}}, {"a", "ab"},
                       {"t.a", "t.ab"}) ==
               "t.a: moved, compared\n"
               "t.ab: unknown, compared\n");
}

BOOST_AUTO_TEST_CASE(a_column_that_is_called_moved_must_have_been_compared) {
    BOOST_TEST(covered({{"t.*", {"moved", ""}}}, {"a", "b"}, {"t.b"}) ==
               "t.a: unknown, the pack calls it moved, but no tie compared it\n"
               "t.b: moved, compared\n");
}

BOOST_AUTO_TEST_SUITE_END()
