// A verification that is killed amid its ties, and one that goes on from there.
#include <signal.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/place.h"
#include "tests/support/started.h"

using namespace tieout::tests;
using tieout::db::Engine;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

// v5 with a client, an invoice and a cent less than v4: rows, sums and what follows from them
// differ.
class Moved {
public:
    explicit Moved(Engine target) : v5_(target) {
        make_tables(v5_, "v5");
        BOOST_REQUIRE_EQUAL(place_.tieout(words("migrate", {})).exit, 0);
        v5_.run_client(
            "delete from invoice_item where invoice_id = (select min(id) from invoice);"
            "update account_contact set last_name = 'Nobody' where source_ref = '5'");
    }

    Outcome verify(std::vector<std::string> more) const {
        more.push_back("--json");
        return place_.tieout(words("verify", more));
    }
    // Killed when it tells of the tie of that name.
    void kill_at(const std::string& tie, std::vector<std::string> more) const {
        Started run(place_.command("tieout", words("verify", more)));
        BOOST_REQUIRE(run.wait_for("verify: " + tie));
        run.send(SIGKILL);
        BOOST_REQUIRE_EQUAL(run.end().exit, 128 + SIGKILL);
    }
    const Place& place() const { return place_; }
    const Scratch& v5() const { return v5_; }
    bool keeps() const { return fs::exists(place_.folder() / ".tieout/verify.jsonl"); }
    void use_pack(const std::string& pack) { pack_ = pack; }

private:
    std::vector<std::string> words(const std::string& command,
                                   const std::vector<std::string>& more) const {
        std::vector<std::string> all{
            command,           clean_v4(Engine::sqlite).url(), v5_.url(), "--pack", pack_, "--zone",
            "America/New_York"};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }

    Place place_;
    Scratch v5_;
    std::string pack_ = std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill";
};

// Without what tells one run from another.
std::string found(const Outcome& outcome) {
    Json record = Json::parse(outcome.out);
    for (Json& tie : record["ties"])
        for (const char* name : {"seconds", "taken_over_from", "older_moment"})
            tie.erase(name);
    return Json{record["ties"], record["totals"], record["findings"], record["constraints"],
                record["verdict"]}
        .dump(1);
}

std::size_t ties_with(const Outcome& outcome, const std::string& name, const std::string& value) {
    const Json record = Json::parse(outcome.out);
    std::size_t ties = 0;
    for (const Json& tie : record["ties"])
        if (tie.contains(name) && (value.empty() || tie[name] == value)) ++ties;
    return ties;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(resume)

BOOST_AUTO_TEST_CASE(a_killed_verification_goes_on_and_finds_what_a_whole_one_finds) {
    const Moved moved(Engine::sqlite);
    const Outcome whole = moved.verify({});
    BOOST_TEST(whole.exit == 1);
    moved.kill_at("invoice ", {"--resume"});
    BOOST_REQUIRE(moved.keeps());
    const Outcome resumed = moved.verify({"--resume"});
    BOOST_TEST(resumed.exit == 1);
    BOOST_TEST(found(resumed) == found(whole));
    BOOST_TEST(ties_with(resumed, "taken_over_from", "") > 0U);
    BOOST_TEST(ties_with(resumed, "older_moment", "") == 0U);
    BOOST_TEST(has(resumed.err, " ties were finished by an earlier run"));
    BOOST_TEST(!moved.keeps());
}

BOOST_AUTO_TEST_CASE(what_was_looked_at_before_a_change_speaks_of_the_older_moment) {
    const Moved moved(Engine::sqlite);
    moved.kill_at("invoice ", {"--resume"});
    moved.v5().run_client(
        "update account_contact set last_name = 'Somebody' where source_ref = '5'");
    const Outcome resumed = moved.verify({"--resume"});
    const std::string why = "the target was written to since";
    BOOST_TEST(ties_with(resumed, "taken_over_from", "") > 0U);
    BOOST_TEST(ties_with(resumed, "older_moment", why) ==
               ties_with(resumed, "taken_over_from", ""));
    BOOST_TEST(has(resumed.err, " ties speak of the moment at which an earlier run looked"));
}

BOOST_AUTO_TEST_CASE(another_pack_is_verified_anew_and_that_is_said) {
    Moved moved(Engine::sqlite);
    const std::string pack = moved.place().pack_copy();
    moved.use_pack(pack);
    moved.kill_at("invoice ", {"--resume"});
    const std::string file = "pack/verify.yaml";
    moved.place().write(file, moved.place().read(file) + "# another thought\n");
    const Outcome again = moved.verify({"--resume"});
    BOOST_TEST(has(again.err, "begins anew: the pack is not what it was"));
    BOOST_TEST(ties_with(again, "taken_over_from", "") == 0U);
}

BOOST_AUTO_TEST_CASE(another_version_of_tieout_verifies_anew_and_that_is_said) {
    const Moved moved(Engine::sqlite);
    moved.kill_at("invoice ", {"--resume"});
    std::string kept = moved.place().read(".tieout/verify.jsonl");
    const std::string name = "\"tieout's version\":\"";
    kept.insert(kept.find(name) + name.size(), "0.0.1-before-");
    moved.place().write(".tieout/verify.jsonl", kept);
    const Outcome again = moved.verify({"--resume"});
    BOOST_TEST(has(again.err, "begins anew: tieout's version is not what it was"));
    BOOST_TEST(ties_with(again, "taken_over_from", "") == 0U);
}

BOOST_AUTO_TEST_CASE(without_a_state_folder_nothing_is_kept_unless_it_is_asked_for) {
    const Moved moved(Engine::sqlite);
    moved.kill_at("invoice ", {});
    BOOST_TEST(!fs::exists(moved.place().folder() / ".tieout"));
    fs::create_directory(moved.place().folder() / ".tieout");
    moved.kill_at("invoice ", {});
    BOOST_TEST(moved.keeps());
    const Outcome anew = moved.verify({});
    BOOST_TEST(ties_with(anew, "taken_over_from", "") == 0U);
    BOOST_TEST(!moved.keeps());
}

BOOST_AUTO_TEST_CASE(it_goes_on_from_a_server_as_well) {
    const Moved moved(Engine::postgresql);
    const Outcome whole = moved.verify({});
    moved.kill_at("invoice ", {"--resume", "--readers", "2", "--range-rows", "1"});
    const Outcome resumed = moved.verify({"--resume"});
    BOOST_TEST(ties_with(resumed, "taken_over_from", "") > 0U);
    BOOST_TEST(Json::parse(resumed.out)["findings"] == Json::parse(whole.out)["findings"]);
}

BOOST_AUTO_TEST_SUITE_END()
