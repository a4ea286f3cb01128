// Parts of Pack::load(): where packs lie, and what rules.yaml says.
#pragma once

#include "rules/pack.h"

namespace tieout::rules {

// The folder of a pack; throws Error(Fault::usage) with the places looked in and the nearest name.
std::filesystem::path find_pack(const std::string& name_or_path);

// Rules, coverage and target_coverage into `pack`, whose folder is set.
void read_rules_yaml(const Yaml& file, Pack& pack);

}  // namespace tieout::rules
