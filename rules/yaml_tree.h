// One parsed file as a flat list of nodes. Private to yaml.cpp and yaml_parse.cpp.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "rules/yaml.h"

namespace tieout::rules {

struct YamlNode {
    Yaml::Kind kind = Yaml::Kind::null;
    int line = 1, column = 1;  // from 1
    std::string text;          // of a scalar; of a null as it was written is not kept
    std::vector<std::size_t> items;
    std::vector<std::pair<std::size_t, std::size_t>> entries;  // key and value, both nodes
};

struct Yaml::Tree {
    std::string file;
    std::vector<YamlNode> nodes;  // nodes[0] is the root
};

}  // namespace tieout::rules
