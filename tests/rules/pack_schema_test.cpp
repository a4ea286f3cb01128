// The packs of the project against docs/schema/, which editors read: a word that tieout knows and
// the schema does not is found here.
#include <boost/test/unit_test.hpp>
#include <charconv>
#include <filesystem>
#include <fstream>

#include "rules/yaml.h"
#include "tests/rules/schema_check.h"

namespace tieout::rules::tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

json scalar(const std::string& text) {
    if (text == "true" || text == "false") return text == "true";
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error == std::errc() && stopped == end) return number;
    return text;
}

json json_of(const Yaml& yaml) {
    json result;
    switch (yaml.kind()) {
        case Yaml::Kind::null:
            return nullptr;
        case Yaml::Kind::scalar:
            return scalar(yaml.text());
        case Yaml::Kind::list:
            result = json::array();
            for (const Yaml& item : yaml.items())
                result.push_back(json_of(item));
            return result;
        case Yaml::Kind::map:
            result = json::object();
            for (const auto& [key, value] : yaml.entries())
                result[key] = json_of(value);
            return result;
    }
    return result;
}

json schema(const std::string& name) {
    return json::parse(std::ifstream(TIEOUT_SOURCE_DIR "/docs/schema/" + name + ".json"));
}

std::vector<std::string> faults(const std::string& name, const std::string& text) {
    return schema_faults(schema(name), json_of(Yaml::parse(text, name + ".yaml")));
}

const std::vector<std::string> packs = {"rules/modernbill", "tests/packs/shop",
                                        "tests/migrate/packs/shop", "tests/verify/packs/shop"};

}  // namespace

BOOST_AUTO_TEST_SUITE(pack_schema)

BOOST_AUTO_TEST_CASE(every_pack_of_the_project_is_what_the_schemas_say) {
    int files = 0;
    for (const std::string& pack : packs)
        for (const std::string name :
             {"pack", "migrate", "verify", "rules", "integrations", "archive", "cutover"}) {
            const fs::path file = fs::path(TIEOUT_SOURCE_DIR) / pack / (name + ".yaml");
            if (!fs::exists(file)) continue;
            ++files;
            for (const std::string& fault : schema_faults(schema(name), json_of(Yaml::load(file))))
                BOOST_ERROR(pack << "/" << name << ".yaml" << fault.substr(0, 300));
        }
    BOOST_TEST(files >= 10);
}

BOOST_AUTO_TEST_CASE(a_word_that_no_schema_has_is_found) {
    const std::string begin =
        "ties:\n  t:\n    source: {from: a, key: id}\n"
        "    target: {from: b, key: id}\n    fields:\n      f: ";
    BOOST_TEST(faults("verify", begin + "{source: x, target: y, as: text}\n").empty());
    BOOST_TEST(!faults("verify", begin + "{source: x, target: y, as: tetx}\n").empty());
    BOOST_TEST(!faults("verify", begin + "{source: x, target: y, as: text, ass: text}\n").empty());
    const std::string step = "{source: {column: x, decode: [";
    BOOST_TEST(
        faults("verify", begin + step + "{before: \",\"}]}, target: y, as: text}\n").empty());
    BOOST_TEST(
        !faults("verify", begin + step + "{before: \"\"}]}, target: y, as: text}\n").empty());
    BOOST_TEST(!faults("verify", begin + step + "befor]}, target: y, as: text}\n").empty());
}

BOOST_AUTO_TEST_CASE(a_rule_has_sql_or_must_and_not_both) {
    const std::string begin = "rules:\n  r: {title: t, ";
    const std::string must = "tie: t, must: [{field: f, day: 1}]";
    const std::string sql = "key: [k], source: {inline: \"select 1\"}";
    BOOST_TEST(faults("rules", begin + must + "}\n").empty());
    BOOST_TEST(faults("rules", begin + sql + "}\n").empty());
    BOOST_TEST(!faults("rules", begin + must + ", " + sql + "}\n").empty());
    BOOST_TEST(!faults("rules", begin + "key: [k]}\n").empty());
}

BOOST_AUTO_TEST_CASE(waivers_fit_their_schema_and_a_word_that_nobody_knows_does_not) {
    const std::string good =
        "waivers:\n  - {tie: price, kind: changed, columns: [recurring], who: A, why: b, until: "
        "2027-01-31, max_rows: 3, max_money: 1.50}\n  - {finding: e36745d2998d, who: A, why: b, "
        "until: 2027-01-31, max_rows: 3}\n";
    BOOST_TEST(faults("waivers", good).empty());
    BOOST_TEST(
        faults("waivers", "waivers: [{finding: a, who: b, why: c, until: 2027-01-31}]\n").size() ==
        1U);
    BOOST_TEST(!faults("waivers",
                       "waivers: [{finding: a, who: b, why: c, untill: 2027-01-31, "
                       "max_rows: 1}]\n")
                    .empty());
}

