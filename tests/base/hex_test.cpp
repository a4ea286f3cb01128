#include "base/hex.h"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_CASE(every_byte_is_two_digits) {
    BOOST_TEST(tieout::hex("") == "");
    BOOST_TEST(tieout::hex(std::string_view("\0\x0f\xa0\xff z", 6)) == "000fa0ff207a");
}
