// How gently the databases are to be read: limits as plain numbers. tieout.yaml and flags set them,
// db/pace.h obeys them.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tieout {

// A figure of a server's load and the most that it may be.
struct LoadLimit {
    std::string name;  // "active" of PostgreSQL, else of MySQL's SHOW GLOBAL STATUS
    std::uint64_t most = 0;
};

// "Threads_running=25"; nullopt where it is not NAME=NUMBER.
std::optional<LoadLimit> read_load_limit(std::string_view text);
// Puts `limit` in the place of the one of the same name, or at the end.
void set_limit(std::vector<LoadLimit>& limits, const LoadLimit& limit);

// Zero, empty and nullopt: no such limit.
struct Gentle {
    std::vector<LoadLimit> max_load;                   // above it: nothing is read until it is not
    std::vector<LoadLimit> critical_load;              // above it: the run ends
    std::optional<std::chrono::milliseconds> max_lag;  // of replication
    std::uint64_t rows_per_s = 0, bytes_per_s = 0;     // of each side, all its streams together
    std::filesystem::path pause_file;                  // while it exists nothing is read
    std::filesystem::path stop_file;                   // once it exists the run ends
    std::chrono::milliseconds statement_limit{0};      // of a statement, its rows' way included
    std::chrono::milliseconds chunk_time{0};           // target for what is read between two rests

    bool any() const;
};

}  // namespace tieout
