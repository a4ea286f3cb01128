// Reads one side of a tie: `{from: …, key: …}`, `{sql: …, key: …}` or `{rows: […], key: …}`.
#pragma once

#include "verify/tie.h"

namespace tieout::verify {

Side read_side(const rules::Yaml& node, SideName name, const Words& words, const rules::Pack& pack);

}  // namespace tieout::verify
