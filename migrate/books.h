// What the migrator remembers of its own work, in the target but out of the verifier's sight: which
// runs there were and how many rows each wrote to each table. By them it knows rows that it did not
// write.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "db/write/writer.h"

namespace tieout::migrate {

struct RunEntry {
    std::string started_at, tool_version, pack, pack_digest, options;
    std::map<std::string, std::uint64_t> rows;  // by table
};

class Books {
public:
    // Where they are: PostgreSQL: schema tieout_books. MySQL: database <db>_tieout_books where the
    // role may create it. Else tables mig_* beside v5's own.
    explicit Books(db::Writer& target);

    // True where some run wrote exactly so many rows to each of these tables; to a table that its
    // books do not name it wrote none.
    bool know(std::map<std::string, std::uint64_t> rows);
    // Makes the books where there are none. Before the first row: in MySQL this ends a transaction.
    void open();
    // In the writer's transaction, so that rows and books become visible together.
    void enter(const RunEntry& run);

private:
    std::string prefix() const;
    bool exist();

    db::Writer& target_;
    std::string database_;  // MySQL: of the books; empty: v5's own
};

}  // namespace tieout::migrate
