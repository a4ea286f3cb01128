#include "verify/patience.h"

#include <pthread.h>
#include <sched.h>

#include <boost/test/unit_test.hpp>
#include <thread>

using namespace tieout::verify;

namespace {

// Of a thread that begins with this one.
int policy_after_run_by_turns(int begin) {
    int policy = -1;
    std::thread thread([&] {
        sched_param priority{};
        BOOST_REQUIRE(pthread_setschedparam(pthread_self(), begin, &priority) == 0);
        run_by_turns();
        pthread_getschedparam(pthread_self(), &policy, &priority);
    });
    thread.join();
    return policy;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_patient_thread_is_a_batch_thread) {
    BOOST_TEST(policy_after_run_by_turns(SCHED_OTHER) == SCHED_BATCH);
}

BOOST_AUTO_TEST_CASE(a_policy_that_somebody_chose_stays) {
    BOOST_TEST(policy_after_run_by_turns(SCHED_IDLE) == SCHED_IDLE);
    BOOST_TEST(policy_after_run_by_turns(SCHED_BATCH) == SCHED_BATCH);
}

BOOST_AUTO_TEST_CASE(the_thread_that_asks_is_the_only_one) {
    int policy = -1;
    sched_param priority{};
    (void)policy_after_run_by_turns(SCHED_OTHER);
    pthread_getschedparam(pthread_self(), &policy, &priority);
    BOOST_TEST(policy == SCHED_OTHER);
}
