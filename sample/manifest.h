// What was planted, where, and what could not be: the answer sheet that findings are scored
// against.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace tieout::sample {

struct RowKey {
    std::string table, key;  // v4's table, its primary key as text
};

struct Planted {
    int problem = 0;  // number in modernbill.md, section 5
    std::string title;
    RowKey row;
    std::string origin = "source";
    // v4 lives with it and v5 can take it: silence, a notice or a warning are all right.
    bool tolerated = false;
    std::string note;
    std::vector<RowKey> also;  // rows that the planting unavoidably touches
};

struct NotPlantable {
    int problem = 0;
    std::string engine;  // empty: any
    std::string why;
};

struct Manifest {
    std::uint64_t seed = 0;
    std::int64_t clients = 0;
    std::string zone, as_of, engine;
    std::map<std::string, std::uint64_t> rows;  // by table
    std::vector<Planted> planted;
    std::vector<NotPlantable> not_plantable;

    // {"schema": 1, "seed", "clients", "zone", "as_of", "engine", "rows": {table: count},
    // "planted": [{"problem", "title", "table", "key", "origin", "tolerated", "note", "also":
    // [{"table", "key"}]}], "not_plantable": [{"problem", "engine", "why"}]}
    std::string to_json() const;
};

}  // namespace tieout::sample
