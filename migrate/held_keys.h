// Keys of the target in which no two rows can be alike, because of the source's own primary key:
// the target need not ask for them row by row.
#pragma once

#include <vector>

#include "db/catalogue.h"
#include "db/session.h"
#include "db/write/writer.h"
#include "migrate/plan.h"

namespace tieout::migrate {

// Of tables that one source alone fills, of which each row becomes one row at most, and which is an
// InnoDB table of MySQL or MariaDB with a primary key: no other can be relied on to hold it. Each
// column of the target's key is a copy of a column of whole numbers, and the source's whole primary
// key is among these. `target` has all tables of the plan.
std::vector<db::HeldKey> held_keys(const Plan& plan, db::Session& source,
                                   const db::Catalogue& target);

}  // namespace tieout::migrate
