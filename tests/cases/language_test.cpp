// The language of the cases: what it reads, what it refuses, and that its expectations can fail.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tests/cases/case.h"
#include "tests/cases/expected.h"

namespace tieout::tests {
namespace {

using Json = nlohmann::ordered_json;

const char* const whole = R"(# A cent is lost.
# Somebody finds it.
given migrated shop.sql
on mysql -> postgresql
on sqlite -> sqlite
target sql
    update invoice
      set total = 1;

run tieout verify SOURCE TARGET --json
expect exit 1
expect finding changed invoice key 17/3 total 119.00 -> 118.99, note "a \u00e9" -> NULL origin target count 2
expect no other finding
expect tie invoice source_rows 12 equal 11
expect stderr has "one row"
)";

std::string refusal(const std::string& text) {
    try {
        parse_case("x.case", text);
    } catch (const std::runtime_error& e) {
        return e.what();
    }
    return "it was read";
}

// A report in which invoice 1003's total differs by a cent, and nothing else.
Json one_cent() {
    return Json::parse(
        R"({"ties": [{"tie": "invoice", "source_rows": 12, "equal": 11}], "findings": [
        {"id": "a", "tie": "invoice", "kind": "changed", "origin": "target", "severity": "error", "count": 1,
         "samples": [{"key": {"number": "1003"},
                      "columns": [{"name": "total", "source": "119.00", "target": "118.99"}]}]}]})");
}

ExpectFinding cent_expected() {
    return {"changed", "invoice",
            "1003",    {{"total", {Value::Kind::text, "119.00"}, {Value::Kind::text, "118.99"}}},
            "target",  "",
            {}};
}

std::size_t unmet(const ExpectFinding& expected) {
    return unmet_findings(one_cent(), {expected}, false).size();
}

BOOST_AUTO_TEST_CASE(a_case_may_name_its_pack_and_zone) {
    const std::string rest = "given migrated orders.sql\non sqlite -> sqlite\nrun x PACK ZONE\n";
    const Case named = parse_case("x.case", "# s\npack shop zone Europe/Amsterdam\n" + rest);
    BOOST_TEST(named.given.pack == "shop");
    BOOST_TEST(named.given.zone == "Europe/Amsterdam");
    BOOST_TEST(named.given.file == "orders.sql");
    BOOST_TEST(parse_case("x.case", "# s\n" + rest).given.pack == "modernbill");
    BOOST_TEST(refusal("# s\npack shop\n" + rest).find("expected 'zone'") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_whole_case_is_read) {
    const Case test = parse_case("x.case", whole);
    BOOST_TEST(test.story == "A cent is lost. Somebody finds it.");
    BOOST_TEST((test.given.what == Given::What::migrated));
    BOOST_TEST(test.given.file == "shop.sql");
    BOOST_TEST(test.on.size() == 2u);
    BOOST_TEST(test.steps.size() == 7u);
    BOOST_TEST(std::get<PlantSql>(test.steps[0].act).sql == "update invoice\n  set total = 1;\n");
    BOOST_TEST(std::get<RunCommand>(test.steps[1].act).words.size() == 5u);
    BOOST_TEST(test.steps[1].line == 10);
    const auto& finding = std::get<ExpectFinding>(test.steps[3].act);
    BOOST_TEST(finding.key.value() == "17/3");
    BOOST_TEST(finding.columns.size() == 2u);
    BOOST_TEST(finding.columns[1].source.text == "a \xC3\xA9");
    BOOST_TEST((finding.columns[1].target.kind == Value::Kind::null));
    BOOST_TEST(finding.count.value() == 2u);
    BOOST_TEST(std::get<ExpectTie>(test.steps[5].act).figures[1].second == 11);
}

BOOST_AUTO_TEST_CASE(every_case_is_readable) {
    std::size_t read = 0;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(TIEOUT_SOURCE_DIR "/tests/cases")) {
        if (entry.path().extension() != ".case") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        BOOST_CHECK_NO_THROW(parse_case(entry.path().string(), text));
        ++read;
    }
    BOOST_TEST(read > 40);
}

BOOST_AUTO_TEST_CASE(a_sample_is_given_by_its_size_and_seed) {
    const Case test =
        parse_case("x.case", "# s\ngiven migrated sample 40 clients seed 7\non sqlite -> mysql\n");
    BOOST_TEST(test.given.clients == 40);
    BOOST_TEST(test.given.seed == 7);
    BOOST_TEST((test.on[0].target == db::Engine::mysql));
}

BOOST_AUTO_TEST_CASE(what_is_not_the_language_is_refused_with_its_line) {
    const std::string head = "# s\non sqlite -> sqlite\n";
    BOOST_TEST(refusal(head + "when it rains\n") ==
               "x.case:3: 'when' is none of pack, given, on, source, target, file, run, expect");
    BOOST_TEST(refusal(head + "expect exit soon\n") ==
               "x.case:3: expected an exit code, found 'soon'");
    BOOST_TEST(refusal(head + "expect exit 1 or 2\n") ==
               "x.case:3: nothing was expected after this, found 'or'");
    BOOST_TEST(refusal(head + "target sql\nrun tieout\n") ==
               "x.case:3: the lines below must be indented");
    BOOST_TEST(refusal(head + "expect finding changed invoice total 1 = 2\n") ==
               "x.case:3: expected '->', found '='");
    BOOST_TEST(refusal(head + "expect stdout has \"a\n") == "x.case:3: a quote is not closed");
    BOOST_TEST(refusal("# s\non oracle -> sqlite\n") ==
               "x.case:2: 'oracle' is none of mysql, postgresql, sqlite");
    BOOST_TEST(refusal("on sqlite -> sqlite\n") == "x.case:1: a case opens with its story: # …");
    BOOST_TEST(refusal("# s\nrun tieout\n") == "x.case:1: no line says on which engines");
}

