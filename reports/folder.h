// All reports of one record, as files of one folder.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "reports/personal.h"
#include "rules/finding_log.h"
#include "rules/record.h"

namespace tieout::reports {

// report.html, report.json, junit.xml, summary.md, findings.csv, differences/*.csv (one a finding),
// quarantine/*.csv (one a target table). Files are written beside and renamed, so that a reader
// never sees half of one. Throws Error(Fault::disk) naming the file.
void write_folder(const std::filesystem::path& folder, const rules::CycleRecord& record,
                  const std::vector<rules::FindingMembers>& members,
                  const std::vector<rules::QuarantinedRow>& quarantine,
                  Personal personal = Personal::masked);

// One file, whole. Throws Error(Fault::usage) where it is not there, else Error(Fault::disk).
std::string read_text(const std::filesystem::path& file);

// One file, written beside and renamed. Throws Error(Fault::disk).
void write_text(const std::filesystem::path& file, const std::string& text);

}  // namespace tieout::reports
