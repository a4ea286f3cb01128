#include "reports/junit.h"

#include <fmt/format.h>

#include <map>
#include <vector>

#include "reports/junit_xml.h"
#include "reports/utf8.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using rules::CycleRecord;
using rules::Finding;
using rules::FindingKind;
using rules::Severity;

struct Case {
    std::string name;
    double seconds = 0;
    std::vector<const Finding*> failures;
    std::string error;    // not looked at, and why
    std::string skipped;  // a constraint that was not asked, a finding that is waived, and why
};

struct Suite {
    std::string name;
    std::vector<Case> cases;
};

std::string words(const Finding& finding) {
    std::string keys;
    for (std::size_t i = 0; i < finding.samples.size() && i < 5; ++i) {
        keys += (i == 0 ? " Keys: " : ", ") + shortened(rules::text(finding.samples[i].key), 60);
    }
    if (finding.count > finding.samples.size() || finding.samples.size() > 5) keys += ", …";
    return fmt::format("{} [{}, origin {}, {}]{}{}{}", finding.title, finding.id,
                       rules::name(finding.origin), counted(finding.count, "row", "rows"), keys,
                       finding.advice.empty() ? "" : ". ", finding.advice);
}

// What was not looked at becomes the case's error; a warning or a notice is none of its failures.
void add_finding(Case& one, const Finding& finding) {
    if (finding.kind == FindingKind::not_looked) {
        const std::string why = finding.title.empty() ? "not looked at" : finding.title;
        one.error += (one.error.empty() ? "" : "; ") + why;
    } else if (finding.severity == Severity::error && !finding.waived.empty()) {
        one.skipped += (one.skipped.empty() ? "waived " : "; waived ") + finding.waived;
    } else if (finding.severity == Severity::error) {
        one.failures.push_back(&finding);
    }
}

template <class Wanted>
void add_findings(Case& one, const CycleRecord& record, Wanted wanted) {
    for (const Finding& finding : record.findings)
        if (wanted(finding)) add_finding(one, finding);
}

bool is_witness(const Finding& f) {
    return f.kind == FindingKind::witness;
}

Suite ties(const CycleRecord& record) {
    Suite suite{"ties", {}};
    for (const auto& tie : record.ties) {
        Case one{tie.tie, tie.seconds, {}, tie.not_looked, ""};
        add_findings(one, record, [&](const Finding& f) {
            return f.tie == tie.tie && f.rule.empty() && !is_witness(f);
        });
        suite.cases.push_back(one);
    }
    return suite;
}

// One case for the whole: a failure for each kind of difference.
Suite forecast(const CycleRecord& record) {
    Suite suite{"forecast", {}};
    if (!record.forecast) return suite;
    Case one{"next " + std::to_string(record.forecast->months) + " months", 0, {}, "", ""};
    if (!record.forecast->not_looked.empty())
        one.error = "not looked at: " + record.forecast->not_looked;
    add_findings(one, record, [](const Finding& f) {
        return f.tie == "forecast" && f.kind != FindingKind::not_looked;
    });
    suite.cases.push_back(one);
    return suite;
}

Suite witnesses(const CycleRecord& record) {
    Suite suite{"witnesses", {}};
    for (const auto& tie : record.ties) {
        if (tie.witnesses.empty()) continue;
        Case one{tie.tie, 0, {}, "", ""};
        add_findings(one, record,
                     [&](const Finding& f) { return f.tie == tie.tie && is_witness(f); });
        for (const auto& witness : tie.witnesses) {
            if (witness.agrees || !one.failures.empty()) continue;
            one.error = fmt::format("{}, {}: the server counts {}, we read {}", witness.side,
                                    witness.what, witness.server, witness.read);
        }
        suite.cases.push_back(one);
    }
    return suite;
}

Suite constraints(const CycleRecord& record) {
    Suite suite{"constraints", {}};
    for (const auto& constraint : record.constraints) {
        Case one{constraint.kind + ":" + constraint.table + "." + constraint.name, 0, {}, "", ""};
        add_findings(one, record, [&](const Finding& f) {
            return !constraint.finding_id.empty() && f.id == constraint.finding_id;
        });
        if (!constraint.asked) {
            one.skipped = "not asked: " + constraint.why_not;
        }
        if (!constraint.enforced && one.failures.empty()) {
            one.error = "not enforced: " + constraint.not_enforced;
        }
        suite.cases.push_back(one);
    }
    return suite;
}

