#include "reports/junit.h"

#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

#include "tests/reports/records.h"

using namespace tieout::reports;
using tieout::rules::CycleRecord;

namespace {

// What xmllint says of the text against the common schema; "" where it is valid.
bool is_valid(const std::string& xml) {
    std::string name = (std::filesystem::temp_directory_path() / "tieout-junit-XXXXXX").string();
    const std::filesystem::path folder = mkdtemp(name.data());
    std::ofstream(folder / "junit.xml") << xml;
    const std::string command = "xmllint --noout --schema " + std::string(TIEOUT_SOURCE_DIR) +
                                "/tests/reports/junit.xsd " + (folder / "junit.xml").string() +
                                " >/dev/null 2>&1";
    const bool valid = std::system(command.c_str()) == 0;
    std::filesystem::remove_all(folder);
    return valid;
}

std::size_t count(const std::string& text, const std::string& word) {
    std::size_t result = 0;
    for (std::size_t at = 0; (at = text.find(word, at)) != std::string::npos; ++at)
        ++result;
    return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(junit_xml)

BOOST_AUTO_TEST_CASE(every_record_gives_xml_that_ci_servers_read) {
    BOOST_TEST(is_valid(junit(tests::clean_record())));
    BOOST_TEST(is_valid(junit(tests::broken_record())));
    BOOST_TEST(is_valid(junit(tests::hostile_record())));
    BOOST_TEST(is_valid(junit(CycleRecord())));
    BOOST_TEST(!is_valid("<testsuites><testsuite/></testsuites>"));
}

BOOST_AUTO_TEST_CASE(a_clean_cycle_has_neither_failure_nor_error) {
    const std::string xml = junit(tests::clean_record());
    BOOST_TEST(count(xml, "<testcase ") == 12U);  // 4 ties, 4 groups of witnesses, 3 stages
    BOOST_TEST(count(xml, "<failure") == 0U);
    BOOST_TEST(count(xml, "<error") == 0U);
}

BOOST_AUTO_TEST_CASE(findings_fail_and_what_was_not_looked_at_is_an_error) {
    const std::string xml = junit(tests::broken_record());
    // Invoices, payments, the unique key; the balances' role may not read; a witness that does not
    // agree and a constraint that is not enforced have no finding here, and are errors all the
    // same.
    BOOST_TEST(count(xml, "<failure") == 3U);
    BOOST_TEST(count(xml, "<error") == 3U);
    BOOST_TEST(count(xml, "<skipped") == 1U);
    BOOST_TEST(count(xml, "not looked at: ") == 0U);
    BOOST_TEST(count(xml, "the role may not read table account_credit") == 1U);
    BOOST_TEST(
        count(xml, "Invoices whose total differs [9a1ce0000002, origin target, 1,204 rows]") == 1U);
    BOOST_TEST(count(xml, "anna@example.be") == 0U);
}

BOOST_AUTO_TEST_CASE(an_error_of_no_tie_is_not_lost) {
    CycleRecord record = tests::clean_record();
    tieout::rules::Finding finding;
    finding.id = "1";
    finding.rule = "pack:some_rule";
    finding.kind = tieout::rules::FindingKind::broken_rule;
    record.findings = {finding};
    BOOST_TEST(count(junit(record), "name=\"pack:some_rule\"") == 1U);
    BOOST_TEST(count(junit(record), "<failure") == 1U);
    record.findings[0].kind = tieout::rules::FindingKind::not_looked;
    BOOST_TEST(count(junit(record), "<error") == 1U);
    record.findings[0].kind = tieout::rules::FindingKind::broken_rule;
    record.findings[0].severity = tieout::rules::Severity::warning;
    BOOST_TEST(count(junit(record), "some_rule") == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
