// A mistake in each YAML file: it is named where it stands, with the nearest word that would do,
// and nothing has run. A place is found here by counting in the text that was planted, not by the
// program.
#include <algorithm>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/cli/place.h"

using namespace tieout::tests;
using tieout::db::Engine;

namespace {

struct Mistake {
    const char* file;
    const char* right;  // as the file has it; its first place is taken
    const char* wrong;
    const char* at;  // the part of `wrong` that the message must point to
    const char* sentence;
};

std::ostream& operator<<(std::ostream& out, const Mistake& mistake) {
    return out << mistake.file << ": " << mistake.wrong;
}

// "line:column" of a place in a text, counted from 1.
std::string place_of(const std::string& text, std::size_t at) {
    const auto lines =
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    const std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
    return std::to_string(lines + 1) + ":" + std::to_string(at - begin + 1);
}

// Puts the mistake into the file; says where it must be found.
std::string plant(const Place& place, const std::string& file, const Mistake& mistake) {
    std::string text = place.read(file);
    const std::size_t at = text.find(mistake.right);
    if (at == std::string::npos)
        throw std::runtime_error(file + " has no `" + mistake.right + "`: the pack has changed");
    text.replace(at, std::string(mistake.right).size(), mistake.wrong);
    place.write(file, text);
    const std::size_t within = std::string(mistake.wrong).find(mistake.at);
    return file + ":" + place_of(text, at + within);
}

void is_named(const Outcome& outcome, const std::string& where, const char* sentence) {
    BOOST_TEST_CONTEXT(outcome.err) {
        BOOST_TEST(outcome.exit == 2);
        BOOST_TEST(outcome.out == "");
        BOOST_TEST(lines_of(outcome.err) == 1u);
        BOOST_TEST(has(outcome.err, where + ": "));
        BOOST_TEST(has(outcome.err, sentence));
    }
}

const std::vector<Mistake> in_pack{
    {"pack.yaml", "version: ", "versoin: ", "versoin", "did you mean `version`?"},
    {"pack.yaml", "  label: ModernBill v4", "  lable: ModernBill v4", "lable",
     "did you mean `label`?"},
    {"pack.yaml", "label: ModernBill v4", "label: [ModernBill v4]", "[",
     "found a list, expected text"},
    {"pack.yaml", "may_be_empty: [", "may_be_empty: [{a: b}, ", "{", "expected text"},
    {"rules.yaml", "severity: warning", "severity: warnin", "warnin", "did you mean `warning`?"},
    {"rules.yaml", "    advice: ", "    advise: ", "advise", "did you mean `advice`?"},
    {"rules.yaml", "key: [client_id]", "key: {client_id: 1}", "{", "found a map"},
    {"rules.yaml", "client_fname: moved", "client_fname: movd", "movd", "did you mean `moved`?"},
    {"rules.yaml", "\nrules:", "\nrulse:", "rulse", "did you mean `rules`?"},
    {"rules.yaml", "\nrules:", "\n\trules:", "\trules", "found a tab"},
};

const std::vector<Mistake> in_verify{
    {"verify.yaml", "    title: Currencies", "    titel: Currencies", "titel",
     "did you mean `title`?"},
    {"verify.yaml", "as: text", "as: txt", "txt", "did you mean `text`?"},
    {"verify.yaml", "totals: [count]", "totals: [cont]", "cont", "did you mean `count`?"},
    {"verify.yaml", "totals: [count]", "totals: {count: 1}", "{", "expected a list"},
    {"verify.yaml", "map: account_states", "map: account_state", "account_state",
     "did you mean `account_states`?"},
    {"verify.yaml", "unix_seconds", "unix_secnds", "unix_secnds", "did you mean `unix_seconds`?"},
    {"verify.yaml", "source: {from: client_info", "source: {form: client_info", "form",
     "did you mean `from`?"},
    {"verify.yaml", "parents: {client: client", "parents: {client: clint", "clint",
     "did you mean `client`?"},
};

const std::vector<Mistake> in_migrate{
    {"migrate.yaml", "\ntables:", "\ntabels:", "tabels", "did you mean `tables`?"},
    {"migrate.yaml", "rows: reference", "rowz: reference", "rowz", "did you mean `rows`?"},
    {"migrate.yaml", "from: client_info", "form: client_info", "form", "did you mean `from`?"},
    {"migrate.yaml", "from: client_info", "from: clientinfo", "from",
     "no table `clientinfo`; did you mean `client_info`?"},
    {"migrate.yaml", "{column: client_stamp", "{column: client_stmp", "{",
     "no column `client_stmp`; did you mean `client_stamp`?"},
    {"migrate.yaml", "map: account_status", "map: account_statu", "account_statu",
     "did you mean `account_status`?"},
    {"migrate.yaml", "unix_seconds", "unix_second", "unix_second", "did you mean `unix_seconds`?"},
    {"migrate.yaml", "    from: client_info", "    from: [client_info]", "[",
     "found a list, expected text"},
};

const std::vector<Mistake> in_project{
    {"tieout.yaml", "time_zone: UTC", "timezone: UTC", "timezone", "did you mean `time_zone`?"},
    {"tieout.yaml", "max_errors: 0", "max_error: 0", "max_error", "did you mean `max_errors`?"},
    {"tieout.yaml", "max_errors: 0", "max_errors: few", "few", "expected a whole number"},
    {"tieout.yaml", "max_errors: 0", "max_errors: -1", "-1", "expected 0 or more"},
    {"tieout.yaml", "max_errors: 0", "require_complete: yes", "yes", "expected true or false"},
    {"tieout.yaml", "rehearsal:", "rehersal:", "rehersal", "did you mean `rehearsal`?"},
    {"tieout.yaml", "target: sqlite", "targt: sqlite", "targt", "did you mean `target`?"},
    {"tieout.yaml", "currency: USD", "currency: DOLLARS", "DOLLARS", "three capital letters"},
    {"tieout.yaml", "currency: USD", "locked_until: 2005-02-30", "2005-02-30", "a day that exists"},
    {"tieout.yaml", "source: sqlite:v4.db", "source: mysql://me:pw@h/x", "mysql",
     "found a password in a URL"},
    {"tieout.yaml", "source: sqlite:v4.db", "source: [a]", "[", "found a list, expected text"},
};

// v5 stands ready, so that nothing but the file can be what is wrong.
struct Ready {
    Ready() { make_tables(v5, "v5"); }
    Outcome tieout(const char* command) const {
        return place.tieout(
            {command, clean_v4(Engine::sqlite).url(), v5.url(), "--pack", "pack", "-q"});
    }
    Place place;
    Scratch v5{Engine::sqlite};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(bad_yaml)

BOOST_DATA_TEST_CASE(a_mistake_in_what_all_read_is_named_where_it_stands,
                     boost::unit_test::data::make(in_pack), mistake) {
    const Ready ready;
    ready.place.pack_copy();
    const std::string where = plant(ready.place, std::string("pack/") + mistake.file, mistake);
    for (const char* command : {"verify", "migrate", "preflight", "check"})
        is_named(ready.tieout(command), where, mistake.sentence);
}

BOOST_DATA_TEST_CASE(a_mistake_in_what_the_verifier_reads_is_named_where_it_stands,
                     boost::unit_test::data::make(in_verify), mistake) {
    const Ready ready;
    ready.place.pack_copy();
    const std::string where = plant(ready.place, std::string("pack/") + mistake.file, mistake);
    is_named(ready.tieout("verify"), where, mistake.sentence);
    is_named(ready.tieout("preflight"), where, mistake.sentence);
}

BOOST_DATA_TEST_CASE(a_mistake_in_what_the_migrator_reads_is_named_and_nothing_moves,
                     boost::unit_test::data::make(in_migrate), mistake) {
    const Ready ready;
    ready.place.pack_copy();
    const std::string where = plant(ready.place, std::string("pack/") + mistake.file, mistake);
    const std::string before = contents(ready.v5);
    is_named(ready.tieout("migrate"), where, mistake.sentence);
    BOOST_TEST((contents(ready.v5) == before));
}

BOOST_DATA_TEST_CASE(a_mistake_in_the_project_is_named_where_it_stands,
                     boost::unit_test::data::make(in_project), mistake) {
    const Place place;
    place.write("tieout.yaml",
                "pack: modernbill\ntime_zone: UTC\ncurrency: USD\nprofiles:\n  rehearsal:\n"
                "    source: sqlite:v4.db\n    target: sqlite:v5.db\n    policy:\n"
                "      max_errors: 0\n");
    const std::string where = plant(place, "tieout.yaml", mistake);
    for (const char* command : {"verify", "cycle", "gate"})
        is_named(place.tieout({command}), where, mistake.sentence);
}

BOOST_AUTO_TEST_CASE(a_pack_or_a_file_that_is_not_there_is_named) {
    const Place place;
    const auto named = [](const Outcome& outcome, std::string_view sentence) {
        BOOST_TEST_CONTEXT(outcome.err) {
            BOOST_TEST(outcome.exit == 2);
            BOOST_TEST(lines_of(outcome.err) == 1u);
            BOOST_TEST(has(outcome.err, sentence));
        }
    };
    named(place.tieout({"verify", "sqlite:a", "sqlite:b", "--pack", "modernbil"}),
          "did you mean `modernbill`?");
    named(place.tieout({"verify", "sqlite:a", "sqlite:b", "--project", "none.yaml"}), "none.yaml");
    place.write("empty.yaml", "");
    named(place.tieout({"verify", "sqlite:a", "sqlite:b", "--project", "empty.yaml"}),
          "empty.yaml");
    std::filesystem::remove(place.folder() / place.pack_copy() / "verify.yaml");
    const Ready ready;
    std::filesystem::remove(ready.place.pack_copy() + "/verify.yaml");
    named(ready.tieout("verify"), "verify.yaml");
}

BOOST_AUTO_TEST_CASE(a_mistake_found_by_a_cycle_is_in_the_ledger_and_closes_the_gate) {
    const Ready ready;
    ready.place.pack_copy();
    const std::string where = plant(ready.place, "pack/migrate.yaml", in_migrate.front());
    const Outcome cycle = ready.tieout("cycle");
    BOOST_TEST(cycle.exit == 2);
    BOOST_TEST(has(cycle.err, "migrate: pack/migrate.yaml:"));
    BOOST_TEST(has(cycle.err, where));
    const Outcome gate = ready.place.tieout({"gate"});
    BOOST_TEST(gate.exit == 3);
    BOOST_TEST(has(gate.out, "migrate missing"));
}

BOOST_AUTO_TEST_SUITE_END()
