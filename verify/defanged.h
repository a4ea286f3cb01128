// What the verifier expects of a target that was made for a rehearsal: whether it says that it is
// defanged, and the form that a field of the source must have there.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/session.h"
#include "verify/cell.h"
#include "verify/evaluate.h"

namespace tieout::verify {

// Rows of the target that say that it is defanged: one is enough.
struct Marker {
    std::string table, where;
};

// A target that has no such table says nothing.
bool is_there(const Marker& marker, db::Session& target);

// The form of one field in a defanged target.
struct DefangedForm {
    std::optional<std::string> mail_to;   // an address of this domain; nullopt: the constant
    std::optional<std::string> constant;  // nullopt: NULL
};

// Where a letter to `address` goes in a rehearsal, written into `out`. The @ became "=", and "="
// and "~" that were there before stand behind a "~"; text without an @ between two other
// characters reaches nobody and is itself.
void rehearsal_address(std::string_view address, std::string_view domain, std::string& out);

// The result lives as long as the row is being read.
Cell defanged(const DefangedForm& form, const Cell& cell, Reading& reading);

}  // namespace tieout::verify
