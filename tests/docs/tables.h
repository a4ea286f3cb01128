// The parts of docs/modernbill.md that follow from the pack: what moves, what does not and why.
// They stand in the page between `<!-- made: NAME -->` and `<!-- end -->`, and `make pages` writes
// them.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "migrate/plan.h"
#include "rules/pack.h"

namespace tieout::tests {

// By name: "moves", "derived", "does not move", "refused", "looked at"; each a Markdown table.
std::map<std::string, std::string> made_tables(const rules::Pack& pack, const migrate::Plan& plan);

// `page` with each of `tables` in its place. Throws std::runtime_error where a place is missing, or
// is for no table.
std::string with_tables(std::string_view page, const std::map<std::string, std::string>& tables);

}  // namespace tieout::tests
