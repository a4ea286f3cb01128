#include "sample/manifest.h"

#include <nlohmann/json.hpp>

namespace tieout::sample {

namespace {

using Json = nlohmann::ordered_json;

Json written(const RowKey& row) {
    return {{"table", row.table}, {"key", row.key}};
}

Json written(const Planted& planted) {
    Json also = Json::array();
    for (const RowKey& row : planted.also)
        also.push_back(written(row));
    return {{"problem", planted.problem}, {"title", planted.title},
            {"table", planted.row.table}, {"key", planted.row.key},
            {"origin", planted.origin},   {"tolerated", planted.tolerated},
            {"note", planted.note},       {"also", also}};
}

}  // namespace

std::string Manifest::to_json() const {
    Json json = {{"schema", 1},    {"seed", seed},     {"clients", clients}, {"zone", zone},
                 {"as_of", as_of}, {"engine", engine}, {"rows", rows}};
    json["planted"] = Json::array();
    for (const Planted& one : planted)
        json["planted"].push_back(written(one));
    json["not_plantable"] = Json::array();
    for (const NotPlantable& one : not_plantable)
        json["not_plantable"].push_back(
            {{"problem", one.problem}, {"engine", one.engine}, {"why", one.why}});
    return json.dump(2);
}

}  // namespace tieout::sample
