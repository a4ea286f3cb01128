// Moments that a statement of cutover.yaml gives, as they arrive.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "cutover/plan_file.h"
#include "db/session.h"
#include "verify/decode.h"

namespace tieout::cutover {

// Calls `each` with the unix second of every moment from `begin` until before `end`. What is NULL,
// no number, or a reading that no clock showed is passed over. Throws Error(Fault::usage) where
// the SQL has not the two parameters, of which it gets the bounds.
void for_each_moment(db::Session& session, const std::string& sql, MomentsAs as, verify::Zone& zone,
                     std::int64_t begin, std::int64_t end,
                     const std::function<void(std::int64_t)>& each);

}  // namespace tieout::cutover
