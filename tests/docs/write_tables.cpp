// Writes the tables of docs/modernbill.md as the pack has them now: `make pages`.
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>

#include "tests/docs/tables.h"

int main() {
    using namespace tieout;
    try {
        const rules::Pack pack = rules::Pack::load(TIEOUT_SOURCE_DIR "/rules/modernbill");
        const std::string file = TIEOUT_SOURCE_DIR "/docs/modernbill.md";
        std::ifstream in(file, std::ios::binary);
        const std::string page{std::istreambuf_iterator<char>(in), {}};
        const std::string made =
            tests::with_tables(page, tests::made_tables(pack, migrate::Plan::load(pack)));
        std::ofstream(file, std::ios::binary) << made;
        std::printf("%s: %s\n", file.c_str(), made == page ? "was right" : "written");
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
