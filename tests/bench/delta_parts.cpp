// Migrates as `tieout migrate` does and says how long the target was at work: writing rows,
// building indexes, committing. For tests/bench/delta.
//
// usage: delta_parts SOURCE TARGET PACK [NOTES [delta]]
#include <chrono>
#include <cstdio>
#include <string>

#include "base/error.h"
#include "db/session_set.h"
#include "migrate/migration.h"
#include "rules/pack.h"
#include "tests/migrate/forwarding_writer.h"

namespace tieout {
namespace {

constexpr std::size_t readers = 2;

using Clock = std::chrono::steady_clock;

// One piece of work follows another; two are never at once.
struct Stopwatch {
    double seconds = 0;
    template <class Act>
    auto time(const Act& act) {
        struct Running {
            double& sum;
            Clock::time_point begin = Clock::now();
            ~Running() { sum += std::chrono::duration<double>(Clock::now() - begin).count(); }
        } running{seconds};
        return act();
    }
};

class TimedLoad : public db::TableLoad {
public:
    TimedLoad(std::unique_ptr<db::TableLoad> load, Stopwatch& watch)
        : load_(std::move(load)), watch_(watch) {}
    std::vector<db::Refusal> write(const db::RowBatch& batch) override {
        return watch_.time([&] { return load_->write(batch); });
    }
    std::size_t most_rows() const override { return load_->most_rows(); }
    void finish() override {
        watch_.time([&] { load_->finish(); });
    }

private:
    std::unique_ptr<db::TableLoad> load_;
    Stopwatch& watch_;
};

class TimedWriter : public tests::ForwardingWriter {
public:
    explicit TimedWriter(const db::Url& url) : ForwardingWriter(db::Writer::open(url)) {}
    double seconds() const { return watch_.seconds; }

    void empty(const std::vector<std::string>& tables) override {
        watch_.time([&] { ForwardingWriter::empty(tables); });
    }
    std::unique_ptr<db::TableLoad> load(const std::string& table,
                                        const std::vector<std::string>& columns) override {
        return std::make_unique<TimedLoad>(ForwardingWriter::load(table, columns), watch_);
    }
    void advance_sequences(const std::string& table) override {
        watch_.time([&] { ForwardingWriter::advance_sequences(table); });
    }
    void analyze(const std::string& table) override {
        watch_.time([&] { ForwardingWriter::analyze(table); });
    }
    std::string change(const std::vector<db::TableChanges>& changes) override {
        return watch_.time([&] { return ForwardingWriter::change(changes); });
    }
    void commit() override {
        watch_.time([&] { ForwardingWriter::commit(); });
    }

private:
    Stopwatch watch_;
};

class Quarantine : public migrate::QuarantineSink {
public:
    void add(const rules::QuarantinedRow&) override { ++rows; }
    std::size_t rows = 0;
};

int run(int count, char** words) {
    migrate::MigrationOptions options;
    options.zone = "UTC";
    options.started_at = "2026-01-01T00:00:00Z";
    options.tool_version = "bench";
    if (count > 4) options.notes = words[4];
    options.delta = count > 5;
    const auto begin = Clock::now();
    const auto sources =
        db::open_at_one_moment(db::Url::parse(words[1]), options.delta ? readers : 1);
    for (std::size_t more = 1; more < sources.sessions.size(); ++more)
        options.more_source.push_back(sources.sessions[more].get());
    TimedWriter target(db::Url::parse(words[2]));
    Quarantine quarantine;
    const auto result = migrate::migrate(rules::Pack::load(words[3]), *sources.sessions.front(),
                                         target, options, quarantine);
    const std::chrono::duration<double> all = Clock::now() - begin;
    std::printf("{\"seconds\": %.3f, \"writing\": %.3f, \"told\": \"%s\"}\n", all.count(),
                target.seconds(),
                result.delta             ? migrate::sentence(*result.delta).c_str()
                : result.remarks.empty() ? ""
                                         : result.remarks.back().c_str());
    return options.delta && !result.delta ? 1 : 0;
}

}  // namespace
}  // namespace tieout

int main(int count, char** words) {
    if (count < 4) return 2;
    try {
        return tieout::run(count, words);
    } catch (const tieout::Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 3;
    }
}
