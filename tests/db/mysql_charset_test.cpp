#include "db/mysql_charset.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "db/session.h"
#include "tests/support/scratch.h"

using namespace tieout;
using namespace tieout::db;

namespace {

std::string decode(std::string_view charset, std::string_view stored) {
    std::string out;
    TextDecoder::for_charset(charset)->append(stored, out);
    return out;
}

// Charsets of single bytes that ICU and MySQL both know.
const char* const single_bytes[] = {"latin1", "latin2", "latin5", "latin7",   "greek", "hebrew",
                                    "cp1250", "cp1251", "cp1256", "cp1257",   "cp850", "cp852",
                                    "cp866",  "koi8r",  "koi8u",  "macroman", "macce"};

}  // namespace

BOOST_AUTO_TEST_SUITE(mysql_charset)

// The server's own conversion is the oracle. Where it has no character it answers '?'; ours may say
// otherwise there.
BOOST_DATA_TEST_CASE(each_byte_is_the_character_that_the_server_takes_it_for,
                     boost::unit_test::data::make(single_bytes), charset) {
    const tests::Scratch scratch(Engine::mysql);
    const auto session = Session::open(scratch.parsed());
    int differ = 0;
    for (unsigned byte = 1; byte < 256; ++byte) {
        char hex[3];
        std::snprintf(hex, sizeof hex, "%02X", byte);
        const auto answer = session->query(std::string("select convert(_") + charset + " x'" + hex +
                                           "' using utf8mb4)");
        const std::string theirs = answer.rows[0][0].value_or("NULL");
        const char stored = static_cast<char>(byte);
        const std::string ours = decode(charset, {&stored, 1});
        if (theirs == "?" && byte != '?') continue;
        if (ours != theirs) ++differ;
        BOOST_TEST(ours == theirs, charset << " " << hex << ": ours " << ours << ", " << theirs);
    }
    BOOST_TEST(differ == 0);
}

BOOST_AUTO_TEST_CASE(latin1_loses_no_byte) {
    std::string all;
    for (int byte = 0; byte < 256; ++byte)
        all += static_cast<char>(byte);
    std::string out;
    BOOST_TEST(TextDecoder::for_charset("latin1")->append(all, out) == 256u);
    BOOST_TEST(out.find("\uFFFD") == std::string::npos);
    BOOST_TEST(decode("latin1", "\x81\x8d\x8f\x90\x9d") == "\u0081\u008d\u008f\u0090\u009d");
    BOOST_TEST(decode("latin1", "\x80 \x9f \xff") == "\u20ac \u0178 \u00ff");
}

BOOST_AUTO_TEST_CASE(invalid_utf8_is_handed_on_as_it_is) {
    std::string out;
    BOOST_TEST(TextDecoder::for_charset("utf8mb4")->append("a\xff\xc3", out) == 3u);
    BOOST_TEST(out == "a\xff\xc3");
}

BOOST_AUTO_TEST_CASE(charsets_of_several_bytes_are_read) {
    BOOST_TEST(decode("sjis", "\x93\xfa\x96\x7b") == "\u65e5\u672c");
    BOOST_TEST(decode("gbk", "\xd6\xd0") == "\u4e2d");
    BOOST_TEST(decode("utf16", std::string_view("\xd8\x3d\xde\x00", 4)) == "\U0001F600");
    BOOST_TEST(decode("utf16le", std::string_view("a\0", 2)) == "a");
}

BOOST_AUTO_TEST_CASE(an_unknown_charset_is_said_to_be_unknown) {
    BOOST_TEST(!TextDecoder::for_charset("geostd8").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
