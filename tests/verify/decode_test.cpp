#include "verify/decode.h"

#include <boost/test/unit_test.hpp>
#include <functional>

#include "base/error.h"
#include "verify/php_value.h"

using namespace tieout;
using namespace tieout::verify;

namespace {

std::string done(void (*change)(std::string_view, std::string&), std::string_view text) {
    std::string out;
    change(text, out);
    return out;
}

std::string number(const std::optional<Decimal>& value) {
    return value ? value->normalized().text() : "none";
}

std::string day(const std::string& zone, std::int64_t seconds) {
    Zone there(zone);
    const auto date = there.day_of(seconds);
    return date ? date->text() : "none";
}

}  // namespace

BOOST_AUTO_TEST_CASE(php_takes_the_number_at_the_front_and_drops_the_rest) {
    // modernbill.md 2.5, rule 4
    BOOST_TEST(number(php_number("12,50")) == "12");
    BOOST_TEST(number(php_number("$15")) == "0");
    BOOST_TEST(number(php_number("15.00 USD")) == "15");
    BOOST_TEST(number(php_number("1,200.00")) == "1");
    BOOST_TEST(number(php_number(" 12.5")) == "12.5");
    BOOST_TEST(number(php_number("abc")) == "0");
    BOOST_TEST(number(php_number("")) == "0");
    BOOST_TEST(number(php_number("-3.5x")) == "-3.5");
    BOOST_TEST(number(php_number(".5")) == "0.5");
    BOOST_TEST(number(php_number("5.")) == "5");
    BOOST_TEST(number(php_number("-")) == "0");
    BOOST_TEST(number(php_number(".")) == "0");
    BOOST_TEST(number(php_number("1e3")) == "1000");
    BOOST_TEST(number(php_number("1e")) == "1");
    BOOST_TEST(number(php_number("1.5E-2")) == "0.015");
    BOOST_TEST(number(php_number("20.00|19.00")) == "20");
    BOOST_TEST(number(php_number("1e99")) == "none");
}

BOOST_AUTO_TEST_CASE(a_packed_price_is_picked_by_the_cycle) {
    // modernbill.md 3.10, examples 1 to 3
    const std::string five = "20.00|19.00|18.00|15.00|12.50";
    BOOST_TEST(packed_part(five, "1") == "20.00");
    BOOST_TEST(packed_part(five, "3") == "19.00");
    BOOST_TEST(packed_part(five, "6") == "18.00");
    BOOST_TEST(packed_part(five, "12") == "15.00");
    BOOST_TEST(packed_part(five, "24") == "12.50");
    const std::string holes = "20.00|0.00|0|";
    BOOST_TEST(packed_part(holes, "3") == "0.00");
    BOOST_TEST(packed_part(holes, "6") == "20.00");
    BOOST_TEST(packed_part(holes, "12") == "20.00");
    BOOST_TEST(packed_part(holes, "24") == "20.00");
    for (const char* other : {"103", "100", "2", "", "abc"})
        BOOST_TEST(packed_part(holes, other) == "20.00");
    BOOST_TEST(packed_part("20.00|0|0", "3") == "20.00");
    BOOST_TEST(packed_part("20.00|0.0", "3") == "0.0");
    BOOST_TEST(packed_part("20.00| ", "3") == " ");
    BOOST_TEST(packed_part("", "12") == "");
}

BOOST_AUTO_TEST_CASE(amounts_have_commas_only_where_they_belong) {
    BOOST_TEST(number(plain_amount("")) == "0");
    BOOST_TEST(number(plain_amount("  ")) == "0");
    BOOST_TEST(number(plain_amount("1,234.50")) == "1234.5");
    BOOST_TEST(number(plain_amount("-1,234,567")) == "-1234567");
    BOOST_TEST(number(plain_amount("41.03448275")) == "41.03448275");
    for (const char* wrong : {"12,34", "1,2345", ",123", "1234,567", "1,234.5,6", "12.3.4", "abc",
                              "1,,234", "$5", "1,23"})
        BOOST_TEST(number(plain_amount(wrong)) == "none", wrong);
}

