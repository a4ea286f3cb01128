// Rewriting of addresses: what stands where is written by hand, and every address can be read back.
#include "migrate/defang.h"

#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "migrate/plan.h"

using namespace tieout;
using namespace tieout::migrate;

namespace {

std::string rewritten(std::string_view text) {
    std::string out;
    mail_to(text, "rehearsal.invalid", out);
    return out;
}

// The way back, as docs/packs.md tells it to people.
std::string read_back(std::string text) {
    const std::string domain = "@rehearsal.invalid";
    if (!text.ends_with(domain)) return text;
    text.resize(text.size() - domain.size());
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '~') {
            out += text[++i];
        } else {
            out += text[i] == '=' ? '@' : text[i];
        }
    }
    return out;
}

const std::vector<std::string> hard = {"ada@example.com",
                                       "Ada@Example.com",
                                       "ada+bills@example.com",
                                       "a.d.a@mail.example.co.uk",
                                       "\"a@b c\"@example.com",
                                       "o'hara@example.com",
                                       "\"quo\\\"ted\"@example.com",
                                       "zo\xC3\xAB@k\xC3\xB6ln.example",
                                       "two@ats@example.com",
                                       "a@b, c@d",
                                       "=@=",
                                       "~@~",
                                       "~=@example.com",
                                       "a=b@example.com",
                                       "a@b@example.com",
                                       "a@b=example.com",
                                       "a~=b@example.com",
                                       "a~@b@example.com",
                                       "ada=example.com@rehearsal.invalid",
                                       "ada@example.com@rehearsal.invalid",
                                       std::string(88, 'x') + "@example.com",
                                       " ada@example.com ",
                                       "@@@"};

// Nobody can be reached by these; they stay, and no address becomes one of them.
const std::vector<std::string> no_addresses = {"",
                                               "@",
                                               "@@",
                                               "none",
                                               "@example.com",
                                               "ada@",
                                               "a=b",
                                               "~",
                                               "rehearsal.invalid",
                                               "@rehearsal.invalid"};

std::string what(const std::string& yaml) {
    const auto folder =
        std::filesystem::temp_directory_path() / ("tieout-defang-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "migrate.yaml") << yaml;
    rules::Pack pack;
    pack.folder = folder;
    std::string said;
    try {
        Plan::load(pack);
    } catch (const Error& error) {
        said = error.what();
    }
    std::filesystem::remove_all(folder);
    return said;
}

bool says(const std::string& table, const std::string& part) {
    const std::string said = what("tables:\n  t: " + table + "\n");
    BOOST_TEST_MESSAGE(said);
    return said.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(defang)

BOOST_AUTO_TEST_CASE(an_address_goes_to_the_domain_and_tells_whose_it_was) {
    BOOST_TEST(rewritten("ada@example.com") == "ada=example.com@rehearsal.invalid");
    BOOST_TEST(rewritten("ada+bills@example.com") == "ada+bills=example.com@rehearsal.invalid");
    BOOST_TEST(rewritten("a=b~c@example.com") == "a~=b~~c=example.com@rehearsal.invalid");
    BOOST_TEST(rewritten("two@ats@example.com") == "two=ats=example.com@rehearsal.invalid");
}

BOOST_AUTO_TEST_CASE(every_hard_address_is_read_back_and_no_two_become_one) {
    std::set<std::string> all;
    for (const std::string& address : hard) {
        BOOST_TEST(is_address(address));
        BOOST_TEST(rewritten(address).ends_with("@rehearsal.invalid"));
        BOOST_TEST(rewritten(address) != address);
        BOOST_TEST(read_back(rewritten(address)) == address);
        BOOST_TEST(all.insert(rewritten(address)).second);
    }
    for (const std::string& text : no_addresses) {
        BOOST_TEST(rewritten(text) == text);
        BOOST_TEST(all.insert(rewritten(text)).second);
    }
}

BOOST_AUTO_TEST_CASE(all_short_texts_of_the_letters_that_matter_stay_apart) {
    std::set<std::string> all;
    std::size_t made = 0;
    std::vector<std::string> texts = {""};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        ++made;
        all.insert(rewritten(texts[i]));
        if (texts[i].size() < 6)
            for (const char c : {'a', '@', '=', '~'})
                texts.push_back(texts[i] + c);
    }
    BOOST_TEST(made == 5461U);  // 4^0 + … + 4^6
    BOOST_TEST(all.size() == made);
}

BOOST_AUTO_TEST_CASE(a_mistake_in_defang_is_named) {
    const std::string begin = "{from: a, key: id, columns: {id: id, mail: mail}, ";
    BOOST_TEST(says(begin + "defang: {mial: {value: null}}}", "did you mean `mail`?"));
    BOOST_TEST(says(begin + "defang: {mail: {mail_to: a@b}}}", "expected a domain"));
    BOOST_TEST(says(begin + "defang: {mail: {}}}", "expected `mail_to` or `value`, one of them"));
    BOOST_TEST(says(begin + "defang: {mail: {mail_to: x, value: y}}}", "one of them"));
    BOOST_TEST(says(begin + "only: defanged}", "`only` goes with `rows`"));
    BOOST_TEST(says("{rows: [{id: 1}], only: defangd}", "defanged"));
    BOOST_TEST(what("tables:\n  t: " + begin + "defang: {mail: {mail_to: x.invalid}}}\n") == "");
}

BOOST_AUTO_TEST_SUITE_END()
