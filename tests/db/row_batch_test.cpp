#include "db/row_batch.h"

#include <boost/test/unit_test.hpp>
#include <string>

namespace tieout::db {
namespace {

RowBatch two_rows() {
    RowBatch batch;
    batch.clear(2);
    batch.add("one");
    batch.add_null();
    batch.add_null();
    batch.add("two");
    return batch;
}

std::string text(const RowBatch& batch) {
    std::string all;
    for (std::size_t row = 0; row < batch.rows(); ++row)
        for (std::size_t column = 0; column < batch.columns(); ++column)
            all += (batch.is_null(row, column) ? "NULL" : std::string(batch.at(row, column))) +
                   (column + 1 == batch.columns() ? "\n" : " ");
    return all;
}

BOOST_AUTO_TEST_SUITE(row_batch)

BOOST_AUTO_TEST_CASE(rows_that_are_cut_leave_no_trace) {
    RowBatch batch = two_rows();
    batch.cut(2);
    BOOST_TEST(text(batch) == "one NULL\nNULL two\n");
    batch.cut(1);
    BOOST_TEST(text(batch) == "one NULL\n");
    BOOST_TEST(batch.bytes() == 3U);
    batch.add("three");
    batch.add("four");
    BOOST_TEST(text(batch) == "one NULL\nthree four\n");
    batch.cut(0);
    BOOST_TEST(batch.rows() == 0U);
    BOOST_TEST(batch.bytes() == 0U);
}

BOOST_AUTO_TEST_CASE(what_is_not_finished_is_cut_too) {
    RowBatch batch = two_rows();
    batch.add("half a row");
    batch.cut(2);
    BOOST_TEST(text(batch) == "one NULL\nNULL two\n");
    batch.buffer() += "half a cell";
    batch.cut(2);
    batch.add("a");
    batch.add("b");
    BOOST_TEST(text(batch) == "one NULL\nNULL two\na b\n");
}

BOOST_AUTO_TEST_CASE(rows_without_columns_are_none) {
    RowBatch batch;
    batch.clear(0);
    batch.cut(1);
    BOOST_TEST(batch.rows() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace tieout::db
