// What it costs that the rows of two sides meet: in one order, with some that differ, out of step
// by one, and in no order at all.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "verify/canonical.h"
#include "verify/meet.h"

namespace tieout::verify {
namespace {

constexpr int rows = 200'000;
constexpr std::size_t batch_rows = 1000;

class Silent : public Differences {
public:
    void changed(std::string_view, std::string_view, std::string_view) override {}
    void alone(SideName, std::string_view, std::string_view) override {}
    void duplicate(SideName, std::string_view, std::uint64_t) override {}
    void repeated(SideName, std::string_view, std::string_view) override {}
    void null_key(SideName, std::string_view, std::string_view) override {}
    void unequal(SideName, std::string_view) override {}
};

using Batches = std::vector<CanonicalBatch>;

// An id and about 100 bytes of fields, as an invoice has them.
Batches batches_of(const std::vector<int>& ids, int differing_every) {
    const std::string rest(90, 'x');
    Batches batches;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (i % batch_rows == 0) batches.emplace_back();
        CanonicalBatch& batch = batches.back();
        const std::string id = std::to_string(ids[i]);
        std::string row;
        encode(As::integer, Cell::of(id), db::ValueType::integer, "", row);
        const std::size_t key_size = row.size();
        const bool differs = differing_every > 0 && ids[i] % differing_every == 0;
        encode(As::text, Cell::of(std::string_view(differs ? "other" : "field")),
               db::ValueType::text, "", row);
        encode(As::text, Cell::of(rest), db::ValueType::text, "", row);
        std::copy(row.begin(), row.end(), batch.room(row.size()));
        std::uint32_t* const ends = batch.ends();
        ends[0] = static_cast<std::uint32_t>(key_size);
        ends[1] = static_cast<std::uint32_t>(row.size());
        batch.end_row(false, false);
    }
    return batches;
}

void push_all(BatchQueue& queue, const Batches& batches) {
    for (const CanonicalBatch& each : batches) {
        CanonicalBatch batch = each;
        if (!queue.push(batch)) return;
    }
    queue.close(nullptr);
}

void match(benchmark::State& state, const std::vector<int>& source_ids,
           const std::vector<int>& target_ids, int differing_every,
           std::size_t memory = default_memory) {
    const Batches source = batches_of(source_ids, 0);
    const Batches target = batches_of(target_ids, differing_every);
    Silent silent;
    std::uint64_t spilled = 0;
    for (auto _ : state) {
        BatchQueue source_queue, target_queue;
        std::thread source_reader([&] { push_all(source_queue, source); });
        std::thread target_reader([&] { push_all(target_queue, target); });
        Matcher matcher(Matcher::Keys::proved_unique, Matcher::Keys::proved_unique, silent, memory);
        meet(source_queue, target_queue, matcher, Order::unknown, nullptr, [](auto, auto) {});
        benchmark::DoNotOptimize(matcher.finish());
        spilled = matcher.spilled_bytes();
        source_reader.join();
        target_reader.join();
    }
    state.SetItemsProcessed(state.iterations() * rows);
    state.counters["spilled"] = static_cast<double>(spilled);
}

std::vector<int> in_order() {
    std::vector<int> ids(rows);
    std::iota(ids.begin(), ids.end(), 1);
    return ids;
}

std::vector<int> shuffled(unsigned seed) {
    std::vector<int> ids = in_order();
    std::shuffle(ids.begin(), ids.end(), std::mt19937(seed));
    return ids;
}

void rows_in_one_order(benchmark::State& state) {
    match(state, in_order(), in_order(), 0);
}
void one_row_in_a_hundred_differs(benchmark::State& state) {
    match(state, in_order(), in_order(), 100);
}
void one_side_lacks_the_first_row(benchmark::State& state) {
    const std::vector<int> ids = in_order();
    match(state, ids, {ids.begin() + 1, ids.end()}, 0);
}
void rows_in_random_order(benchmark::State& state) {
    match(state, shuffled(1), shuffled(2), 0);
}
void rows_in_random_order_on_disk(benchmark::State& state) {
    match(state, shuffled(1), shuffled(2), 0, std::size_t{4} << 20);
}

BENCHMARK(rows_in_one_order)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(one_row_in_a_hundred_differs)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(one_side_lacks_the_first_row)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(rows_in_random_order)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(rows_in_random_order_on_disk)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace tieout::verify
