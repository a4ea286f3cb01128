// One side's way from its database to canonical rows: the SQL, the columns resolved once, and each
// row read by the tie's own rules for that side. Not thread-safe; each side of a tie has its own.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "db/session.h"
#include "rules/finding_log.h"
#include "rules/record.h"
#include "verify/canonical_batch.h"
#include "verify/ranges.h"
#include "verify/strategy.h"
#include "verify/tie.h"

namespace tieout::verify {

// What is the same for all ties of a run.
struct RunFacts {
    std::string zone = "UTC";  // of days that are stored as moments (unix_date)
    std::string secret_key;    // random, of this run: secrets are compared under it
    std::size_t samples_per_finding = 20;
    bool defanged = false;  // the source's fields are read as a defanged target must have them
    Strategy strategy = Strategy::automatic;
    std::uint64_t rows_for_ranges = 1'000'000;  // smaller tables are read by one session
    std::size_t memory = default_memory;
    bool asks_witnesses = true;
};

class Route {
public:
    // `tie` must outlive the route.
    Route(const Tie& tie, SideName side, db::Session& session, const RunFacts& facts);
    ~Route();
    Route(const Route&) = delete;
    Route& operator=(const Route&) = delete;

    // As sent; empty for fixed rows.
    const std::string& sql() const;
    // "table.column" of everything that the values of this side name.
    const std::vector<std::string>& compared_columns() const;
    // The catalogue proves that no key comes twice.
    bool keys_proved_unique();

    // Some table of this side cannot give one consistent view: its rows may change while they are
    // read.
    bool may_move() const;
    // How the server could be asked for the rows in the order of their keys.
    KeyOrder key_order() const;
    // Before the first next(): it is asked so. `order`: what key_order() returned.
    void order_by(const KeyOrder& order);
    // Before the first next(): rows of other keys need not be read (but may be). `keys`: canonical,
    // as a row has them.
    void look_only_at(const std::vector<std::string_view>& keys);
    // Where this side's rows can be cut into ranges of the first key column; nullopt: it is no
    // whole number that an index leads with, or its rows may move.
    std::optional<KeyColumn> range_key() const;
    // Before the first next(), where there is a range_key(): only rows of `range` are read. The
    // witnesses still speak of all.
    void look_only_at(const KeyRange& range);
    // `other` has read its range to the end: its rows, sums and findings are this route's too, and
    // its session is free.
    void absorb(Route& other);

    // Before the first next(): only rows for which it holds are read (RouteQuery::read_only_where),
    // and rows(), digest() and witnesses() speak of them alone.
    void read_only_where(const std::string& condition);

    // Clears and fills `batch`; false at the end. Throws Error where it cannot look: the server's,
    // or Fault::schema for a column that the result does not have.
    bool next(CanonicalBatch& batch);

    std::uint64_t bytes() const;  // of the values that the server sent so far
    std::uint64_t rows() const;   // canonical rows so far: after `explode`
    Digest digest() const;        // of the multiset of all rows so far; secrets are left out
    // A row of rows() and digest() is not there any more, or is there too. `row`: key and fields.
    void forget(std::string_view row);
    void remember(std::string_view row);
    // Findings `unreadable` and `transformed` so far.
    rules::FindingLog take_findings();
    // After the last row: what the server itself counts, beside what was read. Empty for fixed rows
    // and statements.
    std::vector<rules::Witness> witnesses();

private:
    struct State;
    std::unique_ptr<State> state_;
};

// The key of a canonical row as people read it, with the tie's names.
rules::Key shown_key(const Tie& tie, std::string_view key_bytes);
// All fields of a canonical row, in the tie's order; nullopt is NULL.
std::vector<std::optional<std::string>> shown_fields(const Tie& tie, std::string_view field_bytes);

}  // namespace tieout::verify
