// A folder to work in, the real programs run in it, and databases to run them on.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "db/url.h"
#include "tests/support/process.h"
#include "tests/support/scratch.h"

namespace tieout::db {
// The name of a data set's engine in what Boost prints.
std::ostream& operator<<(std::ostream& out, Engine engine);
}  // namespace tieout::db

namespace tieout::tests {

// Where nothing else is; gone at the end.
class Place {
public:
    Place();
    ~Place();
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    const std::filesystem::path& folder() const { return folder_; }
    // "tieout" or "tieout-verify" with these words, as run() and Started take it.
    Command command(const std::string& program, std::vector<std::string> words) const;
    Outcome tieout(std::vector<std::string> words) const;
    Outcome verifier(std::vector<std::string> words) const;  // tieout-verify
    void write(const std::string& file, std::string_view text) const;
    std::string read(const std::string& file) const;
    // The folder "pack": a copy of rules/modernbill.
    std::string pack_copy() const;

private:
    std::filesystem::path folder_;
};

// A clean v4 of `clients` clients, made once a process and read by many tests: change nothing in
// it.
const Scratch& clean_v4(db::Engine engine, int clients = 60, int seed = 1);
// Runs the pack's DDL of that side ("v4", "v5").
void make_tables(const Scratch& database, const std::string& side);
// Every row of every table of v5, as the server's own client dumps it: equal where the contents
// are.
std::string contents(const Scratch& v5);

// How many lines `text` has, and whether one of them holds `part`.
std::size_t lines_of(const std::string& text);
bool has(const std::string& text, std::string_view part);

}  // namespace tieout::tests
