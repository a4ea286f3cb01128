// A large table in pieces of about as many rows each, so that several sessions can read it at once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/session.h"

namespace tieout::verify {

// The sessions by which a side may be read, all at one moment. Not owned.
struct SideSessions {
    SideSessions(db::Session& the_first) : first(the_first) {}  // NOLINT: one session is a side too
    SideSessions(db::Session& the_first, std::vector<db::Session*> the_others)
        : first(the_first), more(std::move(the_others)) {}
    db::Session& first;
    std::vector<db::Session*> more;
};

// Keys from `from` up to, but not, `below`: whole numbers as SQL writes them. nullopt: open on that
// side. The range without `from` has the NULL keys too.
struct KeyRange {
    std::optional<std::string> from, below;
    bool operator==(const KeyRange&) const = default;
};

// Every key is in exactly one of them. `bounds` ascend, each once; none: one range with all.
std::vector<KeyRange> ranges_between(const std::vector<std::string>& bounds);

// The WHERE clause of a range over `column`, as quoted in the statement.
std::string condition(const KeyRange& range, const std::string& column);

// Where a table's key can be cut. `column` is a whole number that an index leads with.
struct KeyColumn {
    std::string table, column;  // as the catalogue spells them
};

// Ascending bounds, each once, between at most `ranges` ranges with about as many rows each: by the
// rows that are there, not by the numbers between the smallest and the largest key. Fewer where
// there are not so many keys. Throws what Session::query throws.
std::vector<std::string> row_quantiles(db::Session& session, const KeyColumn& key,
                                       std::uint64_t rows, std::size_t ranges);

// How many sessions of a side pay: `readers` where some table may have `rows` or more, else 1.
// Looks at the catalogue's estimates by a session of its own, so that no lock is asked for in vain.
std::size_t sessions_for(const db::Url& url, std::size_t readers, std::uint64_t rows);

// The catalogue's estimate, else a count. Throws what Session::query throws.
std::uint64_t rows_about(db::Session& session, const KeyColumn& key);

}  // namespace tieout::verify
