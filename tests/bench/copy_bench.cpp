// What a row costs on its way to PostgreSQL: what its columns admit, value by value, and its
// encoding for COPY.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "db/write/postgresql_encoding.h"
#include "migrate/target_column.h"

namespace tieout {
namespace {

// pg_type.oid
constexpr std::uint32_t int4 = 23, text = 25, varchar = 1043, numeric = 1700, timestamptz = 1184,
                        date = 1082, boolean = 16;

struct Cell {
    std::uint32_t type;
    const char* value;  // nullptr: NULL
};

void encode(benchmark::State& state, const std::vector<Cell>& row) {
    constexpr std::size_t rows = 1000;
    std::vector<std::uint32_t> types;
    for (const Cell& cell : row)
        types.push_back(cell.type);
    const auto encoder = db::TupleEncoder::of(types);
    db::RowBatch batch;
    batch.clear(row.size());
    for (std::size_t i = 0; i < rows; ++i)
        for (const Cell& cell : row)
            cell.value == nullptr ? batch.add_null() : batch.add(cell.value);
    db::TupleBuffer out;
    for (auto _ : state) {
        out.clear();
        for (std::size_t i = 0; i < rows; ++i)
            benchmark::DoNotOptimize(encoder->append(batch, i, out));
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(out.size()));
}
BENCHMARK_CAPTURE(encode, invoice,
                  {{int4, "1234567"},
                   {int4, "123456"},
                   {text, "paid"},
                   {varchar, "USD"},
                   {numeric, "12345.67"},
                   {numeric, "1234.50"},
                   {numeric, "0.00"},
                   {timestamptz, "2004-01-31 10:00:00+00"},
                   {date, "2004-02-29"},
                   {timestamptz, nullptr},
                   {boolean, "1"},
                   {text, "Order 1234567 by phone"}});
BENCHMARK_CAPTURE(encode, integer, {{int4, "1234567"}});
BENCHMARK_CAPTURE(encode, amount, {{numeric, "12345.67"}});
BENCHMARK_CAPTURE(encode, instant, {{timestamptz, "2004-01-31 10:00:00+00"}});
BENCHMARK_CAPTURE(encode, day, {{date, "2004-02-29"}});
BENCHMARK_CAPTURE(encode, text, {{text, "Order 1234567 by phone"}});

// A text of the source on its way into a column of the target.
void admit(benchmark::State& state, db::ValueType type, const char* declared, const char* value) {
    db::TableColumn column;
    column.type = type;
    column.declared = declared;
    if (type == db::ValueType::decimal) {
        column.precision = 12;
        column.scale = 2;
    }
    migrate::TargetColumn target(column, db::Engine::postgresql);
    migrate::Slot slot;
    std::string out;
    for (auto _ : state) {
        out.clear();
        slot.set_text(value);
        benchmark::DoNotOptimize(target.append(slot, out));
    }
}
BENCHMARK_CAPTURE(admit, integer, db::ValueType::integer, "integer", "1234567");
BENCHMARK_CAPTURE(admit, amount, db::ValueType::decimal, "numeric(12,2)", "12345.67");
BENCHMARK_CAPTURE(admit, amount_of_other_scale, db::ValueType::decimal, "numeric(12,2)", "12345.5");
BENCHMARK_CAPTURE(admit, instant, db::ValueType::instant, "timestamp with time zone",
                  "2004-01-31 10:00:00+00");
BENCHMARK_CAPTURE(admit, text, db::ValueType::text, "text", "Order 1234567 by phone");

}  // namespace
}  // namespace tieout
