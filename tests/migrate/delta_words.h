// What the tests of a delta share: a small shop to start from, and how a result is put into words.
#pragma once

#include <boost/test/unit_test.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "tests/migrate/two_targets.h"

namespace tieout::tests {

struct Way {
    db::Engine source, target;
    friend std::ostream& operator<<(std::ostream& out, const Way& way) {
        return out << db::name(way.source) << " to " << db::name(way.target);
    }
};
// Into MySQL everything is written every time.
inline const std::vector<Way> ways = {{db::Engine::sqlite, db::Engine::sqlite},
                                      {db::Engine::mysql, db::Engine::postgresql}};

inline constexpr const char* shop_rows =
    "insert into customer values (1, 'Ada', 'a@x.de', '2', 'DE', '', null, 0),"
    " (2, 'Bob', 'b@x.de', '2', '', '', null, 0), (3, 'Cy', 'c@x.de', '1', 'US', '', null, 0);"
    "insert into plan_type values (1, '1|2', ''), (2, '3', '');"
    "insert into service values (1, 1, 2, '1', 1, '0', 'on'), (2, 1, 0, '12', 1, '0', 'on'),"
    " (3, 2, 0, '1', 1, '0', 'on');"
    "insert into bill values (1, 1, '12.00', ''), (2, 2, '7.00', ''), (3, 3, '5.00', '');";

inline std::string counts(const migrate::MigrationResult& result) {
    if (!result.delta) return "all written: " + (result.remarks.empty() ? "" : result.remarks[0]);
    return std::to_string(result.delta->inserted) + " in, " +
           std::to_string(result.delta->updated) + " up, " + std::to_string(result.delta->deleted) +
           " out, " + std::to_string(result.delta->unchanged) + " same";
}

inline std::string loads(const migrate::MigrationResult& result) {
    std::string text;
    for (const rules::LoadResult& load : result.loads)
        text += load.table + " read " + std::to_string(load.read) + ", left out " +
                std::to_string(load.left_out) + ", produced " + std::to_string(load.produced) +
                ", written " + std::to_string(load.written) + ", quarantined " +
                std::to_string(load.quarantined) + "\n";
    return text;
}

inline bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// Rows, what is in quarantine, and what is counted.
inline void hold_against_anew(TwoTargets& both, const migrate::MigrationResult& result) {
    const std::string quarantined = both.anew();
    BOOST_TEST(both.unlike() == "");
    BOOST_TEST(both.shop.quarantine.text() == quarantined);
    BOOST_TEST(loads(result) == loads(both.anew_result));
}

}  // namespace tieout::tests
