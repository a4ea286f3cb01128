// Where refused rows go. Nothing is dropped in silence: each comes with its key, its column and the
// reason.
#pragma once

#include <vector>

#include "rules/record.h"

namespace tieout::migrate {

class QuarantineSink {
public:
    virtual ~QuarantineSink() = default;
    // In the order in which rows were refused: the same in every run over the same data.
    virtual void add(const rules::QuarantinedRow& row) = 0;
};

// Keeps them until it is certain that their rows are not read once more.
class HeldQuarantine : public QuarantineSink {
public:
    void add(const rules::QuarantinedRow& row) override { rows_.push_back(row); }
    void hand_on(QuarantineSink& sink) const {
        for (const rules::QuarantinedRow& row : rows_)
            sink.add(row);
    }

private:
    std::vector<rules::QuarantinedRow> rows_;
};

}  // namespace tieout::migrate
