#include "reports/gate_junit.h"

#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

using namespace tieout;

BOOST_AUTO_TEST_SUITE(gate_as_junit)

BOOST_AUTO_TEST_CASE(each_clause_is_a_case_and_a_broken_one_fails_with_its_figure) {
    rules::GateResult gate;
    gate.profile = "final";
    gate.clauses = {{"stages", "all done", "all", true},
                    {"signed off by", "missing: <finance> & \"co\"", "finance", false}};
    const std::string xml = reports::gate_junit(gate, 12);
    BOOST_TEST(xml ==
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<testsuites name=\"tieout\">\n"
               "  <testsuite name=\"tieout.gate, final, cycle 12\" tests=\"2\" failures=\"1\" "
               "errors=\"0\" skipped=\"0\" time=\"0.000\">\n"
               "    <testcase classname=\"tieout.gate\" name=\"stages\" time=\"0.000\"/>\n"
               "    <testcase classname=\"tieout.gate\" name=\"signed off by\" time=\"0.000\">\n"
               "      <failure message=\"missing: &lt;finance&gt; &amp; &quot;co&quot;, wanted: "
               "finance\" type=\"clause\"></failure>\n"
               "    </testcase>\n"
               "  </testsuite>\n"
               "</testsuites>\n");
    std::string folder = (std::filesystem::temp_directory_path() / "tieout-junit-XXXXXX").string();
    BOOST_REQUIRE(mkdtemp(folder.data()) != nullptr);
    std::ofstream(folder + "/junit.xml") << xml;
    const std::string command = "xmllint --noout --schema " + std::string(TIEOUT_SOURCE_DIR) +
                                "/tests/reports/junit.xsd " + folder + "/junit.xml >/dev/null 2>&1";
    BOOST_TEST(std::system(command.c_str()) == 0);
    std::filesystem::remove_all(folder);
}

BOOST_AUTO_TEST_SUITE_END()
