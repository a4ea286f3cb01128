#include "db/column.h"

namespace tieout::db {

std::string_view name(ValueType type) {
    switch (type) {
        case ValueType::integer:
            return "integer";
        case ValueType::decimal:
            return "decimal";
        case ValueType::real:
            return "real";
        case ValueType::boolean:
            return "boolean";
        case ValueType::text:
            return "text";
        case ValueType::bytes:
            return "bytes";
        case ValueType::date:
            return "date";
        case ValueType::datetime:
            return "datetime";
        case ValueType::instant:
            return "instant";
        case ValueType::time:
            return "time";
        case ValueType::bits:
            return "bits";
        case ValueType::json:
            return "json";
        case ValueType::uuid:
            return "uuid";
        case ValueType::other:
            return "other";
    }
    return "?";
}

}  // namespace tieout::db
