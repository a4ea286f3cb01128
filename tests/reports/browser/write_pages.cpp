// Writes the pages that the browser test opens: report_pages FOLDER.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "reports/html.h"
#include "tests/reports/records.h"

int main(int argc, char** argv) {
    namespace reports = tieout::reports;
    if (argc != 2) {
        std::cerr << "usage: report_pages FOLDER\n";
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    std::filesystem::create_directories(folder);
    const auto write = [&](const char* name, const std::string& page) {
        std::ofstream(folder / name, std::ios::binary) << page;
    };
    using reports::Personal;
    write("clean.html", reports::html(reports::tests::clean_record()));
    write("broken.html", reports::html(reports::tests::broken_record(), Personal::shown));
    write("masked.html", reports::html(reports::tests::broken_record(), Personal::masked));
    write("hostile.html", reports::html(reports::tests::hostile_record(), Personal::shown));
    write("empty.html", reports::html(tieout::rules::CycleRecord()));
}
