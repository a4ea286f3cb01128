#include "cycle/seal.h"

#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "base/error.h"
#include "tests/rules/schema_check.h"

using namespace tieout;
namespace fs = std::filesystem;

namespace {

// Two pairs, made by openssl, in a folder of their own.
class Keys {
public:
    Keys() {
        std::string name = (fs::temp_directory_path() / "tieout-seal-XXXXXX").string();
        folder_ = mkdtemp(name.data());
        for (const char* pair : {"ours", "theirs"}) {
            run("openssl genpkey -algorithm ed25519 -out " + file(pair, ".pem"));
            run("openssl pkey -in " + file(pair, ".pem") + " -pubout -out " + file(pair, ".pub"));
        }
    }
    ~Keys() { fs::remove_all(folder_); }
    cycle::SigningKey secret(const char* pair) const {
        return cycle::SigningKey::read_private(file(pair, ".pem"));
    }
    cycle::SigningKey open(const char* pair) const {
        return cycle::SigningKey::read_public(file(pair, ".pub"));
    }

private:
    static void run(const std::string& command) {
        BOOST_REQUIRE(std::system((command + " 2>/dev/null").c_str()) == 0);
    }
    std::string file(const char* pair, const char* half) const {
        return (folder_ / (std::string(pair) + half)).string();
    }
    fs::path folder_;
};

const Keys& keys() {
    static const Keys made;
    return made;
}

std::string sealed() {
    rules::CycleRecord record;
    record.number = 12;
    record.digest = "d1g35t";
    record.finished_at = "2026-11-29T03:00:00Z";
    record.source.label = "v4, \"old\"";
    record.source.facts = {{"url", "mysql://reader@host/v4"}, {"user", "reader@host"}};
    rules::GateResult gate;
    gate.open = true;
    gate.profile = "final";
    gate.clauses = {{"stages", "all done", "all", true},
                    {"rows compared", "7", "at least 1", true}};
    rules::SignOff ours, of_before;
    ours.role = of_before.role = "finance";
    ours.who = "Zoë";
    of_before.who = "Nobody";
    ours.cycle = of_before.cycle = 12;
    ours.digest = "d1g35t";
    of_before.digest = "other";
    return cycle::seal(record, gate, {ours, of_before}, "2026-11-29T03:05:00Z",
                       keys().secret("ours"));
}

bool is_signed(const std::string& text, const char* by = "ours") {
    return cycle::read_seal(text, keys().open(by)).is_signed;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const std::size_t at = text.find(what);
    BOOST_REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(seal_of_a_gate)

BOOST_AUTO_TEST_CASE(a_seal_says_what_was_judged_and_the_public_half_knows_it) {
    const cycle::SealedGate gate = cycle::read_seal(sealed(), keys().open("ours"));
    BOOST_TEST(gate.is_signed);
    BOOST_TEST(gate.cycle == 12);
    BOOST_TEST(gate.profile == "final");
    BOOST_TEST(gate.record_digest == "d1g35t");
    BOOST_TEST(gate.key == keys().secret("ours").fingerprint());
    BOOST_TEST(sealed().find("Zoë") != std::string::npos);
    BOOST_TEST(sealed().find("Nobody") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_seal_is_what_its_schema_says) {
    const auto schema =
        nlohmann::json::parse(std::ifstream(TIEOUT_SOURCE_DIR "/docs/schema/seal.json"));
    const auto faults = [&](const std::string& text) {
        return rules::tests::schema_faults(schema, nlohmann::json::parse(text));
    };
    const std::string digest(64, 'a');
    BOOST_TEST(faults(replaced(sealed(), "d1g35t", digest)).empty());
    BOOST_TEST(!faults(replaced(sealed(), "\"sealed_at\"", "\"sealed_on\"")).empty());
}

BOOST_AUTO_TEST_CASE(another_key_is_not_whose_seal_it_is) {
    BOOST_TEST(!is_signed(sealed(), "theirs"));
    // Not even where the seal names that key.
    const std::string renamed = replaced(sealed(), keys().secret("ours").fingerprint(),
                                         keys().secret("theirs").fingerprint());
    BOOST_TEST(!is_signed(renamed, "theirs"));
    BOOST_TEST(!is_signed(renamed, "ours"));
}

BOOST_AUTO_TEST_CASE(whatever_is_changed_breaks_it_be_it_one_blank) {
    BOOST_TEST(!is_signed(replaced(sealed(), "\"cycle\": 12", "\"cycle\": 13")));
    BOOST_TEST(!is_signed(replaced(sealed(), "d1g35t", "d1g36t")));
    BOOST_TEST(!is_signed(replaced(sealed(), "\"figure\": \"7\"", "\"figure\": \"8\"")));
    BOOST_TEST(!is_signed(replaced(sealed(), "  \"key\"", "   \"key\"")));
    BOOST_TEST(!is_signed(sealed() + "\n"));
    // Two names that say different things: which one is read must not be a question.
    BOOST_TEST(
        !is_signed(replaced(sealed(), "\"cycle\": 12", "\"cycle\": 13,\n    \"cycle\": 12")));
    BOOST_TEST(!is_signed(replaced(sealed(), "\"sealed\": {", "\"more\": 1,\n  \"sealed\": {")));
}

BOOST_AUTO_TEST_CASE(what_is_no_seal_is_wrong_usage) {
    for (const char* text : {"", "{}", "[]", "{\"sealed\": 1}", "Dear Ada"})
        BOOST_CHECK_THROW(is_signed(text), Error);
    BOOST_CHECK_THROW(is_signed(replaced(sealed(), "\"schema\": 1", "\"schema\": 2")), Error);
}

BOOST_AUTO_TEST_SUITE_END()
