// How fast rows come, and whether that is so slow that servers had better digest them.
#pragma once

#include <cstdint>
#include <string>

#include "db/session.h"
#include "verify/tie.h"

namespace tieout::verify {

class LineSpeed {
public:
    // What both sides sent of one tie, and the seconds from the first rows to the last: what a
    // server thinks before its first row is not the line's.
    void note(std::uint64_t bytes, double seconds);

    // One clause with the figure of the last tie that tells; empty: the line is not known to be
    // slow.
    std::string why_slow() const;

private:
    double bytes_a_second_ = 0;  // 0: not known
};

// Few rows come soon over any line. True also where the catalogue does not know.
bool has_many_rows(const Tie& tie, db::Session& source);

}  // namespace tieout::verify
