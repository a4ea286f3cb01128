// Feeds the matcher from two sides whose rows mostly come in the same order.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "verify/batch_queue.h"
#include "verify/match.h"

namespace tieout::verify {

struct Met {
    std::uint64_t source_rows = 0, target_rows = 0;  // taken from each queue
    std::uint64_t in_step = 0;                       // pairs of rows that met where they stood
    // As far as could be seen where the sides were out of step.
    bool source_ascends = true, target_ascends = true;
};

// Of the rows of both sides.
enum class Order {
    of_keys,  // both servers were asked for it
    unknown   // perhaps they come in it all the same
};

// Takes all rows of both queues; what is left to say is matcher.finish()'s. `told`: called with the
// rows taken so far, a few times a second. Rethrows what ended a reader; throws
// Error(Fault::interrupted) where `stop` was set.
Met meet(BatchQueue& source, BatchQueue& target, Matcher& matcher, Order order,
         const std::atomic<bool>* stop,
         const std::function<void(std::uint64_t, std::uint64_t)>& told);

}  // namespace tieout::verify
