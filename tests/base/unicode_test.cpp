#include "base/unicode.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "base/error.h"

using namespace tieout;

BOOST_AUTO_TEST_SUITE(unicode)

BOOST_AUTO_TEST_CASE(well_formed_text_is_utf8) {
    for (const char* text : {"", "plain", "caf\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x92\xB0",
                             "\xED\x9F\xBF", "\xEE\x80\x80", "\xF4\x8F\xBF\xBF",
                             "eight characters and then \xC3\xA9", "\xC2\x80", "\xE0\xA0\x80"})
        BOOST_TEST(is_utf8(text), "refused: " << printable(text));
    BOOST_TEST(is_utf8(std::string_view("a\0b", 3)));
}

BOOST_AUTO_TEST_CASE(malformed_text_is_not_utf8) {
    for (const char* text : {"caf\xE9", "\x80", "\xC3", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF",
                             "\xED\xA0\x80", "\xE2\x82", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
                             "\xF5\x80\x80\x80", "\xFF", "eight chars then \xC3"})
        BOOST_TEST(!is_utf8(text), "accepted: " << printable(text));
}

BOOST_AUTO_TEST_CASE(characters_are_code_points) {
    BOOST_TEST(count_characters("") == 0u);
    BOOST_TEST(count_characters("caf\xC3\xA9") == 4u);
    BOOST_TEST(count_characters("cafe\xCC\x81") == 5u);
    BOOST_TEST(count_characters("\xF0\x9F\x92\xB0") == 1u);
    BOOST_TEST(count_characters("a\xE9z") == 3u);
    BOOST_TEST(count_characters("\xE2\x82") == 2u);
}

BOOST_AUTO_TEST_CASE(a_high_bit_is_seen_wherever_it_stands) {
    for (std::size_t size = 0; size <= 40; ++size) {
        std::string text(size, '\x7f');
        BOOST_TEST(is_ascii(text), size);
        for (std::size_t at = 0; at < size; ++at) {
            text[at] = '\x80';
            if (is_ascii(text) || is_utf8(text) || count_characters(text) != size)
                BOOST_ERROR(at << " of " << size);
            text[at] = '\x7f';
        }
    }
}

BOOST_AUTO_TEST_CASE(a_copy_is_of_every_byte_and_of_no_other) {
    for (std::size_t size = 0; size <= 40; ++size) {
        std::string text;
        for (std::size_t at = 0; at < size; ++at)
            text += static_cast<char>('A' + at);
        std::string out(size + 2, '#');
        BOOST_TEST(copy_ascii(text, out.data() + 1), size);
        BOOST_TEST(out == '#' + text + '#');
        for (std::size_t at = 0; at < size; ++at) {
            std::string other = text;
            other[at] = '\x80';
            if (copy_ascii(other, out.data() + 1)) BOOST_ERROR(at << " of " << size);
        }
        BOOST_TEST(out.front() == '#');
        BOOST_TEST(out.back() == '#');
    }
}

BOOST_AUTO_TEST_CASE(composed_and_decomposed_are_one_after_nfc) {
    BOOST_TEST(to_nfc("cafe\xCC\x81") == "caf\xC3\xA9");
    BOOST_TEST(to_nfc("caf\xC3\xA9") == "caf\xC3\xA9");
    BOOST_TEST(to_nfc("plain") == "plain");
    BOOST_TEST(to_nfc("\xE2\x84\xAB") == "\xC3\x85");  // ANGSTROM SIGN is A WITH RING
    BOOST_TEST(to_nfc(std::string("a\0e\xCC\x81", 5)) == std::string("a\0\xC3\xA9", 4));
    BOOST_CHECK_EXCEPTION(to_nfc("caf\xE9"), Error,
                          [](const Error& error) { return error.fault() == Fault::data; });
}

BOOST_AUTO_TEST_CASE(lower_case_knows_more_than_ascii) {
    BOOST_TEST(to_lower("Anna@Example.COM") == "anna@example.com");
    BOOST_TEST(to_lower("\xC3\x89\xC3\x80") == "\xC3\xA9\xC3\xA0");
    BOOST_TEST(to_lower("STRA\xC3\x9F"
                        "E") ==
               "stra\xC3\x9F"
               "e");
    BOOST_TEST(to_lower("I") == "i");
    BOOST_TEST(to_lower("A\xE9"
                        "B") ==
               "a\xE9"
               "b");
}

BOOST_AUTO_TEST_CASE(printable_text_shows_every_byte_that_is_no_character) {
    BOOST_TEST(printable("caf\xC3\xA9") == "caf\xC3\xA9");
    BOOST_TEST(printable("caf\xE9") == "caf\\xE9");
    BOOST_TEST(printable(std::string_view("a\0b\n", 4)) == "a\\u0000b\\u000A");
    BOOST_TEST(printable("\x7F\xC2\x85") == "\\u007F\\u0085");
    BOOST_TEST(printable("\xC2\xA0") == "\xC2\xA0");
}

BOOST_AUTO_TEST_SUITE_END()
