#include "rules/waiver.h"

#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <sstream>

#include "base/error.h"

using namespace tieout::rules;
namespace fs = std::filesystem;

namespace {

struct File {
    fs::path path = fs::temp_directory_path() / ("waivers-" + std::to_string(::getpid()) + ".yaml");
    explicit File(const std::string& text) { std::ofstream(path) << text; }
    ~File() { fs::remove(path); }
};

std::vector<Waiver> read(const std::string& text) {
    return load_waivers(File(text).path);
}

// What stands between ```yaml and ``` in the guide.
std::string of_the_guide() {
    std::ifstream in(TIEOUT_SOURCE_DIR "/docs/waivers.md");
    std::string text;
    bool inside = false;
    for (std::string line; std::getline(in, line);) {
        if (line.rfind("```", 0) == 0)
            inside = line == "```yaml";
        else if (inside)
            text += line + "\n";
    }
    return text;
}

Finding changed(const std::string& tie, const std::vector<std::string>& columns) {
    Finding finding;
    finding.tie = tie;
    finding.kind = FindingKind::changed;
    finding.columns = columns;
    finding.id = finding_id(finding);
    return finding;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(waiver)

BOOST_AUTO_TEST_CASE(the_guides_waivers_say_what_they_cover) {
    const auto waivers = read(of_the_guide());
    BOOST_TEST_REQUIRE(waivers.size() == 2U);
    BOOST_TEST(waivers[0].finding == "e36745d2998d");
    BOOST_TEST(waivers[0].max_rows == 33U);
    BOOST_TEST(waivers[0].max_money.text() == "4194.58");
    BOOST_TEST(waivers[1].max_money.is_zero());
    BOOST_TEST(waivers[1].until == "2027-01-31");
    BOOST_TEST(waivers[1].covers(changed("invoice", {"remark"})));
}

BOOST_AUTO_TEST_CASE(each_column_that_differs_must_be_named) {
    const Waiver waiver = read(
        "waivers: [{tie: invoice, kind: changed, columns: [remark, total], who: A, why: b, "
        "until: 2027-01-31, max_rows: 1}]\n")[0];
    BOOST_TEST(waiver.covers(changed("invoice", {"remark"})));
    BOOST_TEST(waiver.covers(changed("invoice", {"total", "remark"})));
    BOOST_TEST(!waiver.covers(changed("invoice", {"remark", "tax"})));
    BOOST_TEST(!waiver.covers(changed("client", {"remark"})));
    Finding missing = changed("invoice", {"remark"});
    missing.kind = FindingKind::missing;
    BOOST_TEST(!waiver.covers(missing));
}

BOOST_AUTO_TEST_CASE(an_id_covers_that_finding_and_no_other) {
    const Finding one = changed("invoice", {"remark"}), other = changed("invoice", {"total"});
    Waiver waiver;
    waiver.finding = one.id;
    BOOST_TEST(waiver.covers(one));
    BOOST_TEST(!waiver.covers(other));
    Finding not_looked = one;
    not_looked.kind = FindingKind::not_looked;
    BOOST_TEST(!waiver.covers(not_looked));
}

BOOST_AUTO_TEST_CASE(no_file_and_an_empty_list_are_no_waivers) {
    BOOST_TEST(load_waivers("/nowhere/waivers.yaml").empty());
    BOOST_TEST(read("waivers:\n").empty());
    BOOST_TEST(read("waivers: []\n").empty());
    BOOST_CHECK_THROW(read("waiver: []\n"), tieout::Error);
}

BOOST_AUTO_TEST_SUITE_END()
