#include "migrate/read_ahead.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "base/error.h"
#include "tests/support/scratch.h"

using namespace tieout;

namespace {

constexpr const char* numbers =
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000) select ";

struct Source {
    std::unique_ptr<db::RowStream> stream(const std::string& value) {
        return session->stream({numbers + value + " from n", {}});
    }
    tests::Scratch scratch{db::Engine::sqlite};
    std::unique_ptr<db::Session> session = db::Session::open(scratch.parsed());
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(read_ahead, Source)

BOOST_AUTO_TEST_CASE(all_rows_come_in_the_order_of_the_stream) {
    const auto rows = stream("i");
    migrate::ReadAhead ahead(*rows);
    db::RowBatch batch;
    std::uint64_t last = 0;
    while (ahead.next(batch)) {
        for (std::size_t row = 0; row < batch.rows(); ++row)
            BOOST_TEST_REQUIRE(batch.at(row, 0) == std::to_string(++last));
    }
    BOOST_TEST(last == 100'000U);
    BOOST_TEST(!ahead.next(batch));
}

BOOST_AUTO_TEST_CASE(what_the_stream_throws_is_thrown_after_the_rows_before_it) {
    const auto rows = stream("case i when 50000 then abs(-9223372036854775807 - 1) else i end");
    migrate::ReadAhead ahead(*rows);
    db::RowBatch batch;
    std::size_t read = 0;
    const auto read_all = [&] {
        while (ahead.next(batch))
            read += batch.rows();
    };
    BOOST_CHECK_EXCEPTION(read_all(), Error, [](const Error& error) {
        return std::string(error.what()).find("integer overflow") != std::string::npos;
    });
    BOOST_TEST(read > 40'000U);
    BOOST_TEST(read < 50'000U);
}

BOOST_AUTO_TEST_CASE(whoever_wants_no_more_rows_leaves_the_session_free_for_others) {
    {
        const auto rows = stream("i");
        migrate::ReadAhead ahead(*rows);
        db::RowBatch batch;
        BOOST_TEST(ahead.next(batch));
    }
    BOOST_TEST(session->query("select 7").rows[0][0].value() == "7");
}

BOOST_AUTO_TEST_SUITE_END()
