#include "cycle/coverage.h"

#include <boost/test/unit_test.hpp>

using namespace tieout;

namespace {

const std::vector<rules::LoadResult> loads() {
    rules::LoadResult load;
    load.table = "account";
    load.columns_read = {"info.a"};
    load.columns_written = {"id", "name"};
    return {load};
}

std::string source_fate(const char* column, const char* fate) {
    std::vector<rules::CoverageResult> coverage{{column, fate, "", false, true}};
    cycle::add_migrator_witness(coverage, loads());
    return coverage[0].fate + (coverage[0].migrate_read ? ", read: " : ": ") + coverage[0].reason;
}

std::string target_fate(const char* column, const char* fate) {
    std::vector<rules::TargetCoverageResult> coverage{{column, fate, "", false, true}};
    cycle::add_migrator_witness(coverage, loads());
    return coverage[0].fate + (coverage[0].migrate_wrote ? ", wrote: " : ": ") + coverage[0].reason;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(coverage)

BOOST_AUTO_TEST_CASE(moved_needs_the_migrator_to_have_read_it) {
    BOOST_TEST(source_fate("info.a", "moved") == "moved, read: ");
    BOOST_TEST(source_fate("info.b", "moved") ==
               "unknown: the pack calls it moved, but migrate did not read it");
    BOOST_TEST(source_fate("info.b", "not_moved") == "not_moved: ");
    BOOST_TEST(source_fate("info.b", "absent") == "absent: ");
}

BOOST_AUTO_TEST_CASE(filled_needs_the_migrator_to_have_written_it_and_empty_not_to) {
    BOOST_TEST(target_fate("account.name", "filled") == "filled, wrote: ");
    BOOST_TEST(target_fate("account.id", "own") == "own, wrote: ");
    BOOST_TEST(target_fate("account.x", "own") == "own: ");
    BOOST_TEST(target_fate("account.x", "filled") ==
               "unknown: the pack calls it filled, but migrate did not write it");
    BOOST_TEST(target_fate("account.x", "empty") == "empty: ");
    BOOST_TEST(target_fate("account.name", "empty") ==
               "unknown, wrote: the pack calls it empty, but migrate wrote it");
    BOOST_TEST(target_fate("account.name", "defaulted") ==
               "unknown, wrote: the pack calls it defaulted, but migrate wrote it");
}

BOOST_AUTO_TEST_SUITE_END()
