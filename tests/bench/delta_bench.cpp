// What a noted row costs: to be noted, to be read again, to be met in order, and out of it.
#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <filesystem>
#include <string>

#include "migrate/notes.h"
#include "migrate/notes_writer.h"
#include "migrate/row_note.h"

namespace tieout::migrate {
namespace {

constexpr std::size_t rows = 2'000'000, rows_a_block = 2048;
const SetUp set_up = {{"the pack", "bench"}};

db::Table invoice() {
    db::Table table;
    table.name = "invoice";
    db::Constraint key;
    key.kind = db::ConstraintKind::primary_key;
    key.columns = {"id"};
    table.constraints.push_back(key);
    return table;
}

db::RowBatch block_from(std::size_t first) {
    db::RowBatch batch;
    batch.clear(6);
    for (std::size_t row = first; row < first + rows_a_block; ++row) {
        batch.add(std::to_string(row));
        for (const char* cell : {"123456", "paid", "12345.67", "2004-01-31 10:00:00+00"})
            batch.add(cell);
        batch.add_null();
    }
    return batch;
}

// A file of two million notes, for as long as it lives.
class Noted {
public:
    Noted() {
        std::string pattern = std::filesystem::temp_directory_path() / "tieout-notes-XXXXXX";
        folder_ = mkdtemp(pattern.data());
        NotesWriter writer(folder_, set_up);
        RowNoter noter(invoice(), {"id", "a", "b", "c", "d", "e"}, {});
        writer.begin(0, "invoice", noter.keys(), 0);
        for (std::size_t first = 0; first < rows; first += rows_a_block) {
            const db::RowBatch batch = block_from(first);
            for (std::size_t row = 0; row < rows_a_block; ++row)
                writer.add({first + row, 1, Digest::of(batch.at(row, 0))}, {},
                           noter.note(batch, row));
        }
        name_ = writer.finish();
    }
    ~Noted() { std::filesystem::remove_all(folder_); }
    Noted(const Noted&) = delete;
    Noted& operator=(const Noted&) = delete;
    Notes open() const { return std::move(*Notes::open(folder_, name_, set_up).notes); }

private:
    std::filesystem::path folder_;
    std::string name_;
};

void note_a_row(benchmark::State& state) {
    const db::RowBatch batch = block_from(1'000'000);
    RowNoter noter(invoice(), {"id", "a", "b", "c", "d", "e"}, {});
    std::size_t row = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(noter.note(batch, row++ % rows_a_block));
}
BENCHMARK(note_a_row);

void read_two_million_notes(benchmark::State& state) {
    const Noted noted;
    for (auto _ : state)
        benchmark::DoNotOptimize(noted.open().rows());
}
BENCHMARK(read_two_million_notes)->Unit(benchmark::kMillisecond)->Iterations(5);

// `state.range(0)`: one row in so many is new, which takes the index.
void meet_a_block_among_two_million(benchmark::State& state) {
    const Noted noted;
    RowNoter noter(invoice(), {"id", "a", "b", "c", "d", "e"}, {});
    const db::RowBatch batch = block_from(0), other = block_from(10 * rows);
    const auto every = static_cast<std::size_t>(state.range(0));
    std::vector<std::string> notes;
    for (std::size_t row = 0; row < rows_a_block; ++row)
        notes.emplace_back(noter.note(every > 0 && row % every == 0 ? other : batch, row));
    for (auto _ : state) {
        state.PauseTiming();
        Notes opened = noted.open();
        state.ResumeTiming();
        std::size_t same = 0;
        for (const std::string& note : notes)
            same += opened.find("invoice")->meet(note) == TableNotes::Met::same;
        benchmark::DoNotOptimize(same);
    }
}
BENCHMARK(meet_a_block_among_two_million)
    ->Arg(0)
    ->Arg(100)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(5);

}  // namespace
}  // namespace tieout::migrate
