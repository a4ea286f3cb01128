#define BOOST_TEST_MODULE tieout
#include <boost/test/unit_test.hpp>
