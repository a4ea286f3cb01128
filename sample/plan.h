// Which clients carry which defect: each at most one, so that every finding has one cause.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sample/defect.h"

namespace tieout::sample {

struct Assignment {
    std::size_t defect = 0;  // position in Plan::defects
    int instance = 0;
    std::int64_t partner = -1;  // number of a client before him
};

struct Plan {
    std::vector<Defect> defects;
    std::vector<SetUpDefect> set_up;
    std::map<std::int64_t, Assignment> victims;  // by client number
    std::map<std::int64_t, Partner> partners;    // filled as their books are made
    std::vector<NotPlantable> not_plantable;

    // How that client has to live.
    Shape shape_of(std::int64_t client) const;
};

// `wanted` as Options::defects. Throws Error(Fault::usage) with what was found and what is
// expected.
Plan plan(const std::string& wanted, std::int64_t clients, std::uint64_t seed, db::Engine engine);

}  // namespace tieout::sample
