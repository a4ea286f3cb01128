// Parts of the page as data for its templates. Names are not reused between levels: mustache looks
// a name up in what is around it, too.
#pragma once

#include <kainjow/mustache.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "reports/cell.h"
#include "reports/personal.h"
#include "rules/record.h"

namespace tieout::reports {

using Data = kainjow::mustache::data;

struct Page {
    const rules::CycleRecord& record;
    Personal personal;
};

// Text of one line, invisible characters shown.
Data line(std::string_view text);
// The same of a key, a group, a reason: what is longer than a line of a table is cut.
Data short_line(std::string_view text);
// Text that keeps its line ends: SQL.
Data lines(std::string_view text);
Data list_of(const std::vector<std::string>& texts);
// `items` under `name`, and `has_<name>`.
void set_list(Data& data, const std::string& name, const Data& items);
// `text` under `name`, and `has_<name>`.
void set_text(Data& data, const std::string& name, std::string_view text);

enum class Presence { there, no_row };
// For templates/cell.mustache.
Data cell(const std::optional<std::string>& value, const std::vector<Piece>& pieces,
          Presence presence);

void add_verdict(Data& data, const Page& page);
void add_contents(Data& data, const Page& page);
void add_sheet(Data& data, const Page& page);
void add_forecast(Data& data, const Page& page);
void add_findings(Data& data, const Page& page);
void add_quarantine(Data& data, const Page& page);
void add_loads(Data& data, const Page& page);
void add_constraints(Data& data, const Page& page);
void add_coverage(Data& data, const Page& page);
void add_integrations(Data& data, const Page& page);
void add_audit(Data& data, const Page& page);

// Of a finding list of the page: errors and warnings by origin, then notices.
std::vector<const rules::Finding*> to_fix(const rules::CycleRecord& record, rules::Origin origin);
std::vector<const rules::Finding*> notices(const rules::CycleRecord& record);

}  // namespace tieout::reports
