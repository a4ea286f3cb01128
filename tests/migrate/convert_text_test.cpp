#include <boost/test/unit_test.hpp>
#include <string>

#include "base/error.h"
#include "migrate/convert.h"

using namespace tieout;
using namespace tieout::migrate;

namespace {

template <typename Convert>
std::string made(Convert convert, std::string_view text) {
    std::string out;
    convert(text, out);
    return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(trimming_takes_blanks_line_ends_and_no_break_spaces_and_nothing_else) {
    BOOST_TEST(trimmed(" \t\r\n\xC2\xA0x y\xC2\xA0 \n") == "x y");
    BOOST_TEST(trimmed("\xC2\xA0") == "");
    BOOST_TEST(trimmed("\xC3\xA0") == "\xC3\xA0");  // à ends in the same byte
    BOOST_TEST(trimmed("\v x") == "\v x");
}

BOOST_AUTO_TEST_CASE(slashes_go_at_most_twice) {
    BOOST_TEST(made(unslash, "O\\'Brien") == "O'Brien");
    BOOST_TEST(made(unslash, "O\\\\\\'Brien") == "O'Brien");
    BOOST_TEST(made(unslash, "say \\\"hi\\\"") == "say \"hi\"");
    BOOST_TEST(made(unslash, "C:\\dir") == "C:\\dir");
    BOOST_TEST(made(unslash, "end\\") == "end\\");
    BOOST_TEST(made(unslash, "\\\\\\\\\\\\\\\\") == "\\\\");  // eight become four, then two
}

BOOST_AUTO_TEST_CASE(entities_are_read_once) {
    BOOST_TEST(made(unescape_html, "M&uuml;ller &amp; Co") == "M\xC3\xBCller & Co");
    BOOST_TEST(made(unescape_html, "caf&#233; caf&#xE9; &#8217;") ==
               "caf\xC3\xA9 caf\xC3\xA9 \xE2\x80\x99");
    BOOST_TEST(made(unescape_html, "&amp;eacute;") == "&eacute;");
    BOOST_TEST(made(unescape_html, "AT&T; R&D, &nosuch; &#; &#0; &#xD800; &") ==
               "AT&T; R&D, &nosuch; &#; &#0; &#xD800; &");
    BOOST_TEST(made(unescape_html, "&nbsp;&yuml;&Agrave;&szlig;") ==
               "\xC2\xA0\xC3\xBF\xC3\x80\xC3\x9F");
    BOOST_TEST(made(unescape_html, "&#128512;") == "\xF0\x9F\x98\x80");
}

BOOST_AUTO_TEST_CASE(mojibake_is_undone_once_or_twice_and_right_text_is_left_alone) {
    const std::string right = "Jos\xC3\xA9";
    const std::string once = "Jos\xC3\x83\xC2\xA9";                   // Ã©
    const std::string twice = "Jos\xC3\x83\xC6\x92\xC3\x82\xC2\xA9";  // ÃƒÂ©
    BOOST_TEST(made(repair_latin1, once) == right);
    BOOST_TEST(made(repair_latin1, twice) == right);
    BOOST_TEST(made(repair_latin1, right) == right);
    BOOST_TEST(made(repair_latin1, "plain") == "plain");
    BOOST_TEST(made(repair_latin1,
                    "\xE2\x82\xAC"
                    "5") ==
               "\xE2\x82\xAC"
               "5");                                                                    // €5
    BOOST_TEST(made(repair_latin1, "\xC3\xA2\xE2\x80\x9A\xC2\xAC") == "\xE2\x82\xAC");  // â‚¬ is €
    BOOST_TEST(made(repair_latin1, "\xCE\xB1\xCE\xB2") == "\xCE\xB1\xCE\xB2");  // αβ: not in cp1252
}

BOOST_AUTO_TEST_CASE(latin1_bytes_are_cp1252_as_mysql_means_it) {
    std::string out;
    decode("\x80 caf\xE9 \x81", "latin1", out);
    BOOST_TEST(out == "\xE2\x82\xAC caf\xC3\xA9 \xC2\x81");
    out.clear();
    decode("caf\xC3\xA9", "utf8mb4", out);
    BOOST_TEST(out == "caf\xC3\xA9");
    out.clear();
    decode("\xB1", "latin2", out);
    BOOST_TEST(out == "\xC4\x85");  // ą
    BOOST_CHECK_THROW(decode("x", "no such charset", out), Error);
}

BOOST_AUTO_TEST_CASE(lines_part_at_the_first_newline) {
    BOOST_TEST(first_line("12 Main St\nApt 4\nRear") == "12 Main St");
    BOOST_TEST(first_line("one") == "one");
    BOOST_TEST(made(rest_lines, "12 Main St\nApt 4\nRear") == "Apt 4, Rear");
    std::string out;
    BOOST_TEST(!rest_lines("one", out));
    BOOST_TEST(made(unix_newlines, "a\r\nb\rc\n") == "a\nb\nc\n");
}

BOOST_AUTO_TEST_CASE(left_counts_characters_and_not_bytes) {
    BOOST_TEST(left("\xC3\xA9\xC3\xA9\xC3\xA9", 2) == "\xC3\xA9\xC3\xA9");
    BOOST_TEST(left("abc", 3) == "abc");
    BOOST_TEST(left("abc", 0) == "");
}

BOOST_AUTO_TEST_CASE(folding_lowers_letters_beyond_ascii_too) {
    BOOST_TEST(made(fold, "JOS\xC3\x89@Example.COM") == "jos\xC3\xA9@example.com");
    BOOST_TEST(made(fold, "ABC") == "abc");
    BOOST_TEST(made(strip_nul, std::string_view("a\0b\0", 4)) == "ab");
}

BOOST_AUTO_TEST_CASE(a_text_is_cut_at_the_first_mark_or_at_the_last) {
    BOOST_TEST(before("Lovelace, Ada, Lady", ", ") == "Lovelace");
    BOOST_TEST(after("Lovelace, Ada, Lady", ", ").value() == "Ada, Lady");
    BOOST_TEST(before_last("Ada King Lovelace", " ").value() == "Ada King");
    BOOST_TEST(after_last("Ada King Lovelace", " ") == "Lovelace");
    BOOST_TEST(after("Lovelace, ", ", ").value() == "");
}

BOOST_AUTO_TEST_CASE(a_text_without_the_mark_is_one_part_and_the_other_is_not_there) {
    BOOST_TEST(before("Hypatia", ", ") == "Hypatia");
    BOOST_TEST(!after("Hypatia", ", ").has_value());
    BOOST_TEST(!before_last("Hypatia", " ").has_value());
    BOOST_TEST(after_last("Hypatia", " ") == "Hypatia");
    BOOST_TEST(!after("", ",").has_value());
}
