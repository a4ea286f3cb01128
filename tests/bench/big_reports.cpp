// Writes the reports of 100,000 findings and of 1,000,000 differing rows, and says how long each
// took: big_reports FOLDER.
#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <iostream>

#include "reports/folder.h"
#include "reports/html.h"
#include "tests/reports/big_records.h"

namespace {

namespace fs = std::filesystem;

// The page alone: 100,000 files of differences are the disk's matter.
void write_page(const fs::path& file, const char* what,
                const tieout::reports::tests::BigRecord& big) {
    const auto begin = std::chrono::steady_clock::now();
    tieout::reports::write_text(file, tieout::reports::html(big.record));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    fmt::print("{}: report.html written in {:.1f} s\n", what, took.count());
}

void write_all(const fs::path& folder, const char* what,
               const tieout::reports::tests::BigRecord& big) {
    const auto begin = std::chrono::steady_clock::now();
    tieout::reports::write_folder(folder, big.record, big.members, {});
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    fmt::print("{}: all reports written in {:.1f} s\n", what, took.count());
}

}  // namespace

int main(int argc, char** argv) {
    using namespace tieout::reports::tests;
    if (argc != 2) {
        std::cerr << "usage: big_reports FOLDER\n";
        return 2;
    }
    const fs::path folder = argv[1];
    fs::create_directories(folder / "findings");
    write_page(folder / "findings" / "report.html", "100,000 findings", many_findings(100'000));
    write_all(folder / "rows", "1,000,000 differing rows", many_rows(1'000'000));
}
