// What the references of a plan mean in a target: which column of the parent, and whether parents
// are filled before their children.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/catalogue.h"
#include "db/write/writer.h"
#include "migrate/plan.h"

namespace tieout::migrate {

// The target's table of that name. `where` is the place in migrate.yaml that asks for it. Throws
// Error(Fault::schema) where there is none.
const db::Table& target_table(const db::Catalogue& target, const std::string& name,
                              const std::string& where);

// Fills in every Reference::parent that the plan leaves to the target. Throws Error(Fault::usage)
// where a parent is not filled before its child, or has no column to refer to.
void resolve_references(Plan& plan, const db::Catalogue& target);

// References that all rows of their table are held to, whichever source they come from: every plan
// that fills the column has the reference, and what no plan fills stays NULL.
std::vector<db::HeldReference> held_references(const Plan& plan, const db::Catalogue& target);

// A foreign key of the target that a load may find without its parent, though it comes later: which
// rows are refused for it follows from the order of all rows. A sentence; "": there is none.
std::string out_of_order(const Plan& plan, const db::Catalogue& target);

}  // namespace tieout::migrate
