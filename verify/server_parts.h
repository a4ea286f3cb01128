// Pieces of which values in SQL are put together (verify/server_value.h): doubts, and the forms
// that one value takes for the next step.
#pragma once

#include <string>
#include <vector>

#include "verify/server_value.h"

namespace tieout::verify {

inline constexpr const char* no_code =
    "a code is looked up that is neither text nor a whole number";

void add_doubt(const std::string& doubt, ServerValue& value);
// Where `value` is there, `holds` must be true: else it is in doubt.
void demand(const std::string& holds, ServerValue& value);
// `sql` where `holds`, else NULL.
std::string where(const std::string& holds, const std::string& sql);
// As it is; `why_not` where its SQL has grown too long for a server's time.
ServerValue not_too_long(ServerValue value);

// Also of what other steps have made of the value; `why_not` where that is not known.
ServerValue as_text(const ServerValue& value, const ServerSql& server);
ServerValue as_number(const ServerValue& value, const ServerSql& server);

// `text` is one of `words`, byte by byte.
std::string one_of(const std::string& text, const std::vector<std::string>& words,
                   const ServerSql& server);
// As a code it equals itself, as it is written, and nothing else: a whole number in normal digits,
// or a text that is no number and has no blanks around it.
std::string is_plain_code(const std::string& text, ServerValue::Kind kind, const ServerSql& server);
// Texts of one map or case that are the code `raw`: as it is written, and of whole numbers as
// digits.
std::vector<std::string> writings(const std::string& raw, ServerValue::Kind kind);
bool is_code(const ServerValue& value);
// False: two codes with different outcomes are one number, and told apart by their order only.
// `raws`: the codes of each outcome.
bool numbers_differ(const std::vector<std::vector<std::string>>& raws);

// The value after one step.
ServerValue server_step(const ServerValue& value, const Step& step, const ServerColumns& columns);

}  // namespace tieout::verify
