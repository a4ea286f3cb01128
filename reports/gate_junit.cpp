#include "reports/gate_junit.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/junit_xml.h"

namespace tieout::reports {
namespace {

std::string case_of(const rules::GateClause& clause) {
    const std::string head =
        fmt::format("    <testcase classname=\"tieout.gate\" name=\"{}\" time=\"0.000\"",
                    xml_escaped(clause.clause));
    if (clause.holds) return head + "/>\n";
    return fmt::format(
        "{}>\n      <failure message=\"{}\" type=\"clause\"></failure>\n    </testcase>\n", head,
        xml_escaped(fmt::format("{}, wanted: {}", clause.figure, clause.wanted)));
}

}  // namespace

std::string gate_junit(const rules::GateResult& gate, int cycle) {
    const auto broken =
        std::count_if(gate.clauses.begin(), gate.clauses.end(),
                      [](const rules::GateClause& clause) { return !clause.holds; });
    std::string cases;
    for (const rules::GateClause& clause : gate.clauses)
        cases += case_of(clause);
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"tieout\">\n"
        "  <testsuite name=\"tieout.gate, {}, cycle {}\" tests=\"{}\" failures=\"{}\" errors=\"0\" "
        "skipped=\"0\" time=\"0.000\">\n{}  </testsuite>\n</testsuites>\n",
        xml_escaped(gate.profile), cycle, gate.clauses.size(), broken, cases);
}

}  // namespace tieout::reports
