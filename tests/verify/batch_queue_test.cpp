// Batches between two threads of any pace: all of them, in their order, and an end for both sides
// whoever ends first.
#include "verify/batch_queue.h"

#include <atomic>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "tests/verify/told.h"

using namespace tieout;
using namespace tieout::tests;
using namespace tieout::verify;
namespace data = boost::unit_test::data;
using std::chrono::microseconds;

namespace {

CanonicalBatch batch_of(int number) {
    CanonicalBatch batch;
    append(batch, text(std::to_string(number).c_str(), As::text), text("row", As::text));
    return batch;
}

int number_in(const CanonicalBatch& batch) {
    std::string_view key = batch.row(0).key();
    return std::stoi(std::string(take(key).bytes));
}

// How many batches the queue took.
int push(BatchQueue& queue, int begin, int end, microseconds pause) {
    for (int number = begin; number < end; ++number) {
        std::this_thread::sleep_for(pause);
        CanonicalBatch batch = batch_of(number);
        if (!queue.push(batch)) return number - begin;
    }
    return end - begin;
}

std::vector<int> pop_all(BatchQueue& queue, microseconds pause) {
    std::vector<int> numbers;
    for (CanonicalBatch batch; queue.pop(batch); std::this_thread::sleep_for(pause))
        numbers.push_back(number_in(batch));
    return numbers;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(batch_queue)

BOOST_DATA_TEST_CASE(all_batches_arrive_in_order_whoever_is_slow,
                     data::make({0, 1, 3, 4, 5, 9, 200}) * data::make({0, 200}) *
                         data::make({0, 200}),
                     count, reader_us, matcher_us) {
    BatchQueue queue;
    std::thread reader([&, count = count, pause = microseconds(reader_us)] {
        push(queue, 0, count, pause);
        queue.close(nullptr);
    });
    const std::vector<int> numbers = pop_all(queue, microseconds(matcher_us));
    reader.join();
    BOOST_REQUIRE(numbers.size() == static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        BOOST_TEST(numbers[static_cast<std::size_t>(i)] == i);
}

BOOST_AUTO_TEST_CASE(of_several_readers_the_last_ends_the_queue) {
    BatchQueue queue;
    queue.set_readers(3);
    std::vector<std::thread> readers;
    for (const int batches : {1, 40, 100})
        readers.emplace_back([&queue, batches] {
            push(queue, 0, batches, microseconds(50));
            queue.close(nullptr);
        });
    BOOST_TEST(pop_all(queue, microseconds(0)).size() == 141U);
    for (std::thread& reader : readers)
        reader.join();
}

BOOST_AUTO_TEST_CASE(what_ended_a_reader_is_told_behind_what_it_had_read) {
    BatchQueue queue;
    push(queue, 0, 1, microseconds(0));
    queue.close(std::make_exception_ptr(std::runtime_error("gone")));
    CanonicalBatch batch;
    BOOST_TEST(queue.pop(batch));
    BOOST_CHECK_THROW(queue.pop(batch), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(a_reader_that_waits_for_room_is_let_go_when_nobody_wants_more) {
    BatchQueue queue;
    int taken = 0;
    std::thread reader([&] { taken = push(queue, 0, 1'000'000, microseconds(0)); });
    CanonicalBatch batch;
    BOOST_TEST(queue.pop(batch));
    queue.abandon();
    reader.join();
    BOOST_TEST(taken < 1'000'000);
}

BOOST_AUTO_TEST_CASE(one_batch_is_handed_on_though_no_other_comes) {
    BatchQueue queue;
    push(queue, 7, 8, microseconds(0));
    CanonicalBatch batch;
    BOOST_REQUIRE(queue.pop(batch));  // nobody closes, nobody pushes
    BOOST_TEST(number_in(batch) == 7);
    std::thread reader([&] { push(queue, 8, 9, microseconds(200)); });
    BOOST_REQUIRE(queue.pop(batch));
    BOOST_TEST(number_in(batch) == 8);
    reader.join();
}

BOOST_AUTO_TEST_CASE(long_rows_wait_by_their_bytes) {
    BatchQueue queue;
    std::atomic<int> taken = 0;
    std::thread reader([&] {
        for (CanonicalBatch batch;; batch.clear(1, 1)) {
            append(batch, text("1", As::text), text(std::string(1 << 20, 'x').c_str(), As::text));
            if (!queue.push(batch)) return;
            ++taken;
        }
    });
    while (taken < 4)
        std::this_thread::yield();
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    BOOST_TEST(taken == 4);  // four mebibytes are enough
    CanonicalBatch batch;
    for (int i = 0; i < 3; ++i)
        BOOST_TEST(queue.pop(batch));
    while (taken < 5)
        std::this_thread::yield();
    queue.abandon();
    reader.join();
}

BOOST_AUTO_TEST_SUITE_END()
