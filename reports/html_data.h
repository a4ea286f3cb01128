// Parts of the page as data for its templates. Names are not reused between levels: mustache looks
// a name up in what is around it, too.
#pragma once

#include <kainjow/mustache.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "reports/cell.h"
#include "reports/page.h"

namespace tieout::reports {

// A list goes into `data[name]`, where it is moved; `data.set(name, list)` copies all of it.
using Data = kainjow::mustache::data;

// Text of one line, invisible characters shown.
Data line(std::string_view text);
// The same of a key, a group, a reason: what is longer than a line of a table is cut.
Data short_line(std::string_view text);
// Text that keeps its line ends: SQL.
Data lines(std::string_view text);
Data list_of(const std::vector<std::string>& texts);
// `items` under `name`, and `has_<name>`.
void set_list(Data& data, const std::string& name, Data items);
// `text` under `name`, and `has_<name>`.
void set_text(Data& data, const std::string& name, std::string_view text);
// Where a list shows fewer than there are: "The first 200 of 4,711; all are in report.json."
std::string shown_words(std::size_t shown, std::uint64_t all, const char* where);

enum class Presence { there, no_row };
// For templates/cell.mustache.
Data cell(const std::optional<std::string>& value, const std::vector<Piece>& pieces,
          Presence presence);

void add_verdict(Data& data, const Page& page);
void add_contents(Data& data, const Page& page);
void add_sheet(Data& data, const Page& page);
void add_forecast(Data& data, const Page& page);
void add_findings(Data& data, const Page& page);
// The rows of one finding, and what can be copied of it.
void add_rows(Data& data, const rules::Finding& finding, const Page& page);
void add_charts(Data& data, const Page& page);
void add_quarantine(Data& data, const Page& page);
void add_loads(Data& data, const Page& page);
void add_constraints(Data& data, const Page& page);
void add_coverage(Data& data, const Page& page);
void add_integrations(Data& data, const Page& page);
void add_audit(Data& data, const Page& page);

}  // namespace tieout::reports