BOOST_AUTO_TEST_CASE(a_stamp_is_a_day_of_its_zone) {
    // modernbill.md 3.10, example 11: midnight in New York
    BOOST_TEST(day("America/New_York", 1072933200) == "2004-01-01");
    BOOST_TEST(day("America/New_York", 1072933199) == "2003-12-31");
    BOOST_TEST(day("UTC", 1072933200) == "2004-01-01");
    BOOST_TEST(day("America/Los_Angeles", 1072933200) == "2003-12-31");
    // The clock went forward on 2004-04-04 and back on 2004-10-31: midnights before and after.
    BOOST_TEST(day("America/New_York", 1081054800) == "2004-04-04");
    BOOST_TEST(day("America/New_York", 1081137600) == "2004-04-05");
    BOOST_TEST(day("America/New_York", 1081137599) == "2004-04-04");
    BOOST_TEST(day("America/New_York", 1099195200) == "2004-10-31");
    BOOST_TEST(day("America/New_York", 1099285200) == "2004-11-01");
    BOOST_TEST(day("America/New_York", 1099285199) == "2004-10-31");
    BOOST_TEST(day("UTC", -1) == "1969-12-31");
    BOOST_CHECK_THROW(Zone("America/New_Yrok"), Error);
}

BOOST_AUTO_TEST_CASE(text_is_repaired_only_as_asked) {
    BOOST_TEST(trim(" \t\r\n\xC2\xA0 a b \xC2\xA0\n") == "a b");
    BOOST_TEST(trim("\xC3\xA0") == "\xC3\xA0");  // its last byte is that of U+00A0, and no blank
    BOOST_TEST(done(unslash, "O\\'Brien") == "O'Brien");
    BOOST_TEST(done(unslash, "O\\\\\\'Brien") == "O'Brien");
    BOOST_TEST(done(unslash, "C:\\temp") == "C:\\temp");
    BOOST_TEST(done(unescape_html, "Caf&eacute; &amp; &#233;&#xE9; &lt;b&gt;") == "Café & éé <b>");
    BOOST_TEST(done(unescape_html, "&amp;amp;") == "&amp;");
    BOOST_TEST(done(unescape_html, "AT&T; &unknown; &#0; &") == "AT&T; &unknown; &#0; &");
    BOOST_TEST(done(repair_latin1, "MÃ¼ller") == "Müller");
    BOOST_TEST(done(repair_latin1, "MÃƒÂ¼ller") == "Müller");
    BOOST_TEST(done(repair_latin1, "Müller") == "Müller");
    BOOST_TEST(done(repair_latin1, "â‚¬ 5") == "€ 5");
    BOOST_TEST(done(unix_newlines, "a\r\nb\rc\n") == "a\nb\nc\n");
    BOOST_TEST(done(strip_nul, std::string_view("a\0b", 3)) == "ab");
    BOOST_TEST(first_line("a\nb\nc") == "a");
    std::string rest;
    BOOST_TEST(rest_lines("a\nb\nc", rest));
    BOOST_TEST(rest == "b, c");
    BOOST_TEST(!rest_lines("a", rest));
    BOOST_TEST(left("äöü", 2) == "äö");
    BOOST_TEST(left("ab", 5) == "ab");
}

BOOST_AUTO_TEST_CASE(a_cut_gives_both_parts_or_all_of_it_and_nothing) {
    const Cut first = cut_at_first("a-b-c", "-"), last = cut_at_last("a-b-c", "-");
    BOOST_TEST(first.before.value() == "a");
    BOOST_TEST(first.after.value() == "b-c");
    BOOST_TEST(last.before.value() == "a-b");
    BOOST_TEST(last.after.value() == "c");
    BOOST_TEST(cut_at_first("abc", "-").before.value() == "abc");
    BOOST_TEST(!cut_at_first("abc", "-").after.has_value());
    BOOST_TEST(!cut_at_last("abc", "-").before.has_value());
    BOOST_TEST(cut_at_last("abc", "-").after.value() == "abc");
    BOOST_TEST(cut_at_first("a, ", ", ").after.value() == "");
}

