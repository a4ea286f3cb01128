#include "migrate/id_set.h"

#include <boost/test/unit_test.hpp>

namespace tieout::migrate {
namespace {

BOOST_AUTO_TEST_SUITE(id_set)

BOOST_AUTO_TEST_CASE(what_was_added_is_there_and_nothing_else) {
    IdSet ids;
    for (const char* id : {"0", "1", "511", "512", "1000000000000", "18446744073709551615"})
        ids.add(id);
    for (const char* id : {"1", "511", "512", "0", "18446744073709551615", "1000000000000"})
        BOOST_TEST(ids.contains(id), id);
    // Of the same pages, of others, and once more of the page that was looked at last.
    for (const char* id : {"2", "510", "513", "1024", "1000000000001", "18446744073709551614", "2"})
        BOOST_TEST(!ids.contains(id), id);
}

BOOST_AUTO_TEST_CASE(a_number_is_what_prints_back_as_it_is) {
    IdSet ids;
    ids.add("17");
    for (const char* id : {"017", "+17", "17 ", " 17", "-17", "17.0", "", "1", "7"})
        BOOST_TEST(!ids.contains(id), id);
    ids.add("017");
    ids.add("");
    BOOST_TEST(ids.contains("017"));
    BOOST_TEST(ids.contains(""));
    BOOST_TEST(ids.contains("17"));
    BOOST_TEST(!ids.contains("0017"));
}

BOOST_AUTO_TEST_CASE(an_empty_one_has_nothing) {
    IdSet ids;
    BOOST_TEST(!ids.contains("0"));
    BOOST_TEST(!ids.contains("x"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace tieout::migrate
