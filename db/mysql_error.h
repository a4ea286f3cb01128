// What a MySQL server or its client library refused, as the one Error of the project.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace tieout::db {

struct MysqlFailure {
    unsigned code = 0;     // the server's (1045) or the client library's (2002)
    std::string sqlstate;  // five letters
    std::string words;     // as the server said them
};

// Which fault a failure is. Access denied at the door (1045) is `connection`; a missing grant is
// `rights`; a table or column that is not there is `schema`; a kill is `interrupted`; a value the
// server will not hold is `data`.
Fault mysql_fault(const MysqlFailure& failure);

// True where the server refused the values of a row, not the statement: such a row can be put aside
// and the rest kept.
bool is_row_refusal(const MysqlFailure& failure);

// The constraint that the server's words name: `fk_client`, `email_key`, or "<table>.<column>" of a
// NOT NULL; "" where they name none.
std::string refused_constraint(const MysqlFailure& failure, std::string_view table);

// `where` says what was tried and on which server ("shop at db1:3306"); the sentence adds the
// server's words and, where there is one, what to do next.
Error mysql_error(const MysqlFailure& failure, std::string_view where);

}  // namespace tieout::db
