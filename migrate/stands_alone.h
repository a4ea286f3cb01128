// Which rows follow from one row of the source alone: that one need not be converted again as long
// as it is the same.
#pragma once

#include "db/catalogue.h"
#include "migrate/plan.h"

namespace tieout::migrate {

// What a row of this source becomes follows from its own cells, and from which of the parents that
// it names are written; and of those all are, or none will be, before the first row of this source
// is read. Not where rows are numbered as they come, wait for one another, or must not be alike.
// References of the plan are resolved (references.h); `target` has all of its tables.
bool rows_stand_alone(const Plan& plan, const TablePlan& table, const db::Catalogue& target);

}  // namespace tieout::migrate
