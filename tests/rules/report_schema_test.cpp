#include <boost/test/unit_test.hpp>
#include <fstream>

#include "rules/record.h"
#include "tests/rules/full_record.h"
#include "tests/rules/schema_check.h"

using namespace tieout::rules;
using nlohmann::json;
using tests::schema_faults;

namespace {

const json& schema() {
    static const json read =
        json::parse(std::ifstream(std::string(TIEOUT_SOURCE_DIR) + "/docs/schema/report.json"));
    return read;
}

using Faults = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(report_schema)

BOOST_AUTO_TEST_CASE(a_full_and_an_empty_record_are_what_the_schema_says) {
    BOOST_TEST(schema_faults(schema(), json::parse(to_json(tests::full_record()))) == Faults());
    BOOST_TEST(schema_faults(schema(), json::parse(to_json(CycleRecord()))) == Faults());
}

BOOST_AUTO_TEST_CASE(every_word_of_the_code_is_in_the_schema) {
    CycleRecord r = tests::full_record();
    for (int kind = 0; kind <= static_cast<int>(FindingKind::not_looked); ++kind) {
        r.findings[0].kind = static_cast<FindingKind>(kind);
        BOOST_TEST(schema_faults(schema(), json::parse(to_json(r))) == Faults());
    }
}

BOOST_AUTO_TEST_CASE(a_record_that_breaks_the_contract_is_noticed) {
    json r = json::parse(to_json(tests::full_record()));
    r["ties"][0].erase("digest");
    r["findings"][0]["count"] = -1;
    r["findings"][0]["origin"] = "somewhere";
    r["more"] = 1;
    r["totals"][0]["source"] = 1.1;
    const Faults expected{"/findings/0/count: is below 0",
                          "/findings/0/origin: \"somewhere\" is none of "
                          "[\"source\",\"target\"]",
                          "/more: is not in the schema", "/ties/0/digest: is not there",
                          "/totals/0/source: is not \"string\""};
    Faults found = schema_faults(schema(), r);
    std::sort(found.begin(), found.end());
    BOOST_TEST(found == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
