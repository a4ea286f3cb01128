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
