// Makes a v4 database as production has them: years of invoices, and known faults at known rows.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "db/write/writer.h"
#include "sample/manifest.h"

namespace tieout::sample {

struct Options {
    std::int64_t clients = 1000;
    std::uint64_t seed = 1;
    // "none": clean. "typical": all problems that these tables can carry. Or their numbers:
    // "18,57".
    std::string defects = "typical";
    std::string zone = "America/New_York";
    std::string as_of = "2005-06-15";  // the night in which the copy was taken
    std::filesystem::path pack;  // its v4/<engine>.sql makes the tables where they are missing
};

// Fills v4's tables through `into` and commits. From the same options come the same rows, whatever
// the engine; only what an engine cannot hold is missing there, and said in `not_plantable`. Throws
// Error(Fault::usage) where an option is wrong, or a table already holds rows.
Manifest make(const Options& options, db::Writer& into);

}  // namespace tieout::sample
