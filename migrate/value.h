// Bound values, evaluated for every row.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.h"
#include "migrate/bound_value.h"
#include "migrate/convert.h"
#include "migrate/slot.h"

namespace tieout::migrate {

// One a thread.
class Evaluator {
public:
    explicit Evaluator(const std::string& zone) : days_(zone) {}

    // False where the row's value cannot be made: reason() says why. It is never guessed, never 0.
    bool evaluate(const BoundValue& value, const Row& row, Slot& slot);
    const std::string& reason() const { return reason_; }

private:
    bool make(const BoundValue& value, const Row& row, Slot& slot);
    bool choose(const BoundValue& value, const Row& row, Slot& slot);
    bool sum(const BoundValue& value, const Row& row, Slot& slot);
    bool concat(const BoundValue& value, const Row& row, Slot& slot);
    bool apply(const BoundStep& bound, const Row& row, Slot& slot);
    bool apply_text(StepKind kind, Slot& slot);
    bool apply_part(const Step& step, Slot& slot);
    bool apply_number(const BoundStep& bound, const Row& row, Slot& slot);
    bool apply_time(StepKind kind, Slot& slot);
    bool apply_local_time(const BoundStep& bound, Slot& slot);
    bool apply_map(const BoundStep& bound, Slot& slot);
    std::optional<Decimal> factor(const BoundStep& bound, const Row& row);
    bool fail(const Slot& slot, std::string_view what);

    LocalDays days_;
    std::string reason_;
};

}  // namespace tieout::migrate
