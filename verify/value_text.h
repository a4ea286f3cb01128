// A value of a pack in one line, for reports.
#pragma once

#include <string>

#include "verify/tie.h"

namespace tieout::verify {

// "invoice_amount", "client_stamp → unix_seconds", "'EUR'", "first of default_translation,
// 'english'".
std::string describe(const Value& value);
// "total: money ← invoice_amount = i.total".
std::string describe(const Field& field);
std::string_view name(StepName step);

}  // namespace tieout::verify
