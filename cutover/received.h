// What the target received since its marks were taken, written down for people to bring it over by
// hand: nothing is ever written into the source.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "cutover/marks.h"
#include "db/session.h"

namespace tieout::cutover {

struct Received {
    std::string table;
    std::uint64_t inserted = 0, updated = 0, deleted = 0;

    std::uint64_t rows() const { return inserted + updated + deleted; }
};

// Writes into `folder` for each table that received something TABLE.csv (what, then the columns;
// of a deleted row its key), and for all of them received.sql in the target's dialect, which makes
// of the target as it was marked the target as it is. Tables that received nothing are left out of
// what is returned. A table without a primary key tells of changes as deleted and inserted rows.
std::vector<Received> write_received(db::Session& target, const std::filesystem::path& marks,
                                     const std::filesystem::path& folder,
                                     const std::atomic<bool>* stop);

}  // namespace tieout::cutover
