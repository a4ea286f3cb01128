#include <boost/test/unit_test.hpp>
#include <map>

#include "base/digest.h"
#include "tests/sample/made.h"

using namespace tieout;
using tests::Made;

namespace {

// By table: all rows as text, each cell with its length, NULL unlike ''.
std::map<std::string, Digest> digests(Made& made) {
    std::map<std::string, Digest> found;
    for (const auto& [table, rows] : made.manifest.rows) {
        SetDigest digest;
        const auto stream = made.session->stream({"select * from " + table, {}});
        db::RowBatch batch;
        while (stream->next(batch))
            for (std::size_t row = 0; row < batch.rows(); ++row) {
                std::string text;
                for (std::size_t column = 0; column < batch.columns(); ++column) {
                    const std::string_view cell = batch.at(row, column);
                    text += batch.is_null(row, column) ? "N" : std::to_string(cell.size()) + ":";
                    text += cell;
                }
                digest.add(Digest::of(text));
            }
        BOOST_TEST(digest.count() == rows, table);
        found[table] = digest.result();
    }
    return found;
}

void all_engines_agree(const std::string& defects) {
    Made sqlite(db::Engine::sqlite, 120, defects);
    const auto expected = digests(sqlite);
    for (const db::Engine engine : {db::Engine::mysql, db::Engine::postgresql}) {
        Made other(engine, 120, defects);
        const auto found = digests(other);
        for (const auto& [table, digest] : expected)
            BOOST_TEST(found.at(table).text() == digest.text(), db::name(engine) << ": " << table);
        BOOST_TEST(other.manifest.planted.size() == sqlite.manifest.planted.size());
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(engines)

BOOST_AUTO_TEST_CASE(a_clean_sample_is_the_same_rows_on_every_engine) {
    all_engines_agree("none");
}

BOOST_AUTO_TEST_CASE(so_are_planted_texts_dates_and_amounts) {
    all_engines_agree("1,13,14,18,24,41,42,43,52,58,65,88,89,92,94,95,96,97,105,107,108,120");
}

BOOST_AUTO_TEST_CASE(another_seed_makes_other_rows) {
    Made one(db::Engine::sqlite, 50, "none", 1), two(db::Engine::sqlite, 50, "none", 2);
    BOOST_TEST(digests(one).at("client_invoice").text() !=
               digests(two).at("client_invoice").text());
}

BOOST_AUTO_TEST_CASE(a_nul_is_planted_where_it_can_be_and_named_where_not) {
    Made sqlite(db::Engine::sqlite, 50, "91"), mysql(db::Engine::mysql, 50, "91"),
        postgresql(db::Engine::postgresql, 50, "91");
    BOOST_TEST(sqlite.manifest.planted.size() == 1u);
    BOOST_TEST(mysql.manifest.planted.size() == 1u);
    BOOST_TEST(mysql.count("client_info where hex(client_comments) like '4E6F746500%'") == "1");
    BOOST_TEST(postgresql.manifest.planted.empty());
    BOOST_REQUIRE(postgresql.manifest.not_plantable.size() == 1u);
    BOOST_TEST(postgresql.manifest.not_plantable[0].problem == 91);
}

BOOST_AUTO_TEST_SUITE_END()
