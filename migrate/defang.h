// Defanging: what becomes of an address when a rehearsal must mail nobody.
#pragma once

#include <string>
#include <string_view>

namespace tieout::migrate {

// Text in which an @ stands between two others: only such a text can reach somebody elsewhere.
bool is_address(std::string_view text);

// Appends the address at which `domain` gets what was meant for `text`: "ada@example.com" becomes
// "ada=example.com@DOMAIN". A "=" or "~" that stands in it is written "~=" or "~~", so that no two
// addresses become one, and each can be read back. What is no address is appended as it is.
void mail_to(std::string_view text, std::string_view domain, std::string& out);

}  // namespace tieout::migrate
