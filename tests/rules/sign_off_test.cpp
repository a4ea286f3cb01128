#include "rules/sign_off.h"

#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "base/error.h"

using namespace tieout;
namespace fs = std::filesystem;

namespace {

struct File {
    fs::path path =
        fs::temp_directory_path() / ("sign-offs-" + std::to_string(::getpid()) + ".yaml");
    explicit File(const std::string& text) { std::ofstream(path) << text; }
    ~File() { fs::remove(path); }
};

std::string error_of(const std::string& entry) {
    try {
        rules::load_sign_offs(File("sign_offs:\n  - " + entry + "\n").path);
    } catch (const Error& error) {
        return error.what();
    }
    return "no error";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sign_offs)

BOOST_AUTO_TEST_CASE(an_entry_names_role_person_cycle_record_and_day) {
    const auto read = rules::load_sign_offs(
        File("sign_offs:\n  - {role: finance, who: \"Ada, CFO\", cycle: 12, digest: abc, on: "
             "2026-11-29, note: read}\n")
            .path);
    BOOST_TEST_REQUIRE(read.size() == 1U);
    BOOST_TEST(read[0].role == "finance");
    BOOST_TEST(read[0].who == "Ada, CFO");
    BOOST_TEST(read[0].cycle == 12);
    BOOST_TEST(read[0].digest == "abc");
    BOOST_TEST(read[0].on == "2026-11-29");
    BOOST_TEST(read[0].note == "read");
}

BOOST_AUTO_TEST_CASE(no_file_and_an_empty_list_are_nobody) {
    BOOST_TEST(rules::load_sign_offs("/nowhere/sign_offs.yaml").empty());
    BOOST_TEST(rules::load_sign_offs(File("sign_offs:\n").path).empty());
}

BOOST_AUTO_TEST_CASE(what_cannot_be_meant_is_refused_where_it_stands) {
    const auto has = [](const std::string& entry, const char* said) {
        const std::string error = error_of(entry);
        BOOST_TEST(error.find(said) != std::string::npos, error);
        BOOST_TEST(error.find("yaml:2:") != std::string::npos, error);
    };
    has("{role: f, who: A, cycle: 0, digest: d, on: 2026-11-29}", "expected the number of a cycle");
    has("{role: f, who: A, cycle: 1, digest: d, on: 2026-02-30}", "expected a day that exists");
    has("{role: f, who: A, cycle: 1, on: 2026-11-29}", "`digest`");
    has("{role: '', who: A, cycle: 1, digest: d, on: 2026-11-29}", "found nothing");
    has("{roles: f, who: A, cycle: 1, digest: d, on: 2026-11-29}", "did you mean `role`?");
}

BOOST_AUTO_TEST_SUITE_END()
