// index.html of the state folder: the cycles, newest first, and where it goes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tieout::reports {

struct CycleLine {
    int number = 0;
    std::string started_at, profile;
    std::string verdict;  // "holds", "broken", "incomplete", or "started" for one that never ended
    std::uint64_t errors = 0, findings = 0, quarantined = 0;
    std::string report;  // link, relative: "cycles/0007/report.html"; empty: none
};

std::string index_html(const std::vector<CycleLine>& oldest_first);

}  // namespace tieout::reports
