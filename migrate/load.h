// What takes the converted rows of one source of a table: a load of the target, with or without
// notes of what it wrote (noting_load.h), or what finds the changes (delta.h).
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "db/session.h"
#include "db/write/writer.h"
#include "migrate/origin.h"
#include "migrate/sieve.h"

namespace tieout::migrate {

class Load {
public:
    virtual ~Load() = default;
    // As db::TableLoad; `origins`: one a row.
    virtual std::size_t most_rows() const = 0;
    virtual std::vector<db::Refusal> write(const db::RowBatch& rows,
                                           const std::vector<Origin>& origins) = 0;
    // After the last row.
    virtual void finish() = 0;

    // What becomes of a row of the source follows from it alone, and is noted with its digest.
    virtual bool wants_digests() const { return false; }
    virtual bool has_sieve() const { return false; }
    // Where it has one: lets through what must be converted. Both outlive it. Rows may come in
    // several parts, each through a sieve of its own.
    virtual std::unique_ptr<Sieve> sieve(db::RowStream&) { return nullptr; }
    // Where keys of the target are those of the source: such as cut the rows in so many parts of
    // about one size. Empty: not known.
    virtual std::vector<std::string> cuts(std::size_t) const { return {}; }
    // What they held back, in the order of the parts: after the last row of all.
    virtual void add(const Sieve&) {}
};

// Notes nothing.
std::unique_ptr<Load> plain(std::unique_ptr<db::TableLoad> load);

}  // namespace tieout::migrate
