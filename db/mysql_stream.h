// Rows of one statement from MySQL, as they arrive.
#pragma once

#include <memory>

#include "db/session.h"

namespace tieout::db {

class MysqlConnection;

// Starts `query` and streams its rows without holding them. The text protocol carries everything
// exactly but FLOAT, of which the server prints six digits (16777217 becomes 16777200): a result
// with such a column is fetched in the binary protocol, and a FLOAT becomes the shortest decimal
// that reads back as the same 32-bit number.
//
// A stream that is left early does not spoil the connection: a short rest is read and dropped, a
// long one is ended at the server by KILL QUERY.
std::unique_ptr<RowStream> stream_mysql(MysqlConnection& connection, const Query& query);

// A small result, held: `?` are replaced by literals first. No columns where the statement returns
// no rows.
SmallResult query_mysql(MysqlConnection& connection, std::string_view sql,
                        const std::vector<std::optional<std::string>>& parameters);

}  // namespace tieout::db