BOOST_AUTO_TEST_CASE(
    policies_and_sign_offs_fit_their_schemas_and_a_word_that_nobody_knows_does_not) {
    const std::string begin = "profiles: {final: {source: env:A, target: env:B, policy: ";
    BOOST_TEST(faults("tieout",
                      begin + "{max_error_rows: 3, max_error_money: 12.50, max_waived_money: 0, "
                              "max_quarantined_of: {invoice: 0}, clean_cycles: 3, max_age: 36h, "
                              "require_same_set_up: true, require_integrations: true, sign_offs: "
                              "[finance]}}}\n")
                   .empty());
    BOOST_TEST(!faults("tieout", begin + "{clean_cycle: 3}}}\n").empty());
    BOOST_TEST(!faults("tieout", begin + "{clean_cycles: -3}}}\n").empty());
    const std::string digest(64, 'a');
    const std::string signed_off =
        "sign_offs: [{role: finance, who: Ada, cycle: 1, on: 2026-11-29, digest: ";
    BOOST_TEST(faults("sign_offs", signed_off + digest + "}]\n").empty());
    BOOST_TEST(!faults("sign_offs", signed_off + digest + ", rule: x}]\n").empty());
    BOOST_TEST(!faults("sign_offs", "sign_offs: [{role: finance, who: Ada, cycle: 1}]\n").empty());
}

BOOST_AUTO_TEST_CASE(a_plan_fits_its_schema_and_a_word_that_nobody_knows_does_not) {
    const std::string clear = "keep_clear: {a: {title: A, by: days, heap: 4, source: f.sql}}\n";
    BOOST_TEST(faults("cutover", clear).empty());
    BOOST_TEST(
        !faults("cutover", "keep_clear: {a: {title: A, by: weeks, source: f.sql}}\n").empty());
    BOOST_TEST(!faults("cutover", "keep_clear: {a: {title: A, by: days, heap: 0, source: f.sql}}\n")
                    .empty());
    BOOST_TEST(!faults("cutover", "activity: {a: {title: A, wieght: 3, source: f.sql}}\n").empty());
    const std::string blocker = "blockers: {a: {sentence: s, way_out: w";
    BOOST_TEST(faults("cutover", blocker + ", needs: p, target: {inline: select 1}}}\n").empty());
    BOOST_TEST(!faults("cutover", blocker + "}}\n").empty());
    BOOST_TEST(!faults("cutover", blocker + ", source: f.sql, target: f.sql}}\n").empty());
    BOOST_TEST(!faults("cutover", "notices: {audience: f.sql, hour: 24}\n").empty());
}

BOOST_AUTO_TEST_CASE(integrations_fit_their_schema_and_a_word_that_nobody_knows_does_not) {
    const std::string begin = "integrations:\n  a: {title: A, kind: cron, source: s, target: t, ";
    BOOST_TEST(faults("integrations",
                      begin +
                          "probe: {http: {url: https://h/, method: HEAD, send: {a: env:B}, status: "
                          "204, header: {a: b}, tls: {ca: c, days_left: 3}}, within: 3s}}\n")
                   .empty());
    BOOST_TEST(faults("integrations", begin + "probe: {tcp: 'h:1'}}\n").empty());
    BOOST_TEST(
        faults("integrations", begin + "probe: {sql: {side: target, query: q, expect: 0}}}\n")
            .empty());
    BOOST_TEST(
        faults("integrations", begin + "probe: {command: {run: [a, 1], exit: 3, output: b}}}\n")
            .empty());
    BOOST_TEST(faults("integrations", begin + "no_probe: n, owner: o}\n").empty());
    BOOST_TEST(!faults("integrations", begin + "probe: {tpc: 'h:1'}}\n").empty());
    BOOST_TEST(!faults("integrations", begin + "probe: {http: {}}}\n").empty());
    BOOST_TEST(!faults("integrations", "integrations: {a: {kind: crom}}\n").empty());
}

BOOST_AUTO_TEST_CASE(a_runbook_fits_its_schema_and_a_word_that_nobody_knows_does_not) {
    const std::string hook = "{check: [./a, b], do: ./c, undo: [./d, 1], within: 30s}";
    const std::string good =
        "freeze: {check: a, do: b, undo: c, settle: 5s, readers: [r]}\nswitch: " + hook +
        "\nopen: " + hook +
        "\nwindow: {begins: 2026-12-05 02:00, ends: 2026-12-05 06:00}\n"
        "postpone_file: P\nsign_offs_within: 30 min\nsmoke: {a: {tcp: 'h:1'}}\n"
        "watch: {for: 10 min, every: 30s}\nkeep: {until: 2030-12-31, readers: r}\n";
    BOOST_TEST(faults("runbook", good).empty());
    BOOST_TEST(!faults("runbook", good + "swich: " + hook + "\n").empty());
    BOOST_TEST(!faults("runbook", "freeze: " + hook + "\n").empty());
    BOOST_TEST(!faults("runbook", "freeze: {do: a, undo: b}\nswitch: " + hook + "\n").empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::rules::tests
