// Batches between two threads of any pace: all of them, in their order, and an end for both sides
// whoever ends first.
#include "verify/batch_queue.h"

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

BOOST_AUTO_TEST_SUITE_END()
