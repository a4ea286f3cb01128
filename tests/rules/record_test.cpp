#include "rules/record.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "tests/rules/full_record.h"

using namespace tieout::rules;
using tieout::Decimal;

namespace {

CycleRecord clean() {
    CycleRecord r;
    r.command = "verify";
    r.ties.emplace_back().tie = "invoice";
    r.stages.push_back({"verify", "done", "", 1});
    return r;
}

Finding finding(FindingKind kind, Severity severity) {
    Finding f;
    f.kind = kind;
    f.severity = severity;
    return f;
}

}  // namespace

BOOST_TEST_DONT_PRINT_LOG_VALUE(Verdict)

BOOST_AUTO_TEST_SUITE(record)

BOOST_AUTO_TEST_CASE(a_record_comes_back_from_json_as_it_was) {
    const CycleRecord r = tests::full_record();
    BOOST_TEST((from_json(to_json(r)) == r));
    BOOST_TEST((from_json(to_json(CycleRecord())) == CycleRecord()));
}

BOOST_AUTO_TEST_CASE(one_changed_member_of_the_record_is_noticed) {
    CycleRecord r = tests::full_record();
    r.findings[0].samples[0].columns[0].target = "";
    BOOST_TEST(!(from_json(to_json(r)) == tests::full_record()));
}

BOOST_AUTO_TEST_CASE(the_contract_has_the_names_of_the_design) {
    const auto json = nlohmann::json::parse(to_json(tests::full_record()));
    BOOST_TEST(json.at("schema") == 1);
    BOOST_TEST(json.at("verdict") == "broken");
    const auto& tie = json.at("ties").at(0);
    for (const char* name : {"tie", "source_rows", "target_rows", "equal", "missing", "extra",
                             "changed", "duplicate", "digest"}) {
        BOOST_TEST(tie.contains(name), name);
    }
    const auto& total = json.at("totals").at(0);
    for (const char* name : {"tie", "name", "group", "source", "target"}) {
        BOOST_TEST(total.contains(name), name);
    }
    const auto& first = json.at("findings").at(0);
    for (const char* name : {"id", "tie", "kind", "origin", "severity", "count", "amount"}) {
        BOOST_TEST(first.contains(name), name);
    }
    // Exact: as text, with the digits that it had.
    BOOST_TEST(first.at("amount") == "1234567890123456789012345678.10");
    const auto& sample = first.at("samples").at(0);
    BOOST_TEST(sample.at("key").at("invoice_id") == "17");
    BOOST_TEST(sample.at("columns").at(0).at("name") == "total");
    BOOST_TEST(sample.at("columns").at(0).at("source") == "10.00");
    BOOST_TEST(sample.at("columns").at(0).at("target").is_null());
}

BOOST_AUTO_TEST_CASE(text_that_is_not_utf8_gives_a_report_and_not_an_error) {
    CycleRecord r = clean();
    r.verdict_reasons.push_back("caf\xe9");
    BOOST_TEST(from_json(to_json(r)).verdict_reasons.at(0) == "caf\xef\xbf\xbd");
}

BOOST_AUTO_TEST_CASE(a_record_that_is_not_ours_is_refused) {
    BOOST_CHECK_THROW(from_json("not json"), tieout::Error);
    BOOST_CHECK_THROW(from_json("{\"schema\": 1}"), tieout::Error);
    std::string other = to_json(clean());
    other.replace(other.find("\"schema\": 1"), 11, "\"schema\": 2");
    BOOST_CHECK_THROW(from_json(other), tieout::Error);
}

BOOST_AUTO_TEST_CASE(a_clean_record_holds) {
    BOOST_TEST(verdict_of(clean()) == Verdict::holds);
}

BOOST_AUTO_TEST_CASE(warnings_and_notices_hold) {
    CycleRecord r = clean();
    r.findings = {finding(FindingKind::changed, Severity::warning),
                  finding(FindingKind::transformed, Severity::notice)};
    BOOST_TEST(verdict_of(r) == Verdict::holds);
}

BOOST_AUTO_TEST_CASE(an_error_breaks_and_outweighs_what_was_not_looked_at) {
    CycleRecord r = clean();
    r.ties[0].not_looked = "no rights";
    r.findings = {finding(FindingKind::changed, Severity::error)};
    BOOST_TEST(verdict_of(r) == Verdict::broken);
}

BOOST_AUTO_TEST_CASE(nothing_compared_is_never_a_pass) {
    CycleRecord r = clean();
    r.ties.clear();
    BOOST_TEST(verdict_of(r) == Verdict::incomplete);
    r = clean();
    r.findings = {finding(FindingKind::empty, Severity::error)};
    BOOST_TEST(verdict_of(r) == Verdict::broken);
}

BOOST_AUTO_TEST_CASE(what_was_not_looked_at_is_incomplete) {
    CycleRecord r = clean();
    r.ties[0].not_looked = "no rights";
    BOOST_TEST(verdict_of(r) == Verdict::incomplete);
    r = clean();
    r.findings = {finding(FindingKind::not_looked, Severity::error)};
    BOOST_TEST(verdict_of(r) == Verdict::incomplete);
    for (const char* status : {"failed", "skipped", "interrupted"}) {
        r = clean();
        r.stages[0].status = status;
        BOOST_TEST(verdict_of(r) == Verdict::incomplete);
    }
}

BOOST_AUTO_TEST_CASE(a_migration_with_rows_in_quarantine_does_not_hold) {
    CycleRecord r;
    r.command = "migrate";
    BOOST_TEST(verdict_of(r) == Verdict::holds);
    r.quarantined = 1;
    BOOST_TEST(verdict_of(r) == Verdict::broken);
}

BOOST_AUTO_TEST_SUITE_END()
