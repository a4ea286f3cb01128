// Every difference and every refused row, for a spreadsheet or a script. RFC 4180: comma, CRLF,
// UTF-8 without a mark; NULL is an empty cell and '' is "". Cells are safe in a spreadsheet
// (csv_cell.h).
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "reports/personal.h"
#include "rules/finding_log.h"
#include "rules/record.h"

namespace tieout::reports {

// "invoice-changed-0a1b2c3d4e5f.csv": of letters, digits, _ and - only, whatever the tie or rule is
// called.
std::string difference_file(const rules::Finding& finding);
// One line of texts: what no other function here writes.
void write_csv_line(std::ostream& out, const std::vector<std::string>& cells);

// One line a member: its id, its key, both sides of each column, amount, note. `members` are those
// of `finding`.
void write_differences(std::ostream& out, const rules::Finding& finding,
                       const rules::FindingMembers& members, Personal personal = Personal::shown);

// One line a finding, in the record's order: what it is, where it is to be fixed, how much, and the
// file of its rows.
void write_findings(std::ostream& out, const rules::CycleRecord& record);

// "account.csv" for a target table.
std::string quarantine_file(const std::string& table);
// Rows of one target table: source table, key, column, reason, raw.
void write_quarantine(std::ostream& out, const std::vector<rules::QuarantinedRow>& rows,
                      Personal personal = Personal::shown);

}  // namespace tieout::reports
