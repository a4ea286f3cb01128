#include "cli/gently.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "base/quantity.h"
#include "cli/interrupt.h"
#include "db/url.h"

namespace tieout::cli {
namespace {

// A flag whose text `read` turns into a value; `expected` says what it takes.
template <class Value, class Read>
void add(CLI::App& command, const std::string& name, Value& into, const Read& read,
         const std::string& expected, const std::string& help) {
    command.add_option_function<std::string>(
        name,
        [&into, read, name, expected](const std::string& text) {
            const auto value = read(text);
            if (!value)
                throw CLI::ValidationError(name,
                                           fmt::format("found `{}`, expected {}", text, expected));
            into = *value;
        },
        help);
}

void add_load(CLI::App& command, const std::string& name, std::vector<LoadLimit>& into,
              const std::string& help) {
    command
        .add_option_function<std::vector<std::string>>(
            name,
            [&into, name](const std::vector<std::string>& texts) {
                for (const std::string& text : texts) {
                    const auto limit = read_load_limit(text);
                    if (!limit)
                        throw CLI::ValidationError(
                            name, fmt::format("found `{}`, expected NAME=NUMBER, as "
                                              "Threads_running=25 or active=20",
                                              text));
                    set_limit(into, *limit);
                }
            },
            help)
        ->take_all()
        ->expected(1);
}

}  // namespace

void add_gentle_flags(CLI::App& command, Gentle& gentle) {
    constexpr auto duration = "a number of ms, s, min or h, as 10s";
    add_load(command, "--max-load", gentle.max_load,
             "read nothing while a server is busier, NAME=NUMBER: active (PostgreSQL), or of SHOW "
             "GLOBAL STATUS (MySQL) as Threads_running; may be given several times");
    add_load(command, "--critical-load", gentle.critical_load,
             "end the run where a server is busier, NAME=NUMBER (exit 3)");
    add(command, "--max-lag", gentle.max_lag, read_duration, duration,
        "read nothing while replication is further behind, as 10s");
    add(command, "--max-rows", gentle.rows_per_s, read_rate, "rows a second, as 50000/s",
        "read no more rows from each side, as 50000/s");
    add(command, "--max-bytes", gentle.bytes_per_s, read_byte_rate, "bytes a second, as 20MB/s",
        "read no more bytes from each side, as 20MB/s");
    command.add_option("--pause-file", gentle.pause_file, "read nothing while this file exists");
    command.add_option("--stop-file", gentle.stop_file,
                       "end the run as soon as this file exists (exit 3)");
    add(command, "--statement-limit", gentle.statement_limit, read_duration, duration,
        "let the servers end a statement that takes longer, as 30s");
    add(command, "--chunk-time", gentle.chunk_time, read_duration, duration,
        "rest after a chunk of rows that took longer, and read smaller ones, as 0.5s");
}

void lay_over(Gentle& setting, const Gentle& flag) {
    for (const LoadLimit& limit : flag.max_load)
        set_limit(setting.max_load, limit);
    for (const LoadLimit& limit : flag.critical_load)
        set_limit(setting.critical_load, limit);
    if (flag.max_lag) setting.max_lag = flag.max_lag;
    if (flag.rows_per_s != 0) setting.rows_per_s = flag.rows_per_s;
    if (flag.bytes_per_s != 0) setting.bytes_per_s = flag.bytes_per_s;
    if (!flag.pause_file.empty()) setting.pause_file = flag.pause_file;
    if (!flag.stop_file.empty()) setting.stop_file = flag.stop_file;
    if (flag.statement_limit.count() != 0) setting.statement_limit = flag.statement_limit;
    if (flag.chunk_time.count() != 0) setting.chunk_time = flag.chunk_time;
}

std::unique_ptr<db::Pace> pace_of(const rules::Project& project) {
    if (!project.gentle.any()) return nullptr;
    db::Pace::Calls calls;
    // On a terminal the line of progress that stands there is written over.
    calls.tell = [terminal = ::isatty(STDERR_FILENO) != 0](const std::string& line) {
        std::fprintf(stderr, "%s%s\n", terminal ? "\r\033[K" : "", line.c_str());
    };
    calls.ended = stop_because;
    calls.stop = &interrupted();
    return std::make_unique<db::Pace>(project.gentle, db::Url::parse(project.profile.source),
                                      db::Url::parse(project.profile.target_read),
                                      std::move(calls));
}

void wake(db::Pace* pace) noexcept {
    if (pace != nullptr) pace->wake();
}

}  // namespace tieout::cli
