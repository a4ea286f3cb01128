#include "verify/tie.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "rules/pack.h"

using namespace tieout;
using namespace tieout::verify;

namespace {

std::string refusal(const std::string& yaml) {
    const auto folder = std::filesystem::temp_directory_path() / "tieout-tie-test";
    std::filesystem::create_directories(folder);
    rules::Pack pack;
    pack.folder = folder;
    pack.parameters = {{"zone", "UTC"}};
    std::ofstream(folder / "verify.yaml") << yaml;
    try {
        Ties::load(pack);
    } catch (const Error& error) {
        std::string text = error.what();
        const auto at = text.find("verify.yaml:");
        return at == std::string::npos ? text : text.substr(at);
    }
    return "accepted";
}

bool says(const std::string& yaml, const std::string& words) {
    const std::string text = refusal(yaml);
    BOOST_TEST_MESSAGE(text);
    return text.find(words) != std::string::npos;
}

std::string with_field(const std::string& field, const std::string& rest = "") {
    return "maps: {m: {1: a}}\nties:\n  t:\n    source: {from: a, key: id}\n    target: {from: b, "
           "key: id}\n"
           "    fields:\n      f: " +
           field + "\n" + rest;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_modernbill_pack_loads_with_parents_first) {
    auto pack = rules::Pack::load(std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill");
    pack.set("zone", "America/New_York");
    pack.set("currency", "USD");
    const Ties ties = Ties::load(pack);
    BOOST_TEST(ties.ties.size() >= 15U);
    for (std::size_t i = 0; i < ties.ties.size(); ++i)
        for (const Parent& parent : ties.ties[i].parents)
            if (parent.tie != ties.ties[i].name)
                BOOST_TEST(ties.find(parent.tie) < &ties.ties[i], ties.ties[i].name);
    const Tie* user = ties.find("user");
    BOOST_REQUIRE(user != nullptr);
    BOOST_TEST((user->fields.back().as == As::secret));
}

BOOST_AUTO_TEST_CASE(a_plain_tie_is_accepted) {
    BOOST_TEST(refusal(with_field("{source: x, target: y, as: text}")) == "accepted");
}

BOOST_AUTO_TEST_CASE(mistakes_are_told_with_their_place_and_the_nearest_word) {
    BOOST_TEST(says(with_field("{source: x, target: y, as: tetx}"), "verify.yaml:7:37"));
    BOOST_TEST(says(with_field("{source: x, target: y, as: tetx}"), "`text`"));
    BOOST_TEST(says(with_field("{sauce: x, target: y, as: text}"), "`source`"));
    BOOST_TEST(
        says(with_field("{source: {column: x, decode: [tirm]}, target: y, as: text}"), "`trim`"));
    BOOST_TEST(says(with_field("{source: {column: x, decode: [{map: n}]}, target: y, as: text}"),
                    "found `n`, expected m"));
    BOOST_TEST(
        says(with_field("{source: {column: x, decode: [map]}, target: y, as: text}"), "argument"));
    BOOST_TEST(says(with_field("{source: {column: x, repair: [php_number]}, target: y, as: text}"),
                    "7:40"));
    BOOST_TEST(
        says(with_field("{source: x, target: y, as: text}", "    totals: [sum f]\n"), "numbers"));
    BOOST_TEST(says(with_field("{source: x, target: y, as: text}", "    totals: [count by g]\n"),
                    "found `g`, expected f"));
    BOOST_TEST(says(with_field("{source: x, target: y, as: text}", "    parents: {f: u}\n"),
                    "found `u`, expected t"));
    BOOST_TEST(says(with_field("{source: x, target: y, as: text}", "    key_as: [integer, text]\n"),
                    "1 key"));
}

BOOST_AUTO_TEST_CASE(words_that_take_text_apart_or_together_are_checked_as_they_are_read) {
    const auto decoded = [](const std::string& step) {
        return with_field("{source: {column: x, decode: [" + step + "]}, target: y, as: text}");
    };
    BOOST_TEST(refusal(decoded("{before: \", \"}, {after_last: \"-\"}")) == "accepted");
    BOOST_TEST(refusal(decoded("local_time")) == "accepted");
    BOOST_TEST(refusal(decoded("{local_time: {zone: Asia/Tokyo, twice: later}}")) == "accepted");
    BOOST_TEST(says(decoded("before"), "argument"));
    BOOST_TEST(says(decoded("{after: \"\"}"), "the mark"));
    BOOST_TEST(says(decoded("{local_time: Mars/Base}"), "`Mars/Base`"));
    BOOST_TEST(says(decoded("{local_time: {twice: both}}"), "`both`"));
    BOOST_TEST(refusal(with_field(
                   "{source: {concat: [x, y], with: \"-\"}, target: y, as: text}")) == "accepted");
    BOOST_TEST(says(with_field("{source: {concat: []}, target: y, as: text}"), "no value"));
    BOOST_TEST(
        says(with_field("{source: {concat: [x], wiht: \"-\"}, target: y, as: text}"), "`with`"));
}

BOOST_AUTO_TEST_CASE(repairs_of_text_on_the_targets_side_are_refused) {
    BOOST_TEST(
        says(with_field("{source: x, target: {column: y, repair: [trim]}, as: text}"), "hide"));
    BOOST_TEST(
        says(with_field("{source: x, target: {column: y, decode: [trim]}, as: text}"), "hide"));
    BOOST_TEST(refusal(with_field(
                   "{source: x, target: {column: y, decode: [unix_seconds]}, as: instant}")) ==
               "accepted");
}

BOOST_AUTO_TEST_CASE(a_code_of_a_map_may_be_a_parameter) {
    const auto folder = std::filesystem::temp_directory_path() / "tieout-tie-code-test";
    std::filesystem::create_directories(folder);
    rules::Pack pack;
    pack.folder = folder;
    pack.parameters = {{"number", "7"}};
    std::ofstream(folder / "verify.yaml")
        << "maps: {m: {\"${number}\": paypal}}\nties:\n  t:\n    source: {from: a, key: id}\n"
           "    target: {from: b, key: id}\n    fields:\n"
           "      f: {source: {column: x, decode: [{map: m}]}, target: y, as: label}\n";
    const Ties ties = Ties::load(pack);
    const WordMap& map = ties.find("t")->fields.at(0).source.steps.at(0).map;
    BOOST_TEST(map.size() == 1u);
    BOOST_TEST(map.at("7").value() == "paypal");
}
