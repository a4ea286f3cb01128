#include "tests/cases/pair.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <tuple>

#include "rules/pack.h"
#include "tests/cases/expected.h"
#include "tests/cases/tieout.h"

namespace tieout::tests {
namespace {

namespace fs = std::filesystem;

Outcome tieout(std::vector<std::string> words, const Given& given) {
    words.insert(words.begin(), "tieout");
    words.insert(words.end(), {"--pack", pack_folder(given), "--zone", given.zone});
    const auto work = fs::temp_directory_path();
    return run_tieout(words, work);
}

void must_be_zero(const Outcome& outcome, const std::string& what) {
    if (outcome.exit != 0)
        throw std::runtime_error(what + " exited " + std::to_string(outcome.exit) + "\n" +
                                 outcome.out + outcome.err);
}

void fill_source(const Given& given, const Scratch& source, const std::string& folder) {
    if (given.file.empty()) {
        must_be_zero(
            run_tieout({"tieout", "sample", "--clients", std::to_string(given.clients), "--seed",
                        std::to_string(given.seed), "--defects", "none", "--into", source.url()},
                       fs::temp_directory_path()),
            "sample");
        return;
    }
    const std::string engine(db::name(source.parsed().engine));
    const rules::Pack pack = rules::Pack::load(pack_folder(given));
    source.run_client_file((pack.folder / pack.source.schema / (engine + ".sql")).string());
    source.run_client_file(folder + "/" + given.file);
}

void migrate_and_verify(const Given& given, const Pair& pair) {
    const std::string source = pair.source->url(), target = pair.target->url();
    must_be_zero(tieout({"migrate", source, target, "--create"}, given), "migrate");
    const Outcome verified = tieout({"verify", source, target, "--json"}, given);
    must_be_zero(verified, "the clean twin: verify");
    const auto unmet = unmet_findings(nlohmann::ordered_json::parse(verified.out), {}, true);
    if (!unmet.empty()) throw std::runtime_error("the clean twin: " + unmet[0]);
}

Pair make(const Given& given, const Engines& engines, const std::string& folder) {
    Pair pair{std::make_shared<Scratch>(engines.source), std::make_shared<Scratch>(engines.target)};
    if (given.what != Given::What::nothing) fill_source(given, *pair.source, folder);
    if (given.what == Given::What::migrated) migrate_and_verify(given, pair);
    return pair;
}

// For a new database of which nobody else knows: no table is there to be dropped or locked.
std::string dump_mysql(const Scratch& from) {
    const db::Url url = from.parsed();
    const Outcome dump =
        run({{"mariadb-dump", "--no-defaults", "-h", url.host, "-P", std::to_string(url.port), "-u",
              url.user, "--single-transaction", "--skip-comments", "--skip-add-drop-table",
              "--skip-add-locks", "--skip-disable-keys", "--default-character-set=utf8mb4",
              url.database}});
    must_be_zero(dump, "mariadb-dump");
    return dump.out;
}

// Nobody changes what is copied: it is dumped once.
void copy_mysql(const Scratch& from, const Scratch& to) {
    static std::map<std::string, std::string> dumps;
    std::string& dump = dumps[from.url()];
    if (dump.empty()) dump = dump_mysql(from);
    // v4's config table is wider than InnoDB's row, should all of it ever be full: the pack's DDL
    // does the same.
    to.run_client("set session innodb_strict_mode = 0;\n" + dump);
}

std::shared_ptr<Scratch> clone(const Scratch& from) {
    const db::Url original = from.parsed();
    if (original.engine == db::Engine::postgresql) return Scratch::copy_on_postgresql(from);
    auto copy = std::make_shared<Scratch>(original.engine);
    if (original.engine == db::Engine::mysql)
        copy_mysql(from, *copy);
    else
        fs::copy_file(original.database, copy->parsed().database,
                      fs::copy_options::overwrite_existing);
    return copy;
}

}  // namespace

std::string pack_folder(const Given& given) {
    const std::string here = TIEOUT_SOURCE_DIR "/tests/packs/" + given.pack;
    return fs::exists(here) ? here : TIEOUT_SOURCE_DIR "/rules/" + given.pack;
}

Pair prepare(const Given& given, const Engines& engines, const std::string& folder,
             bool source_changes) {
    if (given.what == Given::What::nothing) return make(given, engines, folder);
    static std::map<std::tuple<Given, Engines, std::string>, Pair> prepared;
    const auto key = std::make_tuple(given, engines, folder);
    auto found = prepared.find(key);
    if (found == prepared.end()) found = prepared.emplace(key, make(given, engines, folder)).first;
    Pair pair = found->second;
    if (source_changes) pair.source = clone(*pair.source);
    pair.target = clone(*pair.target);
    return pair;
}

}  // namespace tieout::tests
