// Where refused rows go. Nothing is dropped in silence: each comes with its key, its column and the
// reason.
#pragma once

#include "rules/record.h"

namespace tieout::migrate {

class QuarantineSink {
public:
    virtual ~QuarantineSink() = default;
    // In the order in which rows were refused: the same in every run over the same data.
    virtual void add(const rules::QuarantinedRow& row) = 0;
};

}  // namespace tieout::migrate
