// What is written by hand, put into real databases by their own clients, and read back by them.
#pragma once

#include <string>
#include <vector>

#include "tests/handwritten/sheet.h"
#include "tests/support/scratch.h"

namespace tieout::tests {

// Makes v4's tables and loads the rows, text as the bytes that were written.
void fill_source(const Scratch& mysql, const Sheet& sheet);

// Makes v5's tables and loads the rows; identity sequences follow them.
void fill_target(const Scratch& postgresql, const Sheet& sheet);

// v5's tables, parents first.
const std::vector<std::string>& target_tables();

// The table's rows as psql prints them in CSV, one string a row, by id; times in UTC.
std::vector<std::string> content(const Scratch& postgresql, const std::string& table);

}  // namespace tieout::tests
