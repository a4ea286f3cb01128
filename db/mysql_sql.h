// MySQL's SQL as text: literals, placeholders, and scripts cut into statements.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tieout::db {

// How the session reads a backslash inside a string: by sql_mode's NO_BACKSLASH_ESCAPES.
enum class Backslash { plain, escapes };

// Appends 'text' with its quotes doubled (and its backslashes, where they would escape). Bytes are
// kept as they are.
void append_literal(std::string& sql, std::string_view text, Backslash backslash);
// Appends x'68…'.
void append_hex_literal(std::string& sql, std::string_view bytes);
// `name`, with its backticks doubled.
std::string quote_mysql_name(std::string_view name);

// The end of the string, quoted name or comment that begins at `at`; `at` itself where none does.
std::size_t skip_opaque(std::string_view sql, std::size_t at, Backslash backslash);

// `?` outside strings, names and comments replaced by literals (NULL for nullopt). Throws
// Error(Fault::usage) where the counts differ. A literal is text, so `LIMIT ?` is not possible in
// MySQL.
std::string with_parameters(std::string_view sql,
                            const std::vector<std::optional<std::string>>& parameters,
                            Backslash backslash);

// Statements between semicolons, without what is only blanks and comments (a comment that the
// server executes, /*! … */, is a statement). DELIMITER and compound bodies (BEGIN … END) are not
// understood.
std::vector<std::string_view> split_mysql_script(std::string_view sql, Backslash backslash);

// The first word of a statement in lower case ("create"), after comments; "" for an executed
// comment.
std::string first_word(std::string_view statement);

}  // namespace tieout::db
