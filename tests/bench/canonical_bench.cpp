// What the verifier makes of a row: a batch of invoices in canonical form, as MySQL prints them and
// as PostgreSQL sends them in binary; and single values by the short way and by the long one.
#include <benchmark/benchmark.h>

#include <optional>
#include <string>
#include <vector>

#include "verify/canonical.h"
#include "verify/fast_value.h"

namespace tieout::verify {
namespace {

using db::Form;
using db::ValueType;

constexpr std::size_t rows = 128;

struct Sample {
    As as;
    ValueType type;
    Form form;
    std::string cell;
    std::optional<StepName> step = {};
};

// Big end first, as PostgreSQL sends integers, and the words of a numeric.
std::string sent(std::uint64_t word, int bytes) {
    std::string out;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        out.push_back(static_cast<char>(word >> shift));
    return out;
}

// 12345.67: groups 1, 2345 and 6700; the first one's weight is 1, two digits after the point.
const std::string amount_sent =
    sent(3, 2) + sent(1, 2) + sent(0, 2) + sent(2, 2) + sent(1, 2) + sent(2345, 2) + sent(6700, 2);

const std::vector<Sample> as_mysql_prints{
    {As::integer, ValueType::integer, Form::text, "1234567"},
    {As::integer, ValueType::integer, Form::text, "123456"},
    {As::text, ValueType::text, Form::text, "USD"},
    {As::money, ValueType::decimal, Form::text, "12345.67"},
    {As::instant, ValueType::integer, Form::text, "1075543200", StepName::unix_seconds},
    {As::date, ValueType::integer, Form::text, "1075543200", StepName::unix_date},
    {As::boolean, ValueType::integer, Form::text, "1"},
    {As::text, ValueType::text, Form::text, "Order 1234567 by phone"}};
const std::vector<Sample> as_postgresql_sends{
    {As::integer, ValueType::integer, Form::int32, sent(1234567, 4)},
    {As::integer, ValueType::integer, Form::int32, sent(123456, 4)},
    {As::text, ValueType::text, Form::text, "USD"},
    {As::money, ValueType::decimal, Form::numeric, amount_sent},
    {As::instant, ValueType::instant, Form::micros, sent(128'858'400'000'000, 8)},
    {As::date, ValueType::date, Form::days, sent(1491, 4)},
    {As::boolean, ValueType::boolean, Form::text, "1"},
    {As::text, ValueType::text, Form::text, "Order 1234567 by phone"}};

Value value_of(const Sample& sample) {
    Value value = Value::column("c");
    if (sample.step) value.steps.emplace_back().name = *sample.step;
    return value;
}

db::RowBatch batch_of(const std::vector<Sample>& row) {
    db::RowBatch batch;
    batch.clear(row.size());
    for (std::size_t i = 0; i < rows; ++i)
        for (const Sample& sample : row) {
            const std::size_t at = batch.add_block(sample.cell.data(), sample.cell.size());
            batch.place(at, sample.cell.size(), sample.form);
        }
    return batch;
}

void canonical_row(benchmark::State& state, const std::vector<Sample>& row) {
    FastRow fast;
    for (std::size_t i = 0; i < row.size(); ++i)
        fast.add({value_of(row[i]), row[i].as, {i, row[i].type}});
    const db::RowBatch batch = batch_of(row);
    Zone zone("America/New_York");
    CanonicalBatch out;
    for (auto _ : state) {
        out.clear(1, row.size() - 1);
        out.room(fast.room(batch));
        if (fast.put_rows(batch, 0, 1, zone, out).row != rows)
            return state.SkipWithError("a value went the long way");
        benchmark::DoNotOptimize(out.bytes());
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows));
}
BENCHMARK_CAPTURE(canonical_row, as_mysql_prints, as_mysql_prints);
BENCHMARK_CAPTURE(canonical_row, as_postgresql_sends, as_postgresql_sends);

void the_long_way(benchmark::State& state, const Sample& sample) {
    const Value value = value_of(sample);
    const ColumnRef column{0, sample.type};
    const CompiledValue compiled(
        value, [&](const std::string&) { return column; }, [&](const Value&) { return column; });
    const db::RowBatch batch = batch_of({sample});
    Reading reading("America/New_York");
    std::string out;
    for (auto _ : state) {
        out.clear();
        reading.scratch.clear();
        const Cell cell = compiled.read({&batch, 0, nullptr, 0}, reading);
        encode(sample.as, cell, compiled.from(), "", out);
        benchmark::DoNotOptimize(out.data());
    }
}
BENCHMARK_CAPTURE(the_long_way, integer, as_mysql_prints[0]);
BENCHMARK_CAPTURE(the_long_way, amount, as_mysql_prints[3]);
BENCHMARK_CAPTURE(the_long_way, unix_date, as_mysql_prints[5]);
BENCHMARK_CAPTURE(the_long_way, text, as_mysql_prints[7]);

}  // namespace
}  // namespace tieout::verify
