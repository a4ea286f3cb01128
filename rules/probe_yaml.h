// Part of load_integrations(): one probe as integrations.yaml writes it.
#pragma once

#include "rules/integrations.h"
#include "rules/yaml.h"

namespace tieout::rules {

// `folder`: of the file, from where its file names are seen.
Probe probe_at(const Yaml& node, const std::filesystem::path& folder);

}  // namespace tieout::rules
