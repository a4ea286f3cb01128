// Values of a pack as SQL: what verify/evaluate.h and verify/canonical.h do with a row here, said
// so that a server does it.
#pragma once

#include <functional>
#include <string>

#include "verify/server_sql.h"
#include "verify/value.h"

namespace tieout::verify {

// What stands for a column, or an expression, of the pack.
using ServerColumn = std::function<ServerValue(const std::string& column)>;
using ServerExpression = std::function<ServerValue(const Value& value)>;

struct ServerColumns {
    const ServerSql& server;
    ServerColumn column;
    ServerExpression expression;
    std::string zone = "UTC";  // of days that are stored as moments
};

// The value after its steps. A repair is said only as what it is to a text that it would not
// change: any other text is a doubt.
ServerValue server_value(const Value& value, const ServerColumns& columns);

// One exact number, or a whole number of days or microseconds, or a text: the form that values `as`
// are compared in. Where it fails, `why_not` says so.
ServerValue as_compared(As as, const ServerValue& value, const ServerSql& server);
// The canonical text of what as_compared() returned: "0" for NULL, else the type's tag, the length
// of the bytes, ":" and the bytes. NULL where there is a doubt. Days and moments are in digits.
std::string canonical_sql(As as, const ServerValue& value, const ServerSql& server);

}  // namespace tieout::verify
