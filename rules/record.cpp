#include "rules/record.h"

#include <algorithm>

namespace tieout::rules {
namespace {

bool is_broken(const CycleRecord& record) {
    if (record.command == "migrate" && record.quarantined > 0) return true;
    return std::any_of(record.findings.begin(), record.findings.end(), [](const Finding& f) {
        return f.severity == Severity::error && f.kind != FindingKind::not_looked &&
               f.waived.empty();
    });
}

bool is_incomplete(const CycleRecord& record) {
    const bool compares = record.command == "verify" || record.command == "cycle";
    if (compares && record.ties.empty()) return true;
    if (record.command == "forecast" && !record.forecast) return true;
    if (record.forecast && !record.forecast->not_looked.empty()) return true;
    return std::any_of(record.findings.begin(), record.findings.end(),
                       [](const Finding& f) { return f.kind == FindingKind::not_looked; }) ||
           std::any_of(record.ties.begin(), record.ties.end(),
                       [](const TieResult& tie) { return !tie.not_looked.empty(); }) ||
           std::any_of(record.stages.begin(), record.stages.end(),
                       [](const StageResult& stage) { return stage.status != "done"; });
}

}  // namespace

const char* name(Verdict verdict) {
    switch (verdict) {
        case Verdict::holds:
            return "holds";
        case Verdict::broken:
            return "broken";
        case Verdict::incomplete:
            return "incomplete";
    }
    return "";
}

Verdict verdict_of(const CycleRecord& record) {
    if (is_broken(record)) return Verdict::broken;
    return is_incomplete(record) ? Verdict::incomplete : Verdict::holds;
}

}  // namespace tieout::rules
