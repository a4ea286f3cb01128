// What the sieve holds back and what it lets through, over rows of a real database and notes of a
// real file.
#include "migrate/sieve.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "migrate/notes_writer.h"
#include "tests/support/scratch.h"

using namespace tieout;
using namespace tieout::migrate;
namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t noted_rows = 20'000;

// Rows 1 … 20,000 of a table, all noted; row i names parent i % 10, and became rows of the key i.
struct Table {
    Table() {
        std::string pattern = fs::temp_directory_path() / "tieout-sieve-XXXXXX";
        folder = mkdtemp(pattern.data());
        scratch.run_client(
            "create table t (id integer primary key, word text, note text);"
            "with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)"
            " insert into t select i, 'word ' || i, null from n;");
        NotesWriter writer(folder, {});
        writer.begin(0, "row", 1, 1);
        LayoutDigest digest;
        std::uint32_t id = 0;
        each_row([&](const db::RowBatch& batch, std::size_t row) {
            ++id;
            const std::uint64_t parent = parent_mark(std::to_string(id % 10));
            writer.add({id, 1, digest.of(batch, row)},
                       {reinterpret_cast<const char*>(&parent), sizeof parent}, note(id));
        });
        notes = Notes::open(folder, writer.finish(), {}).notes;
    }
    ~Table() { fs::remove_all(folder); }
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    static std::string note(std::uint32_t id) {
        std::string text;
        append_note_text(text, std::to_string(id));
        return text + std::string(16, 'x');
    }

    template <class Each>
    void each_row(const Each& each, const std::string& where = "true") {
        const auto session = db::Session::open(scratch.parsed());
        const auto stream =
            session->stream({"select * from t where " + where + " order by id", {}});
        db::RowBatch batch;
        while (stream->next(batch))
            for (std::size_t row = 0; row < batch.rows(); ++row)
                each(batch, row);
    }

    // The ids that came through.
    std::vector<int> sieved(const LostParents& lost = {}, const std::string& where = "true") {
        const auto session = db::Session::open(scratch.parsed());
        const auto stream =
            session->stream({"select * from t where " + where + " order by id", {}});
        Sieve sieve(*stream, *notes->source(0), {&lost});
        std::vector<int> ids;
        db::RowBatch batch;
        while (sieve.next(batch))
            for (std::size_t row = 0; row < batch.rows(); ++row)
                ids.push_back(std::stoi(std::string(batch.at(row, 0))));
        held_back = sieve.held_back();
        runs = sieve.runs();
        rows_held_back = sieve.rows_held_back();
        return ids;
    }

    static LostParents lost(const std::string& parent) {
        LostParents parents;
        parents.add(parent_mark(parent));
        return parents;
    }

    tests::Scratch scratch{db::Engine::sqlite};
    fs::path folder;
    std::optional<Notes> notes;
    std::uint64_t held_back = 0, rows_held_back = 0;
    std::vector<Sieve::Run> runs;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sieve, Table)

