// Rows of a batch, and where their values lie, when it is used again for rows of another shape.
#include "verify/canonical_batch.h"

#include <boost/test/unit_test.hpp>

#include "tests/verify/told.h"

using namespace tieout;
using namespace tieout::tests;
using namespace tieout::verify;

namespace {

void add_row(CanonicalBatch& batch, std::initializer_list<std::string> values, bool null_key) {
    std::uint32_t* end = batch.ends();
    std::uint32_t size = 0;
    for (const std::string& value : values) {
        std::copy(value.begin(), value.end(), batch.room(size + value.size()) + size);
        *end++ = size += static_cast<std::uint32_t>(value.size());
    }
    batch.end_row(null_key, false);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(canonical_batch)

BOOST_AUTO_TEST_CASE(rows_of_any_shape_keep_their_values_apart) {
    CanonicalBatch batch;
    for (const std::size_t rows : {3U, 5000U, 10U}) {
        batch.clear(2, 3);
        for (std::size_t row = 0; row < rows; ++row)
            add_row(batch, {"a", std::to_string(row), "", "field", "last"}, row % 2 == 1);
        BOOST_REQUIRE(batch.size() == rows);
        const CanonicalRow last = batch.row(rows - 1);
        const std::string number = std::to_string(rows - 1);
        BOOST_TEST(last.key() == "a" + number);
        BOOST_TEST(last.fields() == "fieldlast");
        BOOST_TEST(last.null_key == (rows % 2 == 0));
        BOOST_TEST(std::string(batch.field(rows - 1, 1), 5) == "field");
        BOOST_TEST(std::string(batch.field(rows - 1, 2), 4) == "last");

        batch.clear(1, 0);
        add_row(batch, {"key"}, false);
        add_row(batch, {"other"}, true);
        BOOST_TEST(batch.size() == 2U);
        BOOST_TEST(batch.row(0).bytes == "key");
        BOOST_TEST(batch.row(1).key() == "other");
        BOOST_TEST(batch.row(1).fields() == "");
        BOOST_TEST(batch.row(1).null_key);
    }
}

BOOST_AUTO_TEST_CASE(rows_written_in_one_go_stand_behind_those_that_were_there) {
    CanonicalBatch batch;
    batch.clear(1, 1);
    add_row(batch, {"0", "first"}, false);
    const std::vector<std::string> more = {"1one", "2", "3three"};
    for (int round = 0; round < 1000; ++round) {
        batch.room(100);
        CanonicalBatch::Rows rows(batch, more.size());
        for (const std::string& row : more) {
            std::copy(row.begin(), row.end(), rows.begin());
            rows.ends()[0] = 1;
            rows.ends()[1] = static_cast<std::uint32_t>(row.size());
            rows.end_row(row == "2" && round == 999);
        }
    }
    BOOST_TEST_REQUIRE(batch.size() == 3001U);
    BOOST_TEST(batch.row(0).bytes == "0first");
    BOOST_TEST(batch.row(2999).key() == "2");
    BOOST_TEST(batch.row(2999).null_key);
    BOOST_TEST(!batch.row(2996).null_key);
    BOOST_TEST(batch.row(3000).fields() == "three");
    BOOST_TEST(std::string(batch.field(3000, 0), 5) == "three");
    BOOST_TEST(batch.bytes_of(0, 3) == "0first1one2");
    BOOST_TEST(batch.bytes_of(2999, 2) == "23three");
    BOOST_TEST(batch.bytes_of(0, 3001).size() == batch.bytes());
}

BOOST_AUTO_TEST_CASE(a_batch_is_plain_until_one_row_is_not) {
    CanonicalBatch batch;
    const auto plain_with = [&](bool null_key, bool unreadable) {
        batch.clear(1, 1);
        add_row(batch, {"1", "a"}, false);
        BOOST_TEST(batch.is_plain());
        batch.room(2);
        std::fill_n(batch.ends(), 2, 1U);
        batch.end_row(null_key, unreadable);
        add_row(batch, {"2", "b"}, false);
        return batch.is_plain();
    };
    BOOST_TEST(plain_with(false, false));
    BOOST_TEST(!plain_with(true, false));
    BOOST_TEST(!plain_with(false, true));
    BOOST_TEST(plain_with(false, false));
    batch.room(2);
    {
        CanonicalBatch::Rows rows(batch, 1);
        std::fill_n(rows.ends(), 2, 1U);
        rows.end_row(true);
    }
    BOOST_TEST(!batch.is_plain());
}

BOOST_AUTO_TEST_CASE(lengths_around_the_long_head_are_read_back) {
    for (const std::size_t length : {0U, 1U, 254U, 255U, 256U, 65'535U, 65'536U, 300'000U}) {
        const std::string value(length, 'x');
        std::string frames = text(value.c_str(), As::text);
        BOOST_TEST(frames.size() == length + (length < 255 ? 2 : 6));
        frames += text("next", As::text);
        std::string_view rest = frames;
        BOOST_TEST((take(rest).bytes == value));
        BOOST_TEST(take(rest).bytes == "next");
        BOOST_TEST(rest.empty());
    }
}

BOOST_AUTO_TEST_CASE(a_batch_is_full_of_many_rows_or_of_a_few_long_ones) {
    CanonicalBatch batch;
    for (const auto& [length, rows] : {std::pair{10U, 1024U}, {100'000U, 3U}, {1'000'000U, 1U}}) {
        batch.clear(1, 1);
        unsigned added = 0;
        for (; !batch.full(); ++added)
            add_row(batch, {"key", std::string(length, 'x')}, false);
        BOOST_TEST(added == rows);
        BOOST_TEST(batch.bytes() == std::size_t{rows} * (3 + length));
    }
}

BOOST_AUTO_TEST_SUITE_END()
