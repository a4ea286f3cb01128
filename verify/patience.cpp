#include "verify/patience.h"

#include <pthread.h>
#include <sched.h>

namespace tieout::verify {

void run_by_turns() {
#ifdef SCHED_BATCH
    int policy = 0;
    sched_param priority{};
    if (pthread_getschedparam(pthread_self(), &policy, &priority) == 0 && policy == SCHED_OTHER)
        (void)pthread_setschedparam(pthread_self(), SCHED_BATCH, &priority);
#endif
}

}  // namespace tieout::verify