BOOST_AUTO_TEST_CASE(a_finding_as_expected_is_met) {
    BOOST_TEST(unmet_findings(one_cent(), {cent_expected()}, true).empty());
}

BOOST_AUTO_TEST_CASE(each_part_of_an_expectation_can_fail) {
    ExpectFinding expected = cent_expected();
    BOOST_TEST(unmet(expected) == 0u);
    expected.kind = "missing";
    BOOST_TEST(unmet(expected) > 0u);
    expected = cent_expected();
    expected.name = "payment";
    BOOST_TEST(unmet(expected) > 0u);
    expected = cent_expected();
    expected.key = "1004";
    BOOST_TEST(unmet(expected) > 0u);
    expected = cent_expected();
    expected.columns[0].target.text = "118.9";
    BOOST_TEST(unmet(expected) > 0u);
    expected = cent_expected();
    expected.columns.push_back(expected.columns[0]);
    BOOST_TEST(unmet(expected) > 0u);
    expected = cent_expected();
    expected.origin = "source";
    BOOST_TEST(unmet(expected) > 0u);
    expected = cent_expected();
    expected.count = 2;
    BOOST_TEST(unmet(expected) > 0u);
}

BOOST_AUTO_TEST_CASE(null_is_no_text_and_no_empty_text) {
    Json report = one_cent();
    report["findings"][0]["samples"][0]["columns"][0]["target"] = nullptr;
    ExpectFinding expected = cent_expected();
    expected.columns[0].target = {Value::Kind::text, ""};
    BOOST_TEST(unmet_findings(report, {expected}, false).size() > 0u);
    expected.columns[0].target = {Value::Kind::null, ""};
    BOOST_TEST(unmet_findings(report, {expected}, true).empty());
}

BOOST_AUTO_TEST_CASE(a_row_that_one_side_has_not_is_absent_there_and_not_null) {
    Json report = one_cent();
    Json& row = report["findings"][0]["samples"][0];
    row["in_target"] = false;
    row["columns"][0]["target"] = nullptr;
    ExpectFinding expected = cent_expected();
    expected.columns[0].target = {Value::Kind::null, ""};
    BOOST_TEST(unmet_findings(report, {expected}, false).size() > 0u);
    expected.columns[0].target = {Value::Kind::absent, ""};
    BOOST_TEST(unmet_findings(report, {expected}, true).empty());
}

BOOST_AUTO_TEST_CASE(a_row_that_follows_from_an_expected_one_needs_no_line) {
    Json report = one_cent();
    Json line = report["findings"][0];
    line["tie"] = "invoice_item";
    line["samples"][0]["follows_tie"] = "invoice";
    report["findings"].push_back(line);
    BOOST_TEST(unmet_findings(report, {cent_expected()}, true).empty());
    report["findings"][1]["samples"][0]["follows_tie"] = "client";
    BOOST_TEST(unmet_findings(report, {cent_expected()}, true).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_finding_that_nobody_expected_is_noticed) {
    BOOST_TEST(unmet_findings(one_cent(), {}, true).size() == 1u);
    BOOST_TEST(unmet_findings(one_cent(), {}, false).empty());
}

BOOST_AUTO_TEST_CASE(rows_that_a_finding_counts_but_does_not_show_are_noticed) {
    Json report = one_cent();
    report["findings"][0]["count"] = 2;
    BOOST_TEST(unmet_findings(report, {cent_expected()}, true).size() == 1u);
}

BOOST_AUTO_TEST_CASE(one_expectation_does_not_cover_two_rows) {
    Json report = one_cent();
    Json& samples = report["findings"][0]["samples"];
    samples.push_back(samples[0]);
    report["findings"][0]["count"] = 2;
    BOOST_TEST(unmet_findings(report, {cent_expected()}, true).size() == 1u);
    BOOST_TEST(unmet_findings(report, {cent_expected(), cent_expected()}, true).empty());
}

BOOST_AUTO_TEST_CASE(the_parts_of_a_key_keep_their_order) {
    Json report = one_cent();
    report["findings"][0]["samples"][0]["key"] = Json::parse(R"({"number": "17", "line": 3})");
    ExpectFinding expected = cent_expected();
    expected.key = "17/3";
    BOOST_TEST(unmet_findings(report, {expected}, true).empty());
}

BOOST_AUTO_TEST_CASE(figures_of_a_tie_are_compared) {
    BOOST_TEST(
        unmet_figures(one_cent(), {"invoice", {{"source_rows", 12}, {"equal", 11}}}).empty());
    BOOST_TEST(unmet_figures(one_cent(), {"invoice", {{"source_rows", 13}}}).size() == 1u);
    BOOST_TEST(unmet_figures(one_cent(), {"client", {{"equal", 0}}}).size() == 1u);
}

}  // namespace
}  // namespace tieout::tests
