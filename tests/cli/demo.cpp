#include "tests/cli/demo.h"

#include <filesystem>
#include <stdexcept>

namespace tieout::tests {
namespace {

struct Demo {
    Demo() {
        const Outcome outcome = place.tieout({"demo", "--folder", "demo"});
        if (outcome.exit != 0) throw std::runtime_error("no demo: " + outcome.out + outcome.err);
    }
    Place place;
};

}  // namespace

void put_demo(const Place& place) {
    static const Demo demo;
    std::filesystem::copy(demo.place.folder() / "demo", place.folder() / "demo",
                          std::filesystem::copy_options::recursive);
}

}  // namespace tieout::tests
