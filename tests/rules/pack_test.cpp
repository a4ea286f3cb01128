#include "rules/pack.h"

#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "base/error.h"

using namespace tieout::rules;
namespace fs = std::filesystem;

namespace {

constexpr const char* small_pack =
    "name: small\nversion: 1.2\ntitle: A to B\nsource: {label: A, schema: a, recognise: [t.id]}\n"
    "target: {label: B}\nmay_be_empty: [coupon]\nparameters: {status_1: suspended, zone: UTC}\n";

// A pack in a folder of its own.
struct Folder {
    fs::path path;
    Folder() {
        std::string name = (fs::temp_directory_path() / "tieout-pack-XXXXXX").string();
        path = mkdtemp(name.data());
        write("pack.yaml", small_pack);
    }
    ~Folder() { fs::remove_all(path); }
    void write(const fs::path& file, const std::string& text) const {
        fs::create_directories((path / file).parent_path());
        std::ofstream(path / file) << text;
    }
    Pack load() const { return Pack::load(path.string()); }
    // What is said of the pack as it is now, its folder left out.
    std::string refusal() const {
        try {
            load();
        } catch (const tieout::Error& e) {
            std::string said = e.what();
            for (std::size_t at; (at = said.find(path.string() + "/")) != std::string::npos;) {
                said.erase(at, path.string().size() + 1);
            }
            return said;
        }
        return "";
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(pack)

BOOST_AUTO_TEST_CASE(pack_yaml_is_read) {
    const Pack p = Folder().load();
    BOOST_TEST(p.name == "small");
    BOOST_TEST(p.version == "1.2");
    BOOST_TEST(p.title == "A to B");
    BOOST_TEST(p.source.label == "A");
    BOOST_TEST(p.source.schema == "a");
    BOOST_TEST(p.source.recognise == std::vector<std::string>{"t.id"});
    BOOST_TEST(p.target.label == "B");
    BOOST_TEST(p.may_be_empty == std::vector<std::string>{"coupon"});
    BOOST_TEST(p.parameters.at("status_1") == "suspended");
    BOOST_TEST(p.parameters.at("currency") == "USD");
}

BOOST_AUTO_TEST_CASE(rules_and_coverage_are_read) {
    const Folder f;
    f.write("sql/a.sql", "select a\n");
    f.write("rules.yaml",
            "rules:\n  r:\n    title: T\n    severity: warning\n    table: t\n    tie: x\n"
            "    key: [id, no]\n    amount: m\n    advice: A\n"
            "    source: {sql: sql/a.sql}\n"
            "    target: {mysql: {inline: select m}, sqlite: sql/a.sql}\n"
            "coverage:\n  t: {id: moved, pass: {not_moved: secret}}\n  s: {'*': {derived: d}}\n"
            "target_coverage:\n  u: {id: filled, n: {empty: none}, d: {defaulted: now}}\n");
    const Pack p = f.load();
    BOOST_REQUIRE(p.rules.size() == 1U);
    const Rule& r = p.rules[0];
    BOOST_TEST(r.name == "r");
    BOOST_TEST((r.severity == Severity::warning));
    BOOST_TEST(r.key == (std::vector<std::string>{"id", "no"}));
    BOOST_TEST(r.amount == "m");
    BOOST_TEST(r.tie == "x");
    BOOST_TEST(r.source_table == "t");
    BOOST_TEST(*r.sql(Origin::source, "postgresql") == "select a\n");
    BOOST_TEST(*r.sql(Origin::target, "mysql") == "select m");
    BOOST_TEST(*r.sql(Origin::target, "sqlite") == "select a\n");
    BOOST_TEST((r.sql(Origin::target, "postgresql") == nullptr));
    BOOST_TEST(p.coverage.at("t.id").fate == "moved");
    BOOST_TEST(p.coverage.at("t.pass").reason == "secret");
    BOOST_TEST(p.coverage.at("s.*").fate == "derived");
    BOOST_TEST(p.target_coverage.at("u.n").fate == "empty");
}

BOOST_AUTO_TEST_CASE(a_rule_over_a_ties_fields_is_read) {
    const Folder f;
    f.write("rules.yaml",
            "rules:\n  r:\n    title: T\n    tie: x\n"
            "    when: [{field: s, in: [a, b]}, {field: d, is_null: false}]\n"
            "    must: [{field: d, day: 1}]\n");
    const Rule r = f.load().rules.at(0);
    BOOST_TEST(r.tie == "x");
    BOOST_REQUIRE(r.when.size() == 2U);
    BOOST_TEST((r.when[0].kind == FieldTest::Kind::in));
    BOOST_TEST(r.when[0].words == (std::vector<std::string>{"a", "b"}));
    BOOST_TEST((r.when[1].kind == FieldTest::Kind::is_null));
    BOOST_TEST(r.when[1].words.at(0) == "false");
    BOOST_TEST((r.must.at(0).kind == FieldTest::Kind::day));
    BOOST_TEST(r.must[0].field == "d");
    BOOST_TEST(r.key.empty());
}

BOOST_AUTO_TEST_CASE(a_bad_pack_is_refused_with_place_found_and_expected) {
    const auto pack_says = [](const std::string& text) {
        const Folder f;
        f.write("pack.yaml", text);
        return f.refusal();
    };
    const auto rules_say = [](const std::string& text) {
        const Folder f;
        f.write("rules.yaml", text);
        return f.refusal();
    };
    BOOST_TEST(pack_says("name: x\nverison: 1\n") ==
               "pack.yaml:2:1: found `verison`, expected name, version, title, source, target, "
               "may_be_empty or parameters; did you mean `version`?");
    BOOST_TEST(pack_says("name: x\n") ==
               "pack.yaml:1:1: found only name, expected the key `version` too");
    BOOST_TEST(pack_says(std::string(small_pack) + "name: y\n") ==
               "pack.yaml:8:1: found the key `name` twice in one map, first in line 1; expected it "
               "once");
    BOOST_TEST(rules_say("rules: {r: {title: T, key: id}}\n") ==
               "rules.yaml:1:12: found neither source, target nor must, expected one of them at "
               "least");
    BOOST_TEST(rules_say("rules: {r: {title: T, must: [{field: f, day: 1}]}}\n") ==
               "rules.yaml:1:12: found only title or must, expected the key `tie` too");
    BOOST_TEST(rules_say("rules: {r: {title: T, tie: x, must: [{field: f, day: 32}]}}\n") ==
               "rules.yaml:1:54: found 32, expected a day of the month, 1 to 31");
    BOOST_TEST(rules_say("rules: {r: {title: T, tie: x, must: [{field: f, dya: 3}]}}\n") ==
               "rules.yaml:1:49: found `dya`, expected field, in, not_in, is_null, at_least, "
               "at_most, at_most_field or day; did you mean `day`?");
    BOOST_TEST(rules_say("rules: {r: {title: T, tie: x, must: [{field: f}]}}\n") ==
               "rules.yaml:1:38: found 0 tests of one field, expected one (write them one below "
               "the other)");
    BOOST_TEST(rules_say("rules: {r: {title: T, key: id, source: {sql: no.sql}}}\n") ==
               "rules.yaml:1:46: found no file `no.sql` in the pack, expected a file of SQL, or "
               "{inline: \"select …\"}");
    BOOST_TEST(rules_say("rules: {r: {title: T, key: id, source: {mysq: a}}}\n") ==
               "rules.yaml:1:41: found `mysq`, expected sql, inline, mysql, postgresql or sqlite; "
               "did you mean `mysql`?");
    BOOST_TEST(rules_say("coverage: {t: {id: not_moved}}\n") ==
               "rules.yaml:1:20: found `not_moved` without a reason, expected {not_moved: "
               "\"why\"}");
    BOOST_TEST(rules_say("coverage: {t: {id: mvoed}}\n") ==
               "rules.yaml:1:20: found `mvoed`, expected moved, derived or not_moved; did you mean "
               "`moved`?");
}

BOOST_AUTO_TEST_CASE(parameters_replace_their_names_and_cannot_break_a_literal) {
    Pack p = Folder().load();
    p.set("zone", "Europe/Brussels");
    BOOST_TEST(p.expand("at time zone '${zone}' ${status_1} $1 ${") ==
               "at time zone 'Europe/Brussels' suspended $1 ${");
    BOOST_TEST(p.expand("no parameter") == "no parameter");
    BOOST_CHECK_THROW(p.set("zone", "UTC'; drop table t; --"), tieout::Error);
    p.parameters["zone"] = "'";
    BOOST_CHECK_THROW(p.expand("${zone}"), tieout::Error);
}

BOOST_AUTO_TEST_CASE(an_unknown_parameter_is_refused_with_the_nearest) {
    const Pack p = Folder().load();
    try {
        p.expand("select '${curency}'");
        BOOST_ERROR("nothing was refused");
    } catch (const tieout::Error& e) {
        BOOST_TEST(e.what() ==
                   "pack small: in `${curency}`: found `curency`, expected a parameter of "
                   "pack.yaml; did you mean `currency`?");
    }
}

BOOST_AUTO_TEST_CASE(the_digest_changes_with_every_file_but_the_words_for_people) {
    const Folder f;
    const std::string before = f.load().digest();
    f.write("README.md", "words");
    BOOST_TEST(f.load().digest() == before);
    f.write("sql/a.sql", "select 1");
    const std::string one = f.load().digest();
    BOOST_TEST(one != before);
    f.write("sql/a.sql", "select 2");
    BOOST_TEST(f.load().digest() != one);
    fs::rename(f.path / "sql/a.sql", f.path / "sql/b.sql");
    f.write("sql/b.sql", "select 1");
    BOOST_TEST(f.load().digest() != one);
}

BOOST_AUTO_TEST_CASE(a_file_that_several_stages_ask_for_is_read_once) {
    const Folder f;
    f.write("verify.yaml", "ties: {client: {}}");
    const Pack first = f.load(), copy = first;
    BOOST_TEST(first.yaml("verify.yaml").need("ties").is_map());
    fs::remove(f.path / "verify.yaml");
    BOOST_TEST(copy.yaml("verify.yaml").need("ties").need("client").is_map());
    BOOST_CHECK_THROW(f.load().yaml("verify.yaml"), tieout::Error);
}

BOOST_AUTO_TEST_CASE(a_pack_is_found_by_name_where_TIEOUT_PACKS_says) {
    const Folder f;
    fs::create_directories(f.path / "shelf/small");
    fs::rename(f.path / "pack.yaml", f.path / "shelf/small/pack.yaml");
    setenv("TIEOUT_PACKS", (f.path / "shelf").c_str(), 1);
    BOOST_TEST(Pack::load("small").name == "small");
    try {
        Pack::load("smal");
        BOOST_ERROR("nothing was refused");
    } catch (const tieout::Error& e) {
        BOOST_TEST(std::string(e.what()).find("did you mean `small`?") != std::string::npos);
    }
    unsetenv("TIEOUT_PACKS");
    BOOST_CHECK_THROW(Pack::load("small"), tieout::Error);
}

BOOST_AUTO_TEST_CASE(the_pack_that_ships_is_found_by_its_name) {
    BOOST_TEST(Pack::load("modernbill").name == "modernbill");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(a_run_without_a_pack_has_no_digest) {
    BOOST_TEST(tieout::rules::Pack().digest() == "");
}
