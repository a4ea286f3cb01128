#include "sample/catalogue.h"

#include <boost/test/unit_test.hpp>

using tieout::sample::Catalogue;
using tieout::sample::Product;

namespace {

Product priced(const char* price, const char* setup = "") {
    Product product;
    product.price = price;
    product.setup = setup;
    return product;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(catalogue)

// modernbill.md 2.5, and example 2 of 3.10.
BOOST_AUTO_TEST_CASE(a_part_of_zero_falls_back_and_one_of_zero_point_zero_is_free) {
    const Product product = priced("20.00|0.00|0|");
    BOOST_TEST(product.unit(1).text() == "20.00");
    BOOST_TEST(product.unit(3).text() == "0.00");
    BOOST_TEST(product.unit(6).text() == "20.00");
    BOOST_TEST(product.unit(12).text() == "20.00");
    BOOST_TEST(product.unit(24).text() == "20.00");
    BOOST_TEST(product.unit(103).text() == "20.00");
}

BOOST_AUTO_TEST_CASE(only_a_written_part_prices_its_cycle) {
    const Product product = priced("20.00|0.00|0|");
    BOOST_TEST(product.prices(1));
    BOOST_TEST(product.prices(3));
    BOOST_TEST(!product.prices(6));
    BOOST_TEST(!product.prices(12));
    BOOST_TEST(!product.prices(24));
}

BOOST_AUTO_TEST_CASE(a_set_up_of_one_part_is_charged_on_every_cycle) {
    BOOST_TEST(priced("1", "25.00").setup_for(12).text() == "25.00");
    BOOST_TEST(priced("1", "25.00|25.00|25.00|0.00").setup_for(12).text() == "0.00");
    BOOST_TEST(priced("1", "").setup_for(1).text() == "0.00");
}

BOOST_AUTO_TEST_CASE(the_catalogue_has_prices_of_one_to_five_parts) {
    bool parts[6] = {};
    for (const Product& product : Catalogue::make().products)
        parts[1 + std::count(product.price.begin(), product.price.end(), '|')] = true;
    for (int i = 1; i <= 5; ++i)
        BOOST_TEST(parts[i], "a price of " << i << " parts");
}

BOOST_AUTO_TEST_CASE(a_zone_of_a_whole_country_takes_every_region) {
    const Catalogue catalogue = Catalogue::make();
    BOOST_TEST(catalogue.zone("CA", "QC")->label == "GST");
    BOOST_TEST(catalogue.zone("US", "NY")->label == "NY sales tax");
    BOOST_TEST((catalogue.zone("US", "TX") == nullptr));
}

BOOST_AUTO_TEST_SUITE_END()
