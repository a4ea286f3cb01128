// `tieout archive` as a user meets it: what it prints, what it refuses, and how it ends.
#include <signal.h>

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/cli/place.h"
#include "tests/support/started.h"

using namespace tieout::tests;
namespace fs = std::filesystem;

namespace {

const std::string zone = "America/New_York";

Outcome archive(const Place& place, const std::string& source, const std::string& into) {
    return place.tieout({"archive", source, "--into", into, "--zone", zone});
}

const Scratch& v4() {
    return clean_v4(tieout::db::Engine::mysql);
}

void spoil(const Place& place, const std::string& sql) {
    const fs::path file = place.folder() / "archive/archive.db";
    fs::permissions(file, fs::perms::owner_all);
    BOOST_TEST_REQUIRE(run({{"sqlite3", file.string(), sql}}).exit == 0);
}

std::string entries(const fs::path& folder) {
    std::string names;
    for (const auto& entry : fs::directory_iterator(folder))
        names += entry.path().filename().string() + "\n";
    return names;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(archive_command)

BOOST_AUTO_TEST_CASE(what_it_writes_holds_and_a_changed_cell_is_named_by_table_key_and_column) {
    const Place place;
    const Outcome made = archive(place, v4().url(), "archive");
    BOOST_TEST(made.exit == 0, made.err);
    BOOST_TEST(has(made.out, "archive is whole: "));
    BOOST_TEST(has(made.out, "secrets left out: "));
    BOOST_TEST(has(made.out, "no target was given"));
    const std::vector<std::string> verify{"archive",  "verify", "archive",
                                          v4().url(), "--zone", zone};
    const Outcome holds = place.tieout(verify);
    BOOST_TEST(holds.exit == 0, holds.out << holds.err);
    BOOST_TEST(has(holds.out, "the archive holds"));
    BOOST_TEST(has(holds.out, "left out as secrets"));
    spoil(place,
          "update client_invoice set invoice_amount = '0.01' where invoice_id = (select "
          "min(invoice_id) from client_invoice)");
    const Outcome broken = place.tieout(verify);
    BOOST_TEST(broken.exit == 1);
    BOOST_TEST(has(broken.out, "client_invoice"));
    BOOST_TEST(has(broken.out, "(invoice_amount)"));
    BOOST_TEST(has(broken.out, "       key "));
    BOOST_TEST(has(broken.out, "the archive does not hold"));
    std::vector<std::string> as_json = verify;
    as_json.emplace_back("--json");
    const auto json = nlohmann::json::parse(place.tieout(as_json).out);
    BOOST_TEST(json["verdict"] == "broken");
    BOOST_TEST(json["command"] == "archive verify");
}

BOOST_AUTO_TEST_CASE(what_moved_is_told_with_where_it_is_now) {
    const Scratch& old = clean_v4(tieout::db::Engine::sqlite);
    const Scratch target(tieout::db::Engine::sqlite);
    const Place place;
    BOOST_TEST_REQUIRE(
        place.tieout({"cycle", old.url(), target.url(), "--create", "--zone", zone}).exit == 0);
    BOOST_TEST_REQUIRE(place
                           .tieout({"archive", old.url(), "--target", target.url(), "--into",
                                    "archive", "--zone", zone})
                           .exit == 0);
    const auto ask = [&](const std::string& sql) {
        return run({{"sqlite3", (place.folder() / "archive/archive.db").string(), sql}}).out;
    };
    BOOST_TEST(ask("select count(*) from moved where source_table = 'client_info' and "
                   "target_table = 'account'") == "60\n");
    // As the target says it itself.
    const std::string key = ask("select min(source_key) from moved where target_table = 'invoice'");
    const std::string number = key.substr(0, key.find('\n'));
    BOOST_TEST(ask("select target_id from moved where target_table = 'invoice' and source_key = '" +
                   number + "'") ==
               run({{"sqlite3", target.parsed().database,
                     "select id from invoice where source_ref = '" + number + "'"}})
                   .out);
}

BOOST_AUTO_TEST_CASE(a_page_that_is_gone_is_found_without_the_source) {
    const Place place;
    BOOST_TEST_REQUIRE(archive(place, v4().url(), "archive").exit == 0);
    const Outcome whole = place.tieout({"archive", "verify", "archive"});
    BOOST_TEST(whole.exit == 0, whole.out << whole.err);
    BOOST_TEST(has(whole.out, "not held against the source"));
    const auto page = std::find_if(
        fs::recursive_directory_iterator(place.folder() / "archive/clients"), {},
        [](const fs::directory_entry& entry) { return entry.path().extension() == ".html"; });
    fs::remove(page->path());
    const Outcome gone = place.tieout({"archive", "verify", "archive"});
    BOOST_TEST(gone.exit == 1);
    BOOST_TEST(has(gone.out, "the file clients/"));
    BOOST_TEST(has(gone.out, "is not there"));
}

BOOST_AUTO_TEST_CASE(a_signature_that_is_asked_for_must_be_there) {
    const Place place;
    BOOST_TEST_REQUIRE(
        run({{"bash", "-c",
              "openssl genpkey -algorithm ed25519 -out k && openssl pkey -in k -pubout -out k.pub"},
             place.folder()})
            .exit == 0);
    BOOST_TEST_REQUIRE(archive(place, v4().url(), "archive").exit == 0);
    const std::vector<std::string> verify{"archive", "verify", "archive", "--public-key", "k.pub"};
    BOOST_TEST(place.tieout(verify).exit == 1);
    fs::remove_all(place.folder() / "archive");
    BOOST_TEST_REQUIRE(
        place.tieout({"archive", v4().url(), "--into", "archive", "--zone", zone, "--seal", "k"})
            .exit == 0);
    const Outcome good = place.tieout(verify);
    BOOST_TEST(good.exit == 0, good.out);
    BOOST_TEST(has(good.out, "signed by the key given"));
}

BOOST_AUTO_TEST_CASE(wrong_usage_writes_nothing) {
    const Place place;
    const auto refused = [&](std::vector<std::string> words, std::string_view sentence) {
        words.insert(words.begin(), "archive");
        const Outcome outcome = place.tieout(words);
        BOOST_TEST(outcome.exit == 2, outcome.err);
        BOOST_TEST(has(outcome.err, sentence), outcome.err);
    };
    refused({v4().url()}, "--into");
    refused({"--into", "x"}, "no source");
    refused({v4().url(), "another", "--into", "x"}, "--target");
    refused({v4().url(), "--into", "x", "--with-secrets"}, "--secrets-key");
    refused({v4().url(), "--into", "x", "--with-secrets", "--secrets-key", "nowhere"}, "nowhere");
    refused({"verify"}, "archive verify FOLDER [SOURCE]");
    refused({"verify", "nowhere"}, "is no archive");
    refused({v4().url(), "--into", ".", "--zone", zone}, "is there already");
    refused({v4().url(), "--into", "x", "--zone", "Mars/Olympus"}, "Mars/Olympus");
    refused({v4().url(), "--into", "x", "--zone", zone, "--seal", "nowhere.pem"}, "nowhere.pem");
    BOOST_TEST(entries(place.folder()) == "");
}

BOOST_AUTO_TEST_CASE(an_archive_that_is_killed_leaves_nothing_that_looks_whole) {
    const Scratch source(tieout::db::Engine::mysql);
    const Place place;
    BOOST_TEST_REQUIRE(
        place.tieout({"sample", "--clients", "400", "--seed", "3", "--into", source.url()}).exit ==
        0);
    for (const auto after : {100, 400, 900}) {
        Started killed(place.command(
            "tieout", {"archive", source.url(), "--into", "archive", "--zone", zone}));
        std::this_thread::sleep_for(std::chrono::milliseconds(after));
        killed.send(SIGKILL);
        killed.end();
        if (fs::exists(place.folder() / "archive")) {
            BOOST_TEST(place.tieout({"archive", "verify", "archive"}).exit == 0);
            fs::remove_all(place.folder() / "archive");
        }
        for (const auto& left : fs::directory_iterator(place.folder())) {
            const std::string name = left.path().filename().string();
            BOOST_TEST((has(name, ".part-") || name == "manifest.json"), name);  // the sample's
        }
    }
    BOOST_TEST(archive(place, source.url(), "archive").exit == 0);
    BOOST_TEST(place.tieout({"archive", "verify", "archive"}).exit == 0);
}

BOOST_AUTO_TEST_SUITE_END()
