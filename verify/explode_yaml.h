// Reads the row producer of one side: `explode: {…}`.
#pragma once

#include "rules/pack.h"
#include "verify/tie.h"

namespace tieout::verify {

Explode read_explode(const rules::Yaml& node, SideName side, const Words& words,
                     const rules::Pack& pack);

}  // namespace tieout::verify
