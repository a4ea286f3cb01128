// The verifier's own idea of a rehearsal's address, and where verify.yaml may speak of it.
#include "verify/defanged.h"

#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "rules/pack.h"
#include "verify/tie.h"

using namespace tieout;
using namespace tieout::verify;

namespace {

std::string expected(std::string_view address) {
    std::string out = "left over";
    rehearsal_address(address, "rehearsal.invalid", out);
    return out;
}

std::string what(const std::string& yaml) {
    const auto folder =
        std::filesystem::temp_directory_path() / ("tieout-defanged-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "verify.yaml") << yaml;
    rules::Pack pack;
    pack.folder = folder;
    std::string said;
    try {
        Ties::load(pack);
    } catch (const Error& error) {
        said = error.what();
    }
    std::filesystem::remove_all(folder);
    return said;
}

std::string field(const std::string& defanged) {
    return "ties:\n  t:\n    source: {from: a, key: id}\n    target: {from: b, key: id}\n"
           "    fields: {f: {source: x, target: y, as: text, defanged: " +
           defanged + "}}\n";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(defanged_form)

BOOST_AUTO_TEST_CASE(an_address_is_expected_at_the_rehearsals_domain) {
    BOOST_TEST(expected("ada@example.com") == "ada=example.com@rehearsal.invalid");
    BOOST_TEST(expected("a=b~c@example.com") == "a~=b~~c=example.com@rehearsal.invalid");
    BOOST_TEST(expected("~=@=~") == "~~~==~=~~@rehearsal.invalid");
    BOOST_TEST(expected("two@ats@example.com") == "two=ats=example.com@rehearsal.invalid");
    BOOST_TEST(expected("zo\xC3\xAB@k\xC3\xB6ln.example") ==
               "zo\xC3\xAB=k\xC3\xB6ln.example@rehearsal.invalid");
    BOOST_TEST(expected("ada=example.com@rehearsal.invalid") ==
               "ada~=example.com=rehearsal.invalid@rehearsal.invalid");
}

BOOST_AUTO_TEST_CASE(text_that_reaches_nobody_is_expected_as_it_is) {
    for (const char* text : {"", "@", "@@", "none", "@example.com", "ada@", "a=b", "~"})
        BOOST_TEST(expected(text) == text);
    BOOST_TEST(expected("@@@") == "===@rehearsal.invalid");
}

BOOST_AUTO_TEST_CASE(a_null_stays_null_and_a_constant_takes_the_place_of_all) {
    Reading reading("UTC");
    const DefangedForm mail{"x.invalid", std::nullopt}, none{}, word{std::nullopt, "blank"};
    BOOST_TEST(defanged(mail, Cell::null(), reading).is_null());
    BOOST_TEST(defanged(mail, Cell::of("a@b"), reading).text == "a=b@x.invalid");
    BOOST_TEST(defanged(none, Cell::of("a@b"), reading).is_null());
    BOOST_TEST(defanged(word, Cell::null(), reading).text == "blank");
    BOOST_TEST(defanged(mail, Cell::unreadable("a@b", "x"), reading).is_unreadable());
}

BOOST_AUTO_TEST_CASE(a_form_without_a_mark_to_know_the_target_by_is_refused) {
    const std::string mark = "defanged: {table: setting}\n";
    BOOST_TEST(what(mark + field("{value: null}")) == "");
    BOOST_TEST(what(field("{value: null}")).find("how a defanged target is known") !=
               std::string::npos);
    BOOST_TEST(what(mark + field("{}")).find("one of them") != std::string::npos);
    BOOST_TEST(what(mark + field("{mail: x}")).find("mail_to") != std::string::npos);
    BOOST_TEST(what("defanged: {tabel: x}\n" + field("{value: null}")).find("table") !=
               std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