BOOST_AUTO_TEST_CASE(rows_that_are_as_noted_are_held_back) {
    BOOST_TEST(sieved().empty());
    BOOST_TEST(held_back == noted_rows);
    BOOST_TEST(rows_held_back == noted_rows);
    BOOST_TEST(runs.size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_came_or_changed_is_let_through_and_what_went_is_passed_over) {
    scratch.run_client(
        "update t set word = 'other' where id in (1, 7, 8, 20000); update t set note = '' where id "
        "= 9; delete from t where id in (3, 4, 10001); insert into t values (20001, 'new', null);"
        "update t set word = 'word 1' || note, note = null where id = 9");
    const std::vector<int> expected = {1, 7, 8, 9, 20000, 20001};
    BOOST_TEST(sieved() == expected, boost::test_tools::per_element());
    BOOST_TEST(held_back == noted_rows - 3 - 5);  // three went, five changed
    // 2; 5 and 6; 10 … 10,000; 10,002 … 19,999: sources are counted from 0.
    BOOST_REQUIRE(runs.size() == 4U);
    BOOST_TEST(runs[0].after == 1U);
    BOOST_TEST(runs[0].first == 1U);
    BOOST_TEST(runs[0].last == 2U);
    BOOST_TEST(runs[1].first == 4U);
    BOOST_TEST(runs[2].after == 4U);
    BOOST_TEST(runs[2].first == 9U);
    BOOST_TEST(runs[2].last == 10'000U);
    BOOST_TEST(runs[3].first == 10'001U);
    BOOST_TEST(runs[3].last == 19'999U);
}

BOOST_AUTO_TEST_CASE(null_is_not_the_empty_cell_and_cells_do_not_run_together) {
    scratch.run_client(
        "update t set note = '' where id = 5; update t set word = 'word', note = ' 6' where id = "
        "6");
    const std::vector<int> expected = {5, 6};
    BOOST_TEST(sieved() == expected, boost::test_tools::per_element());
}

// Where so many rows went or changed that their place is lost, few others pay for it.
BOOST_AUTO_TEST_CASE(a_long_gap_is_crossed) {
    scratch.run_client("delete from t where id between 1001 and 9000");
    BOOST_TEST(sieved().size() <= 64U);
    scratch.run_client("update t set word = 'other' where id between 10001 and 15000");
    BOOST_TEST(sieved().size() <= 5000U + 64U);
    BOOST_TEST(held_back >= noted_rows - 8000 - 5000 - 64U);
}

BOOST_AUTO_TEST_CASE(a_part_may_begin_anywhere) {
    BOOST_TEST(sieved({}, "id >= 15000").empty());
    BOOST_TEST(held_back == 5001U);
    scratch.run_client("update t set word = 'other' where id between 15000 and 15002");
    const std::vector<int> expected = {15000, 15001, 15002};
    const auto ids = sieved({}, "id >= 15000");
    BOOST_TEST(std::vector<int>(ids.begin(), ids.begin() + 3) == expected);
    BOOST_TEST(ids.size() <= 4U);  // it is looked everywhere for rows 1, 2 and 3, and then for 5
}

BOOST_AUTO_TEST_CASE(a_row_that_names_a_lost_parent_is_let_through) {
    const auto ids = sieved(lost("7"));
    BOOST_TEST(ids.size() == noted_rows / 10);
    BOOST_TEST(ids.front() == 7);
    BOOST_TEST(ids.back() == 19997);
    BOOST_TEST(held_back == noted_rows - noted_rows / 10);
    BOOST_TEST(sieved(lost("17")).empty());
}

BOOST_AUTO_TEST_CASE(a_table_that_is_another_altogether_is_let_through) {
    scratch.run_client("update t set word = word || '!'");
    BOOST_TEST(sieved().size() == noted_rows);
    BOOST_TEST(held_back == 0U);
    BOOST_TEST(runs.empty());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(layout_digest)

namespace {

db::RowBatch batch_of(const std::vector<std::vector<const char*>>& rows) {
    db::RowBatch batch;
    batch.clear(rows.front().size());
    for (const auto& row : rows)
        for (const char* cell : row)
            cell == nullptr ? batch.add_null() : batch.add(cell);
    return batch;
}

}  // namespace

BOOST_AUTO_TEST_CASE(rows_are_alike_wherever_they_lie) {
    LayoutDigest digest;
    const db::RowBatch one = batch_of({{"1", nullptr, "ab"}});
    const db::RowBatch more = batch_of({{"x", "y", nullptr}, {"1", nullptr, "ab"}});
    BOOST_TEST((digest.of(one, 0) == digest.of(more, 1)));
    BOOST_TEST((digest.of(more, 0) != digest.of(more, 1)));
    db::RowBatch copied;
    copied.clear(3);
    copied.add_row(more, 1);
    copied.add_row(more, 0);
    BOOST_TEST((digest.of(copied, 0) == digest.of(one, 0)));
    BOOST_TEST((digest.of(copied, 1) == digest.of(more, 0)));
    BOOST_TEST(copied.at(1, 1) == "y");
    BOOST_TEST(copied.is_null(1, 2));
}

BOOST_AUTO_TEST_CASE(no_two_rows_with_other_cells_share_a_digest) {
    LayoutDigest digest;
    const db::RowBatch rows = batch_of({{"ab", "c", ""},
                                        {"a", "bc", ""},
                                        {"ab", "c", nullptr},
                                        {"ab", nullptr, "c"},
                                        {"", "ab", "c"},
                                        {nullptr, "ab", "c"}});
    for (std::size_t i = 0; i < rows.rows(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            BOOST_TEST((digest.of(rows, i) != digest.of(rows, j)), i << " and " << j);
}

BOOST_AUTO_TEST_SUITE_END()
