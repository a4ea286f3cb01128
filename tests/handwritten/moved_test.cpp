// What the migrator makes of rows written by hand: the rows of v5 written by hand, literally, and
// no other.
#include <boost/test/unit_test.hpp>

#include "db/session.h"
#include "db/write/writer.h"
#include "migrate/migration.h"
#include "tests/handwritten/install.h"
#include "tests/handwritten/servers.h"

using namespace tieout;
using namespace tieout::tests;

namespace {

class Refused : public migrate::QuarantineSink {
public:
    void add(const rules::QuarantinedRow& row) override {
        rows.insert(row.table + " " + rules::text(row.key));
        why[row.table + " " + rules::text(row.key)] = row.column + ": " + row.reason;
    }
    std::set<std::string> rows;
    std::map<std::string, std::string> why;
};

void migrate_all(const Install& install, const Scratch& mysql, const Scratch& postgresql,
                 Refused& refused) {
    const auto source = db::Session::open(mysql.parsed());
    const auto target = db::Writer::open(postgresql.parsed());
    migrate::MigrationOptions options;
    options.create_schema = true;
    options.zone = install.zone;
    options.currency = install.currency;
    migrate::migrate(pack_of(install), *source, *target, options, refused);
}

void migrated_rows_are_those_written_by_hand(const Install& install) {
    const Sheet sheet = read_sheet(install.folder);
    const Scratch source(db::Engine::mysql), hand(db::Engine::postgresql),
        made(db::Engine::postgresql);
    fill_source(source, sheet);
    fill_target(hand, sheet);
    Refused refused;
    migrate_all(install, source, made, refused);
    for (const auto& table : target_tables())
        must_be_equal(table, content(hand, table), content(made, table));
    must_be_equal("refused", {sheet.refused.begin(), sheet.refused.end()},
                  {refused.rows.begin(), refused.rows.end()});
    for (const auto& [row, why] : refused.why)
        BOOST_TEST_MESSAGE("refused " << row << ": " << why);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(handwritten)

BOOST_AUTO_TEST_CASE(an_install_in_new_york_moves_as_written_by_hand) {
    migrated_rows_are_those_written_by_hand(new_york);
}
BOOST_AUTO_TEST_CASE(an_install_in_amsterdam_moves_as_written_by_hand) {
    migrated_rows_are_those_written_by_hand(amsterdam);
}
// Of the sheets, not of our code: the tests above hold for no rows, too.
BOOST_AUTO_TEST_CASE(two_hundred_rows_of_v4_are_written_by_hand) {
    const std::size_t rows =
        read_sheet(new_york.folder).source.size() + read_sheet(amsterdam.folder).source.size();
    BOOST_TEST(rows >= 200U);
}

BOOST_AUTO_TEST_SUITE_END()
