#include "db/sqlite_functions.h"

#include <sqlite3.h>

#include <cstring>
#include <optional>
#include <string>
#include <type_traits>

#include "base/decimal.h"
#include "base/error.h"
#include "base/unicode.h"
#include "db/sqlite_values.h"

namespace tieout::db {
namespace {

std::string_view bytes_of(sqlite3_value* value) {
    const void* const data = sqlite3_value_type(value) == SQLITE_BLOB
                                 ? sqlite3_value_blob(value)
                                 : static_cast<const void*>(sqlite3_value_text(value));
    return {static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

Decimal decimal_of(sqlite3_value* value) {
    if (sqlite3_value_type(value) == SQLITE_INTEGER) return Decimal::of(sqlite3_value_int64(value));
    std::string shortest;
    if (sqlite3_value_type(value) == SQLITE_FLOAT)
        append_shortest(sqlite3_value_double(value), ValueType::decimal, shortest);
    const std::string_view text = shortest.empty() ? bytes_of(value) : shortest;
    const auto decimal = Decimal::parse(text);
    if (!decimal)
        throw Error(Fault::data,
                    "'" + printable(text) + "' is not a decimal number of at most 38 digits");
    return *decimal;
}

void give(sqlite3_context* context, const std::string& text) {
    sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

// C code stands between a throw in here and who could catch it.
template <typename Work>
void guarded(sqlite3_context* context, Work work) noexcept {
    try {
        work();
    } catch (const std::exception& error) {
        sqlite3_result_error(context, error.what(), -1);
        sqlite3_result_error_code(context, SQLITE_MISMATCH);
    }
}

// A running sum as SQLite keeps it: its memory begins as zeros and is aligned for less than a
// Decimal asks.
struct Sum {
    Decimal total;
    std::int64_t values = 0;
};
static_assert(std::is_trivially_copyable_v<Sum>);

void sum_step(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
    guarded(context, [&] {
        void* const memory = sqlite3_aggregate_context(context, sizeof(Sum));
        if (memory == nullptr) return sqlite3_result_error_nomem(context);
        Sum sum;
        std::memcpy(&sum, memory, sizeof sum);
        sum.total += decimal_of(arguments[0]);
        ++sum.values;
        std::memcpy(memory, &sum, sizeof sum);
    });
}

void sum_end(sqlite3_context* context) {
    const void* const memory = sqlite3_aggregate_context(context, 0);
    if (memory == nullptr) return;  // no value: NULL, as SUM says
    Sum sum;
    std::memcpy(&sum, memory, sizeof sum);
    if (sum.values > 0) guarded(context, [&] { give(context, sum.total.text()); });
}

using Binary = Decimal (*)(const Decimal&, const Decimal&);

template <Binary operation>
void binary(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
    if (sqlite3_value_type(arguments[1]) == SQLITE_NULL) return;
    guarded(context, [&] {
        give(context, operation(decimal_of(arguments[0]), decimal_of(arguments[1])).text());
    });
}

Decimal plus(const Decimal& a, const Decimal& b) {
    return a + b;
}
Decimal minus(const Decimal& a, const Decimal& b) {
    return a - b;
}
Decimal times(const Decimal& a, const Decimal& b) {
    return a * b;
}

void compare(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
    if (sqlite3_value_type(arguments[1]) == SQLITE_NULL) return;
    guarded(context, [&] {
        const auto order = decimal_of(arguments[0]) <=> decimal_of(arguments[1]);
        sqlite3_result_int(context, order < 0 ? -1 : order > 0 ? 1 : 0);
    });
}

void octets(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
    sqlite3_result_int64(context, static_cast<sqlite3_int64>(bytes_of(arguments[0]).size()));
}

void characters(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
    const std::string_view text = bytes_of(arguments[0]);
    sqlite3_result_int64(context, static_cast<sqlite3_int64>(count_characters(text)));
}

using Step = void (*)(sqlite3_context*, int, sqlite3_value**);

void add(sqlite3* database, const char* name, int arguments, Step scalar, Step step = nullptr,
         void (*end)(sqlite3_context*) = nullptr) {
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    if (sqlite3_create_function_v2(database, name, arguments, flags, nullptr, scalar, step, end,
                                   nullptr) != SQLITE_OK)
        throw Error(Fault::internal,
                    std::string("SQLite does not take the function ") + name + ".");
}

}  // namespace

void add_sqlite_functions(sqlite3* database) {
    add(database, "decimal_sum", 1, nullptr, sum_step, sum_end);
    add(database, "decimal_add", 2, binary<plus>);
    add(database, "decimal_sub", 2, binary<minus>);
    add(database, "decimal_mul", 2, binary<times>);
    add(database, "decimal_cmp", 2, compare);
    add(database, "octet_length", 1, octets);
    add(database, "char_length", 1, characters);
}

}  // namespace tieout::db
