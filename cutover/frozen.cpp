#include "cutover/frozen.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "base/error.h"
#include "db/connections.h"
#include "reports/folder.h"
#include "reports/wording.h"

namespace tieout::cutover {
namespace {

std::string joined(const std::vector<std::string>& sentences) {
    constexpr std::size_t enough = 5;
    std::string text;
    for (std::size_t i = 0; i < sentences.size() && i < enough; ++i)
        text += (i == 0 ? "" : "; ") + sentences[i];
    if (sentences.size() > enough) text += fmt::format("; and {} more", sentences.size() - enough);
    return text;
}

std::uint64_t rows_of(const Content& content) {
    std::uint64_t rows = 0;
    for (const TableContent& table : content.tables)
        rows += table.rows;
    return rows;
}

// In ticks, so that Ctrl-C does not wait for it.
void wait(std::chrono::milliseconds time, const std::atomic<bool>* stop) {
    constexpr std::chrono::milliseconds tick{50};
    for (auto left = time; left.count() > 0; left -= tick) {
        if (stop != nullptr && *stop)
            throw Error(Fault::interrupted, "stopped between two readings of the source");
        std::this_thread::sleep_for(std::min(tick, left));
    }
}

struct Reading {
    Content content;
    std::vector<std::string> writers;
};

// A connection that was ended is seen by its server a moment longer: `settle` is for it too.
std::vector<std::string> writers_that_stay(db::Session& source, const FrozenOptions& options) {
    constexpr std::chrono::milliseconds between{50};
    auto writers = possible_writers(source, options.readers);
    for (auto left = options.settle; !writers.empty() && left.count() > 0; left -= between) {
        wait(between, options.stop);
        writers = possible_writers(source, options.readers);
    }
    return writers;
}

Reading read_once(const FrozenOptions& options) {
    const auto source = db::Session::open(db::Url::parse(options.source));
    Reading reading;
    reading.writers = writers_that_stay(*source, options);
    reading.content = content_of(*source, options.stop, [&](const auto& table, auto rows) {
        if (options.progress) options.progress(fmt::format("reading {}: {} rows", table, rows));
    });
    return reading;
}

}  // namespace

std::vector<std::string> possible_writers(db::Session& source,
                                          const std::vector<std::string>& readers) {
    const db::Connections connections = db::connections_to(source);
    if (!connections.why_not_all.empty() && source.engine() != db::Engine::sqlite)
        throw Error(Fault::rights, "nobody knows who writes into the source: " +
                                       connections.why_not_all + "; grant it");
    std::vector<std::string> writers;
    for (const db::Connection& one : connections.others) {
        if (std::find(readers.begin(), readers.end(), one.user) != readers.end()) continue;
        writers.push_back(fmt::format("{}@{} ({})", one.user, one.host, one.doing));
    }
    if (!connections.by_itself.empty()) writers.push_back(connections.by_itself);
    return writers;
}

Content read_source(const FrozenOptions& options) {
    return read_once(options).content;
}

Seen prove_frozen(const FrozenOptions& options, const std::filesystem::path& file) {
    const Reading first = read_once(options);
    if (!first.writers.empty())
        return {false, "somebody is connected who could write: " + joined(first.writers)};
    wait(options.settle, options.stop);
    const Reading second = read_once(options);
    if (!second.writers.empty())
        return {false, "somebody is connected who could write: " + joined(second.writers)};
    const auto changes = changes_of_content(first.content, second.content);
    if (!changes.empty())
        return {false, "two readings of the source do not agree: " + joined(changes)};
    reports::write_text(file, to_json(second.content));
    return {true, fmt::format("two readings of {} in {} agree, and nobody is connected",
                              reports::counted(rows_of(second.content), "row", "rows"),
                              reports::counted(second.content.tables.size(), "table", "tables"))};
}

Seen still_as_frozen(const FrozenOptions& options, const std::filesystem::path& file) {
    const Content before = content_from_json(reports::read_text(file));
    const Content now = read_source(options);
    const auto changes = changes_of_content(before, now);
    if (!changes.empty())
        return {false, "the source is not as it was at the freeze: " + joined(changes)};
    return {true, fmt::format("the source is as it was at the freeze: {} in {}",
                              reports::counted(rows_of(now), "row", "rows"),
                              reports::counted(now.tables.size(), "table", "tables"))};
}

}  // namespace tieout::cutover
