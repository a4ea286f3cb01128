// Why a stream that ascends proves its own keys unique: a key above all that came before is none of
// them. What came before must still be remembered, for the stream may cease to ascend. Runs of
// neighbours remember it exactly, in no space for dense ids and in 24 bytes a key for sparse ones,
// where a set of digests takes 20 to 40 for each. Compound keys such as (invoice, line) make one
// run an invoice.
#include "verify/key_runs.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "verify/canonical.h"

namespace tieout::verify {
namespace {

std::optional<std::int64_t> take_whole(std::string_view& key) {
    const Canonical value = take(key);
    if (value.tag != 'n') return std::nullopt;
    const Decimal number = number_of(value);
    constexpr std::int64_t most = 1'000'000'000'000'000'000;
    const bool fits =
        number.scale() == 0 && number.coefficient() < most && number.coefficient() > -most;
    if (!fits) return std::nullopt;
    return static_cast<std::int64_t>(number.coefficient());
}

}  // namespace

KeyRuns::Seen KeyRuns::add(std::string_view key) {
    std::int64_t head = 0;
    std::optional<std::int64_t> number = take_whole(key);
    if (!number) return Seen::unknown;
    if (!key.empty()) {
        head = *number;
        number = take_whole(key);
        if (!number || !key.empty()) return Seen::unknown;
    }
    if (!runs_.empty() && std::tie(head, *number) <= std::tie(runs_.back().head, runs_.back().last))
        return holds(head, *number) ? Seen::again : Seen::unknown;
    if (full_) return Seen::unknown;
    if (!runs_.empty() && runs_.back().head == head && runs_.back().last + 1 == *number) {
        ++runs_.back().last;
        return Seen::first;
    }
    // Once full no run grows either: a key that the other set has must not come to stand in one.
    full_ = runs_.size() >= most_;
    if (full_) return Seen::unknown;
    runs_.push_back({head, *number, *number});
    return Seen::first;
}

bool KeyRuns::holds(std::int64_t head, std::int64_t number) const {
    const auto after = std::upper_bound(
        runs_.begin(), runs_.end(), std::tie(head, number),
        [](const auto& key, const Run& run) { return key < std::tie(run.head, run.first); });
    if (after == runs_.begin()) return false;
    const Run& run = *std::prev(after);
    return run.head == head && number <= run.last;
}

}  // namespace tieout::verify
