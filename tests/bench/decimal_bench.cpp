// What one amount costs: read from the server's text, added to a total, hashed.
#include <benchmark/benchmark.h>

#include "base/decimal.h"
#include "base/digest.h"

namespace tieout {
namespace {

void parse_an_amount(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(Decimal::parse("1234567.89"));
}
BENCHMARK(parse_an_amount);

void add_to_a_total(benchmark::State& state) {
    const Decimal amount(123456789, 2);
    Decimal total;
    for (auto _ : state)
        benchmark::DoNotOptimize(total += amount);
}
BENCHMARK(add_to_a_total);

void digest_a_row(benchmark::State& state) {
    const std::string row(static_cast<std::size_t>(state.range(0)), 'x');
    for (auto _ : state)
        benchmark::DoNotOptimize(Digest::of(row));
    state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(digest_a_row)->Arg(16)->Arg(100)->Arg(1000);

}  // namespace
}  // namespace tieout
