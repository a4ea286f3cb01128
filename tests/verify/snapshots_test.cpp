// The hand-written pages of tests/snapshots/, as the verifier reads them with the words of the
// pack's verify.yaml.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/snapshots/by_verify.h"
#include "verify/page_text.h"

namespace data = boost::unit_test::data;
using namespace tieout;
using namespace tieout::verify;
using tests::by_verify::lines_of;

namespace {

std::string money(const std::string& text) {
    const auto number = read_money(text, {"$", "us$", "usd", "€", "eur"});
    return number ? number->text() : "none";
}

}  // namespace

BOOST_DATA_TEST_CASE(a_page_has_the_lines_that_a_bookkeeper_reads_in_it,
                     data::make(tests::invoice_pages()), page) {
    BOOST_TEST(lines_of(page) == page.lines, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_page_cut_anywhere_has_only_lines_of_the_whole_page) {
    for (const tests::InvoicePage& page : tests::invoice_pages()) {
        if (page.bytes.size() > 4000) continue;  // some three hundred thousand places to cut
        tests::InvoicePage cut = page;
        while (!cut.bytes.empty()) {
            cut.bytes.pop_back();
            const auto lines = lines_of(cut);
            BOOST_REQUIRE_MESSAGE(lines.size() <= page.lines.size(),
                                  page.name << " cut at " << cut.bytes.size());
            for (std::size_t i = 0; i < lines.size(); ++i)
                BOOST_REQUIRE_MESSAGE(lines[i] == page.lines[i], page.name << " cut at "
                                                                           << cut.bytes.size()
                                                                           << ": " << lines[i]);
        }
    }
}

BOOST_AUTO_TEST_CASE(money_on_a_page_may_be_written_in_many_ways) {
    for (const char* text :
         {"12.50", "$12.50", "12,50", "€ 12,50", "12.50 USD", "US$ 12.50", "$12.50 USD", " 12.50 "})
        BOOST_TEST(money(text) == "12.50", text);
    for (const char* text : {"1,234.50", "1.234,50", "$1,234.50", "1'234.50", "1234.50"})
        BOOST_TEST(money(text) == "1234.50", text);
    for (const char* text : {"-12.50", "(12.50)", "($12.50)", "$-12.50", "-$12.50", "12.50-",
                             "\u221212,50", "(-12.50)"})
        BOOST_TEST(money(text) == "-12.50", text);
    BOOST_TEST(money("USD 1,500") == "1500");
    BOOST_TEST(money("1.234.567,89") == "1234567.89");
}

BOOST_AUTO_TEST_CASE(other_numbers_on_a_page_are_no_money) {
    for (const char* text : {"", "12", "12.5", "12.345", "1,234", "12.50%", "12/50", "1.2.3",
                             "1,23.50", "1234,567.89", "1.234.50", "12.50.", ".50", "$",
                             "Gold 12.50", "12.50 Gold", "(12.50", "1,,234.50", "--"})
        BOOST_TEST(money(text) == "none", text);
}

BOOST_AUTO_TEST_CASE(rates_and_signs_are_no_part_of_a_word) {
    BOOST_TEST(as_word("BTW (19%):") == "btw");
    BOOST_TEST(as_word("19% MwSt.:") == "mwst");
    BOOST_TEST(as_word("Tax 8.25 %") == "tax");
    BOOST_TEST(as_word("Total 2004") == "total 2004");
    BOOST_TEST(as_word("TOTAL (open") == "total");
    BOOST_TEST(as_word("( ) :") == "");
    BOOST_TEST(fits_word("tax of 2004", "tax*"));
    BOOST_TEST(!fits_word("taxi", "tax"));
}
