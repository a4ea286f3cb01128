// What a column of the target can hold at all: NULL, length, range, letters, members.
#pragma once

#include <optional>
#include <string>

#include "db/catalogue.h"
#include "db/url.h"
#include "verify/canonical.h"

namespace tieout::verify {

struct LimitBreak {
    std::string limit;  // "not_null", "length", "range", "scale", "encoding", "member": the rule is
                        // limit:table.column
    std::string sentence;  // "30 characters, the column holds 25"
};

// nullopt: it fits. Secrets are asked only whether they are NULL.
std::optional<LimitBreak> over_limit(const Canonical& value, As as, const db::TableColumn& column,
                                     db::Engine engine);

}  // namespace tieout::verify
