// What the migrator remembers of its own work, in the target but out of the verifier's sight: which
// runs there were and how many rows each wrote to each table. By them it knows rows that it did not
// write.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "db/write/writer.h"

namespace tieout::migrate {

struct RunEntry {
    std::string started_at, tool_version, pack, pack_digest, options;
    std::map<std::string, std::uint64_t> rows;  // by table
};

// What the latest run left behind.
struct LastRun {
    std::string notes;  // the name of what it noted (notes.h); empty: nothing
    std::map<std::string, std::uint64_t> rows;  // by table, without those that have none
};

class Books {
public:
    // Where they are: PostgreSQL: schema tieout_books. MySQL: database <db>_tieout_books where the
    // role may create it. Else tables mig_* beside v5's own.
    explicit Books(db::Writer& target);

    // True where some run wrote exactly so many rows to each of these tables; to a table that its
    // books do not name it wrote none.
    bool know(std::map<std::string, std::uint64_t> rows);
    // nullopt: no run ever wrote to this target.
    std::optional<LastRun> last();
    // Makes the books where there are none. Before the first row: in MySQL this ends a transaction.
    void open();
    // In the writer's transaction, so that rows and books become visible together.
    // `notes`: the name of what was noted of its rows; empty: nothing.
    void enter(const RunEntry& run, const std::string& notes);

private:
    std::string prefix() const;
    bool exist();
    std::map<std::string, std::map<std::string, std::uint64_t>> rows_of_runs();

    db::Writer& target_;
    std::string database_;  // MySQL: of the books; empty: v5's own
};

}  // namespace tieout::migrate