namespace {

std::string moments(const std::string& zone, std::string_view text) {
    const auto wall = clock_reading(text);
    if (!wall) return "no time";
    const Moments found = Zone(zone).moments_of(*wall);
    if (!found.earlier) return "never";
    if (*found.earlier == *found.later) return found.earlier->text();
    return found.earlier->text() + " or " + found.later->text();
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_reading_of_a_clock_is_one_moment_or_none_or_two) {
    // 2004 in New York: forward on April 4 at 07:00 UTC, back on October 31 at 06:00 UTC.
    BOOST_TEST(moments("America/New_York", "2004-01-15 12:00:00") == "2004-01-15T17:00:00Z");
    BOOST_TEST(moments("America/New_York", "2004-07-15") == "2004-07-15T04:00:00Z");
    BOOST_TEST(moments("America/New_York", "2004-04-04 01:59:59") == "2004-04-04T06:59:59Z");
    BOOST_TEST(moments("America/New_York", "2004-04-04 02:00:00") == "never");
    BOOST_TEST(moments("America/New_York", "2004-04-04 02:59:59.9") == "never");
    BOOST_TEST(moments("America/New_York", "2004-04-04 03:00:00") == "2004-04-04T07:00:00Z");
    BOOST_TEST(moments("America/New_York", "2004-10-31 00:59:59") == "2004-10-31T04:59:59Z");
    BOOST_TEST(moments("America/New_York", "2004-10-31 01:00") ==
               "2004-10-31T05:00:00Z or 2004-10-31T06:00:00Z");
    BOOST_TEST(moments("America/New_York", "2004-10-31 02:00:00") == "2004-10-31T07:00:00Z");
    BOOST_TEST(moments("America/New_York", "1969-12-31 18:59:59.5") ==
               "1969-12-31T23:59:59.500000Z");
    BOOST_TEST(moments("Australia/Lord_Howe", "2004-03-28 01:45:00") ==  // half an hour, twice
               "2004-03-27T14:45:00Z or 2004-03-27T15:15:00Z");
    for (const char* wrong : {"", "0000-00-00 00:00:00", "2004-02-30", "2004-01-01 24:30:00",
                              "2004-01-01 12:00:00Z", "2004-01-01 12:00:00-05", "2004-01-01x"})
        BOOST_TEST(moments("UTC", wrong) == "no time", wrong);
}

BOOST_AUTO_TEST_CASE(codes_are_equal_as_numbers_where_both_are) {
    BOOST_TEST((Code::of(" 02 ") == Code::of("2.0")));
    BOOST_TEST((Code::of("abc") == Code::of(" abc")));
    BOOST_TEST(!(Code::of("") == Code::of("0")));
    BOOST_TEST(!(Code::of("2a") == Code::of("2")));
}

BOOST_AUTO_TEST_CASE(serialised_php_counts_bytes) {
    const PhpReading read = read_php(
        "a:2:{s:8:\"packages\";a:1:{i:0;a:1:{s:1:\"n\";s:5:\"caf\xC3\xA9\";}}s:1:\"x\";d:0.1;}");
    BOOST_REQUIRE(read.value.has_value());
    BOOST_TEST(read.value->find("packages")->elements[0].second.find("n")->text == "caf\xC3\xA9");
    BOOST_TEST(read.value->find("x")->text == "0.1");
    BOOST_TEST(read.value->find("y") == nullptr);
    for (const char* wrong :
         {"", "a:1:{", "s:5:\"abc\";", "a:1:{i:0;i:1;}x", "O:1:\"A\":0:{}", "i:1",
          "a:99999999999999999999:{}", "s:18446744073709551615:\"a\";", "R:1;"})
        BOOST_TEST(!read_php(wrong).value.has_value(), wrong);
    std::string deep;
    for (int i = 0; i < 100000; ++i)
        deep += "a:1:{i:0;";
    BOOST_TEST(!read_php(deep).value.has_value());
}
