#include "tests/handwritten/install.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <iterator>

namespace tieout::tests {
namespace {

Lines only_in(Lines a, Lines b) {
    Lines out;
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
    return out;
}

}  // namespace

const Install new_york{TIEOUT_SOURCE_DIR "/tests/handwritten/new_york", "America/New_York", "USD"};
const Install amsterdam{TIEOUT_SOURCE_DIR "/tests/handwritten/amsterdam", "Europe/Amsterdam",
                        "EUR"};

rules::Pack pack_of(const Install& install) {
    rules::Pack pack = rules::Pack::load(TIEOUT_SOURCE_DIR "/rules/modernbill");
    pack.set("zone", install.zone);
    pack.set("currency", install.currency);
    return pack;
}

void must_be_equal(const std::string& what, const Lines& by_hand, const Lines& by_program) {
    for (const auto& line : only_in(by_hand, by_program))
        BOOST_ERROR(what + ", by hand only:    " + line);
    for (const auto& line : only_in(by_program, by_hand))
        BOOST_ERROR(what + ", by program only: " + line);
    BOOST_TEST(by_hand.size() == by_program.size());
}

}  // namespace tieout::tests
