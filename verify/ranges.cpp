// Keys have gaps: ids that were deleted, numbers that began anew at 100,000, one test row at two
// thousand million. Cut by smallest and largest key, one reader would get all rows and the others
// none. So the cut follows rows. PostgreSQL shows a sample of its pages; elsewhere we walk along
// the index and look at every so many-th key, which costs the server one pass over the index and us
// a few dozen keys. The walk goes to the end of the table, whatever its estimated size was, and
// the bounds are picked from what it saw. A wrong estimate makes ranges uneven, never wrong: the
// first is open below, the last above, and each bound belongs to exactly one.
#include "verify/ranges.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/decimal.h"
#include "base/error.h"

namespace tieout::verify {
namespace {

constexpr std::uint64_t sample_rows = 20'000;  // a quantile of so many is off by a percent or two
constexpr std::uint64_t marks_a_range = 8;     // and so is one picked from so many marks a range
constexpr std::uint64_t most_marks_a_range = 64;  // where the estimate was far too low

using Keys = std::vector<std::string>;  // ascending

std::string table_of(db::Session& session, const KeyColumn& key) {
    return session.quote(key.table);
}

Keys keys_in(const db::SmallResult& result) {
    Keys keys;
    for (const auto& row : result.rows)
        if (row.at(0)) keys.push_back(*row[0]);
    return keys;
}

// Empty where this table cannot be sampled: a foreign one, or another server behind the protocol.
Keys sampled(db::Session& session, const KeyColumn& key, std::uint64_t rows) {
    const double percent =
        std::min(100.0, 100.0 * static_cast<double>(sample_rows) / static_cast<double>(rows));
    const std::string column = session.quote(key.column);
    try {
        return keys_in(session.query(fmt::format(
            "SELECT {0} FROM {1} TABLESAMPLE SYSTEM ({2:.6f}) REPEATABLE (1) WHERE {0} IS NOT NULL "
            "ORDER BY {0}",
            column, table_of(session, key), percent)));
    } catch (const Error& error) {
        if (error.fault() == Fault::connection || error.fault() == Fault::interrupted) throw;
        return {};
    }
}

Keys walked(db::Session& session, const KeyColumn& key, std::uint64_t rows, std::size_t ranges) {
    const std::uint64_t step = std::max<std::uint64_t>(1, rows / (ranges * marks_a_range));
    const std::string column = session.quote(key.column);
    Keys marks;
    while (marks.size() < ranges * most_marks_a_range) {
        const std::string beyond = marks.empty() ? "IS NOT NULL" : "> " + marks.back();
        const Keys next = keys_in(session.query(
            fmt::format("SELECT {0} FROM {1} WHERE {0} {2} ORDER BY {0} LIMIT 1 OFFSET {3}", column,
                        table_of(session, key), beyond, step - 1)));
        if (next.empty() || !Decimal::parse(next[0])) break;  // SQLite keeps words after numbers
        marks.push_back(next[0]);
    }
    return marks;
}

// A value that is no whole number bounds nothing: SQLite may keep one in an INTEGER column.
bool is_whole(const std::string& key) {
    const std::size_t digits = key.find_first_not_of('-');
    return digits <= 1 && key.find_first_not_of("0123456789", digits) == std::string::npos;
}

}  // namespace

std::vector<KeyRange> ranges_between(const std::vector<std::string>& bounds) {
    std::vector<KeyRange> ranges(1);
    for (const std::string& bound : bounds) {
        ranges.back().below = bound;
        ranges.push_back({bound, std::nullopt});
    }
    return ranges;
}

std::string condition(const KeyRange& range, const std::string& column) {
    if (!range.from && !range.below) return "1 = 1";
    if (!range.from) return fmt::format("{0} < {1} OR {0} IS NULL", column, *range.below);
    if (!range.below) return fmt::format("{0} >= {1}", column, *range.from);
    return fmt::format("{0} >= {1} AND {0} < {2}", column, *range.from, *range.below);
}

std::vector<std::string> row_quantiles(db::Session& session, const KeyColumn& key,
                                       std::uint64_t rows, std::size_t ranges) {
    if (rows == 0 || ranges < 2) return {};
    Keys keys;
    if (session.engine() == db::Engine::postgresql) keys = sampled(session, key, rows);
    if (keys.empty()) keys = walked(session, key, rows, ranges);
    std::vector<std::string> bounds;
    for (std::size_t i = 1; i < ranges && !keys.empty(); ++i) {
        const std::string& bound = keys[i * keys.size() / ranges];
        if (is_whole(bound) && (bounds.empty() || bounds.back() != bound)) bounds.push_back(bound);
    }
    return bounds;
}

std::size_t sessions_for(const db::Url& url, std::size_t readers, std::uint64_t rows) {
    if (readers < 2) return 1;
    const auto look = db::Session::open(url, db::Snapshot::none);
    for (const db::Table& table : look->catalogue().tables)
        if (table.estimated_rows < 0 || static_cast<std::uint64_t>(table.estimated_rows) >= rows)
            return readers;
    return 1;
}

std::uint64_t rows_about(db::Session& session, const KeyColumn& key) {
    const db::Table* table = session.catalogue().find(key.table);
    if (table != nullptr && table->estimated_rows > 0)
        return static_cast<std::uint64_t>(table->estimated_rows);
    const auto counted = session.query("SELECT count(*) FROM " + table_of(session, key));
    return std::stoull(counted.rows.at(0).at(0).value_or("0"));
}

}  // namespace tieout::verify
