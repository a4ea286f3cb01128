// The bytes are written by hand from the format: type, length in bytes, content.
#include <boost/test/unit_test.hpp>
#include <string>

#include "migrate/php_serialized.h"

using namespace tieout::migrate;

namespace {

std::string trouble(const std::string& bytes) {
    const PhpReading reading = read_php(bytes);
    BOOST_TEST(!reading.value.has_value(), bytes.substr(0, 60));
    return reading.trouble;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_cart_is_read_with_its_lists_in_order) {
    const std::string bytes =
        "a:2:{s:8:\"packages\";a:1:{i:0;a:3:{s:9:\"pack_name\";s:4:\"Gold\";s:5:\"price\";d:19.95;"
        "s:3:\"qty\";"
        "i:-2;}}s:4:\"flag\";b:1;}";
    const PhpReading reading = read_php(bytes);
    BOOST_REQUIRE(reading.value);
    BOOST_TEST(reading.value->members.size() == 2);
    const PhpValue& pack = reading.value->find("packages")->members.at(0).second;
    BOOST_TEST(pack.find("pack_name")->text == "Gold");
    BOOST_TEST(pack.find("price")->text == "19.95");
    BOOST_TEST(pack.find("qty")->text == "-2");
    BOOST_TEST(reading.value->find("flag")->text == "1");
    BOOST_TEST((pack.find("absent") == nullptr));
}

BOOST_AUTO_TEST_CASE(text_is_counted_in_bytes_and_may_hold_anything) {
    BOOST_TEST(read_php("s:4:\"a\";b\";").value->text == "a\";b");
    BOOST_TEST(read_php("s:5:\"caf\xC3\xA9\";").value->text == "caf\xC3\xA9");
    BOOST_TEST(read_php("s:4:\"caf\xE9\";").value->text == "caf\xE9");
    BOOST_TEST(read_php("s:0:\"\";").value->text == "");
    BOOST_TEST((read_php("N;").value->kind == PhpValue::Kind::null));
    BOOST_TEST(read_php("a:0:{}").value->members.empty());
}

BOOST_AUTO_TEST_CASE(a_length_that_the_charset_change_made_wrong_is_unreadable) {
    // "café" was written in latin1 (4 bytes) and is UTF-8 (5 bytes) now.
    BOOST_TEST(trouble("s:4:\"caf\xC3\xA9\";") == "expected `\"` at byte 9");
    trouble("s:6:\"caf\xC3\xA9\";");
    trouble("a:1:{s:1:\"ab\";i:1;}");
}

BOOST_AUTO_TEST_CASE(cut_and_slashed_texts_are_unreadable) {
    const std::string whole = "a:1:{s:1:\"a\";a:1:{i:0;d:1.5;}}";
    BOOST_TEST(read_php(whole).value.has_value());
    for (std::size_t length = 0; length < whole.size(); ++length)
        trouble(whole.substr(0, length));
    trouble("s:4:\\\"Gold\\\";");
    BOOST_TEST(trouble(whole + "x") == "bytes after the end of the value at byte 30");
}

BOOST_AUTO_TEST_CASE(what_is_not_plain_data_is_refused) {
    for (const char* bytes :
         {"O:1:\"A\":0:{}", "R:1;", "i:x;", "i:;", "i:99999999999999999999;", "b:2;", "b:01;",
          "d:;", "s:-1:\"a\";", "a:1:{d:1.5;i:1;}", "a:-1:{}", "x"}) {
        trouble(bytes);
    }
}

BOOST_AUTO_TEST_CASE(a_depth_bomb_and_a_false_count_cost_nothing) {
    std::string deep, tail;
    for (int i = 0; i < 100'000; ++i)
        deep += "a:1:{i:0;";
    BOOST_TEST(trouble(deep).find("arrays nested too deep") == 0);
    BOOST_TEST(trouble("a:1000000000:{i:0;N;}").find("more members") == 0);
    trouble("s:18446744073709551615:\"a\";");
    trouble("s:99999999999999999999999:\"a\";");
}

BOOST_AUTO_TEST_CASE(of_a_key_written_twice_the_last_counts) {
    const std::string bytes = "a:2:{s:1:\"a\";i:1;s:1:\"a\";i:2;}";
    const PhpReading reading = read_php(bytes);
    BOOST_TEST(reading.value->find("a")->text == "2");
}
