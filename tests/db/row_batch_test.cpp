#include "db/row_batch.h"

#include <boost/test/unit_test.hpp>

using namespace tieout::db;

namespace {

// Of one row, cells between bars; "NULL" for none.
std::string shown(const RowBatch& batch, std::size_t row) {
    std::string text;
    for (std::size_t column = 0; column < batch.columns(); ++column)
        text.append(batch.is_null(row, column) ? "NULL" : batch.at(row, column)).append("|");
    return text;
}

// A row as a server sends it, in one packet: "ab", NULL, and a number that is printed here.
void add_packet(RowBatch& batch, std::string_view first, std::string_view printed) {
    const std::size_t block = batch.add_block(first.data(), first.size());
    RowBatch::NewRow cells = batch.new_row();
    cells.place(block, first.size());
    cells.null();
    batch.buffer().append(printed);
    cells.end_cell();
}

// "one", NULL and NULL, "two", cell by cell.
RowBatch two_rows() {
    RowBatch batch;
    batch.clear(2);
    batch.add("one");
    batch.add_null();
    batch.add_null();
    batch.add("two");
    return batch;
}

// All rows, a line each.
std::string text(const RowBatch& batch) {
    std::string all;
    for (std::size_t row = 0; row < batch.rows(); ++row)
        all += shown(batch, row) + "\n";
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(row_batch)

BOOST_AUTO_TEST_CASE(rows_come_cell_by_cell_or_as_a_whole) {
    RowBatch batch;
    BOOST_TEST(batch.rows() == 0U);
    BOOST_TEST(batch.bytes() == 0U);
    batch.clear(3);
    batch.add("x");
    batch.add_null();
    batch.add("");
    add_packet(batch, "ab", "12");
    BOOST_TEST_REQUIRE(batch.rows() == 2U);
    BOOST_TEST(shown(batch, 0) == "x|NULL||");
    BOOST_TEST(shown(batch, 1) == "ab|NULL|12|");
    BOOST_TEST(batch.bytes() == 5U);
    BOOST_TEST(batch.row(1).bytes() == "ab12");
}

BOOST_AUTO_TEST_CASE(a_batch_that_is_filled_again_holds_only_what_is_new) {
    RowBatch batch;
    batch.clear(3);
    for (int row = 0; row < 100; ++row)
        add_packet(batch, "old", "1");
    batch.clear(1);
    BOOST_TEST(batch.rows() == 0U);
    BOOST_TEST(batch.bytes() == 0U);
    batch.add("new");
    BOOST_TEST(batch.rows() == 1U);
    BOOST_TEST(shown(batch, 0) == "new|");
}

BOOST_AUTO_TEST_CASE(rows_of_another_batch_are_copied) {
    RowBatch from, to;
    from.clear(3);
    to.clear(3);
    add_packet(from, "ab", "12");
    add_packet(from, "c", "345");
    add_packet(to, "first", "0");
    to.add_rows(from);
    to.add_row(from, 1);
    BOOST_TEST_REQUIRE(to.rows() == 4U);
    BOOST_TEST(shown(to, 0) == "first|NULL|0|");
    BOOST_TEST(shown(to, 1) == "ab|NULL|12|");
    BOOST_TEST(shown(to, 2) == "c|NULL|345|");
    BOOST_TEST(shown(to, 3) == "c|NULL|345|");
    BOOST_TEST(to.bytes() == 6U + 4U + 4U + 4U);
}

BOOST_AUTO_TEST_CASE(what_was_moved_from_is_a_batch_without_rows) {
    RowBatch from = two_rows();
    RowBatch to = std::move(from);
    BOOST_TEST(text(to) == "one|NULL|\nNULL|two|\n");
    for (int round = 0; round < 2; ++round) {
        BOOST_TEST(from.rows() == 0U);
        BOOST_TEST(from.bytes() == 0U);
        BOOST_TEST(from.memory() == 0U);
        from = two_rows();
        BOOST_TEST(text(from) == "one|NULL|\nNULL|two|\n");
        to = std::move(from);
        BOOST_TEST(text(to) == "one|NULL|\nNULL|two|\n");
    }
}

BOOST_AUTO_TEST_CASE(a_batch_is_full_at_its_rows_or_at_its_bytes) {
    RowBatch rows, bytes;
    rows.clear(3);
    while (!rows.full())
        add_packet(rows, "a", "1");
    BOOST_TEST(rows.rows() == RowBatch::target_rows);
    bytes.clear(3);
    add_packet(bytes, std::string(RowBatch::target_bytes, 'x'), "");
    BOOST_TEST(bytes.full());
}

BOOST_AUTO_TEST_CASE(rows_that_are_cut_leave_no_trace) {
    RowBatch batch = two_rows();
    batch.cut(2);
    BOOST_TEST(text(batch) == "one|NULL|\nNULL|two|\n");
    batch.cut(1);
    BOOST_TEST(text(batch) == "one|NULL|\n");
    BOOST_TEST(batch.bytes() == 3U);
    batch.add("three");
    batch.add("four");
    BOOST_TEST(text(batch) == "one|NULL|\nthree|four|\n");
    batch.cut(0);
    BOOST_TEST(batch.rows() == 0U);
    BOOST_TEST(batch.bytes() == 0U);
}

BOOST_AUTO_TEST_CASE(what_is_not_finished_is_cut_too) {
    RowBatch batch = two_rows();
    batch.add("half a row");
    batch.cut(2);
    BOOST_TEST(text(batch) == "one|NULL|\nNULL|two|\n");
    batch.buffer() += "half a cell";
    batch.cut(2);
    batch.add("a");
    batch.add("b");
    BOOST_TEST(text(batch) == "one|NULL|\nNULL|two|\na|b|\n");
}

BOOST_AUTO_TEST_CASE(rows_without_columns_are_none) {
    RowBatch batch;
    batch.clear(0);
    batch.cut(1);
    BOOST_TEST(batch.rows() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
