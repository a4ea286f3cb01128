// What a command prints and writes: results on standard output, progress on standard error, reports
// into a folder.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/setting.h"
#include "reports/paint.h"
#include "rules/finding_log.h"
#include "rules/record.h"

namespace tieout::cli {

// Now, in UTC, RFC 3339 with whole seconds.
std::string now_utc();

// One line on standard error; nothing where --quiet. On a terminal lines of progress replace each
// other.
class ProgressLine {
public:
    explicit ProgressLine(bool quiet);
    ~ProgressLine();
    void show(const std::string& stage, const std::string& line);

private:
    bool quiet_, terminal_, open_ = false;
    std::string stage_;
};

// As standard output and NO_COLOR ask for.
reports::Colour colour();

// The record as JSON or as a summary for people.
void print(const rules::CycleRecord& record, const Flags& flags);

struct ReportFiles {
    std::vector<rules::FindingMembers> members;
    std::vector<rules::QuarantinedRow> quarantine;
};

// report.html, report.json, junit.xml, summary.md, findings.csv, differences/*.csv,
// quarantine/*.csv; each is written beside and renamed, so that a reader never sees half a file.
// Throws Error(Fault::disk).
void write_reports(const std::filesystem::path& folder, const rules::CycleRecord& record,
                   const ReportFiles& files, bool reveal);

}  // namespace tieout::cli
