// Which install of the source this is: its tables' prefix, what it lacks, and the name that the
// pack has for such a one.
#pragma once

#include <memory>
#include <string>

#include "db/session.h"
#include "rules/pack.h"

namespace tieout::verify {

// The source as the pack knows it, whatever this install calls its tables and whichever optional
// columns it lacks. The prefix is the pack's where the project gave one, else the one with which
// all of `recognise` is there. Throws Error(Fault::schema) where the database is not what the pack
// was written for, or where several prefixes fit.
std::unique_ptr<db::Session> open_in_shape(const rules::Pack& pack,
                                           std::unique_ptr<db::Session> session);

// "ModernBill v3: no client_info.client_address_2, …; tables prefixed mb_; MyISAM". `session` is
// in shape. Empty: the pack names no variants, and nothing differs.
std::string variant_of(const rules::PackSide& side, db::Session& session);

}  // namespace tieout::verify