// Rules that broke, and whatever no other suite has taken: no error is left out.
Suite rules_and_rest(const CycleRecord& record, const std::vector<Suite>& others) {
    std::map<std::string, const Finding*> taken;
    for (const Suite& suite : others) {
        for (const Case& one : suite.cases) {
            for (const Finding* finding : one.failures)
                taken[finding->id] = finding;
        }
    }
    Suite suite{"rules", {}};
    for (const Finding& finding : record.findings) {
        const bool counts =
            finding.severity == Severity::error || finding.kind == FindingKind::not_looked;
        if (!counts || taken.contains(finding.id)) continue;
        const bool in_tie = finding.kind == FindingKind::not_looked && finding.rule.empty();
        if (in_tie && !finding.tie.empty()) continue;
        Case one{subject(finding), 0, {}, "", ""};
        if (!finding.rule.empty()) one.name = finding.rule;
        add_finding(one, finding);
        suite.cases.push_back(one);
    }
    return suite;
}

Suite stages(const CycleRecord& record) {
    Suite suite{"stages", {}};
    for (const auto& stage : record.stages) {
        Case one{stage.stage, stage.seconds, {}, "", ""};
        if (stage.status != "done") one.error = stage.status + ": " + stage.message;
        suite.cases.push_back(one);
    }
    return suite;
}

std::string xml(const Suite& suite, const Case& one) {
    std::string head = fmt::format(R"(    <testcase classname="tieout.{}" name="{}" time="{:.3f}")",
                                   suite.name, xml_escaped(one.name), one.seconds);
    if (!one.error.empty()) {
        return fmt::format(
            "{}>\n      <error message=\"{}\" type=\"not_looked\"/>\n    </testcase>\n", head,
            xml_escaped(shortened(one.error, 1000)));
    }
    if (one.failures.empty() && !one.skipped.empty()) {
        return fmt::format("{}>\n      <skipped message=\"{}\"/>\n    </testcase>\n", head,
                           xml_escaped(shortened(one.skipped, 1000)));
    }
    if (one.failures.empty()) return head + "/>\n";
    const Finding& first = *one.failures.front();
    std::string text;
    for (const Finding* finding : one.failures) {
        text +=
            xml_escaped(fmt::format("{}: {}", rules::name(finding->kind), words(*finding))) + "\n";
    }
    return fmt::format(
        "{}>\n      <failure message=\"{}\" type=\"{}\">{}</failure>\n    </testcase>\n", head,
        xml_escaped(first.title), rules::name(first.kind), text);
}

std::string xml(const Suite& suite, const CycleRecord& record) {
    std::size_t failures = 0, errors = 0, skipped = 0;
    double seconds = 0;
    std::string cases;
    for (const Case& one : suite.cases) {
        if (!one.error.empty()) {
            ++errors;
        } else if (!one.failures.empty()) {
            ++failures;
        } else if (!one.skipped.empty()) {
            ++skipped;
        }
        seconds += one.seconds;
        cases += xml(suite, one);
    }
    const std::string stamp = record.started_at.substr(0, record.started_at.find('Z'));
    return fmt::format(
        "  <testsuite name=\"tieout.{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" "
        "skipped=\"{}\" time=\"{:.3f}\"{}>\n{}  </testsuite>\n",
        suite.name, suite.cases.size(), failures, errors, skipped, seconds,
        stamp.empty() ? "" : " timestamp=\"" + xml_escaped(stamp) + "\"", cases);
}

}  // namespace

std::string junit(const CycleRecord& record) {
    std::vector<Suite> suites{ties(record), forecast(record), witnesses(record),
                              constraints(record)};
    suites.push_back(rules_and_rest(record, suites));
    suites.push_back(stages(record));
    std::string body;
    for (const Suite& suite : suites) {
        if (!suite.cases.empty()) body += xml(suite, record);
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"tieout\">\n" + body +
           "</testsuites>\n";
}

}  // namespace tieout::reports
