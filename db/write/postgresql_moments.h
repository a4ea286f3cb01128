// Days and moments in ValueType's textual form as PostgreSQL's binary cells. Internal to db/write/.
#pragma once

#include <string_view>

namespace tieout::db {

// Each writes a cell, which takes at most 12 bytes, and returns its end; nullptr: `text` is written
// otherwise than we know.
char* put_date(std::string_view text, char* to);
// With or without a zone: the server drops the offset, and the session's zone is UTC.
char* put_moment(std::string_view text, char* to);
char* put_time(std::string_view text, char* to);

}  // namespace tieout::db
