// Where a scan of a large table begins.
#include <boost/test/unit_test.hpp>
#include <string>

#include "db/session.h"
#include "tests/support/scratch.h"

namespace tieout::db {
namespace {

using tests::Scratch;

BOOST_AUTO_TEST_SUITE(postgresql_scan)

BOOST_AUTO_TEST_CASE(a_large_table_is_read_from_its_first_row_wherever_another_scan_is) {
    const Scratch scratch(Engine::postgresql);
    // Scans of a table that is larger than a quarter of the server's buffers follow one another.
    scratch.run_client(
        "create table invoice (id int, note text);"
        "insert into invoice select i, repeat('x', 1000) from generate_series(1, 80000) i");
    scratch.run_client(
        "begin; declare c cursor for select * from invoice; move 40000 from c; rollback");
    const auto session = Session::open(scratch.parsed());
    const auto first_row = [&session] {
        RowBatch batch;
        session->stream({"select id from invoice", {}})->next(batch);
        return std::string(batch.at(0, 0));
    };
    BOOST_TEST(first_row() == "1");
    session->query("select set_config('synchronize_seqscans', 'on', false)");
    BOOST_TEST(first_row() != "1");  // so the other scan had been there
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace tieout::db
