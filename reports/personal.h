// Whether a report shows the text of customers: masked, it keeps each text's first character, its
// length, blanks and punctuation. Keys, amounts, dates and labels are never masked.
#pragma once

#include <string>

#include "rules/record.h"

namespace tieout::reports {

enum class Personal { masked, shown };

// "Müller & Co" is "M••••• & ••".
std::string masked(const std::string& text);

// What a server says of a refused row, without the value in it: `Key (email)=(a@b.be)`, `entry
// 'a@b.be' for key`.
std::string masked_reason(const std::string& reason);

// True where a cell may hold a person's text: by the field's type, or, where that is not known, by
// its looks.
bool is_personal(const rules::ColumnPair& cell);

// The same record with the samples' texts and the quarantine's raw values masked.
rules::CycleRecord masked(rules::CycleRecord record);

}  // namespace tieout::reports
