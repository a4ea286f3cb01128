// The row of the source that a row of the target came from.
#pragma once

#include <cstdint>

#include "base/digest.h"

namespace tieout::migrate {

struct Origin {
    std::uint64_t place = 0;  // of that row among those that its source sent
    std::uint32_t rows = 0;   // that it became, be they written or not
    // Of its cells; zero where this row of the target does not follow from it alone.
    Digest digest{};

    bool is_known() const { return digest != Digest{}; }
};

}  // namespace tieout::migrate
