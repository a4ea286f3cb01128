#include "verify/witness.h"

#include <boost/test/unit_test.hpp>

#include "tests/verify/shop.h"

using namespace tieout;
using namespace tieout::verify;

namespace {

std::string summed(db::ValueType type, const std::vector<const char*>& cells) {
    ColumnSums sums({{"c", type, "", "", ""}});
    db::RowBatch batch;
    batch.clear(1);
    for (const char* cell : cells)
        if (cell == nullptr)
            batch.add_null();
        else
            batch.add(cell);
    sums.add(batch);
    const auto sum = sums.sum(0);
    return sum ? sum->text() : "not summed";
}

constexpr auto decimal = db::ValueType::decimal;

const rules::Witness& find(const std::vector<rules::Witness>& witnesses, const std::string& what) {
    for (const auto& witness : witnesses)
        if (witness.what == what) return witness;
    throw std::runtime_error("no witness of " + what);
}

// The source's bills: 11, 12, 13, 14. What was read is told by hand, right or wrong.
struct Bills {
    tests::Shop shop{db::Engine::sqlite, db::Engine::sqlite};
    Ties ties =
        Ties::load(rules::Pack::load(std::string(TIEOUT_SOURCE_DIR) + "/tests/verify/packs/shop"));

    std::vector<rules::Witness> ask(std::uint64_t rows, const std::vector<const char*>& ids) {
        const auto session = db::Session::open(shop.source.parsed());
        const RouteQuery query(*ties.find("invoice"), SideName::source, *session);
        std::vector<db::Column> columns(query.plain().size());
        db::RowBatch batch;
        batch.clear(columns.size());
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (query.plain()[i].name.find("invoice_id") != std::string::npos)
                columns[i].type = db::ValueType::integer;
        for (const char* id : ids)
            for (const auto& column : columns)
                column.type == db::ValueType::integer ? batch.add(id) : batch.add_null();
        ColumnSums sums(columns);
        sums.add(batch);
        return ask_witnesses(query, SideName::source, *session, columns,
                             std::vector<db::ColumnCount>(columns.size()), sums, rows);
    }
};

std::string sum_of_ids(const std::vector<rules::Witness>& witnesses) {
    for (const auto& witness : witnesses)
        if (witness.what.rfind("sum of", 0) == 0)
            return witness.server + " " + witness.read + (witness.agrees ? " agrees" : " differs");
    return "not asked";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(witness)

BOOST_AUTO_TEST_CASE(numbers_of_any_scale_are_summed_exactly) {
    BOOST_TEST(summed(decimal, {"1.5", "2", "0.25", nullptr, "-0.005"}) == "3.745");
    BOOST_TEST(summed(decimal, {"0.001", "10", "1.1"}) == "11.101");
    BOOST_TEST(summed(decimal, {}) == "0");
    BOOST_TEST(summed(db::ValueType::integer, {"-7", "7", "3"}) == "3");
}

BOOST_AUTO_TEST_CASE(what_is_no_number_column_or_no_number_is_not_summed) {
    BOOST_TEST(summed(db::ValueType::text, {"1"}) == "not summed");
    BOOST_TEST(summed(db::ValueType::real, {"1"}) == "not summed");
    BOOST_TEST(summed(decimal, {"1", "NaN", "2"}) == "not summed");
}

// 2^120 is 1329227995784915872903807060280344576.
BOOST_AUTO_TEST_CASE(a_sum_near_the_limit_is_given_up_and_never_wraps) {
    BOOST_TEST(summed(decimal, {"1329227995784915872903807060280344576"}) ==
               "1329227995784915872903807060280344576");
    BOOST_TEST(summed(decimal, {"1329227995784915872903807060280344576", "1"}) == "not summed");
    BOOST_TEST(summed(decimal, {"1329227995784915872903807060280344577"}) == "not summed");
    BOOST_TEST(summed(decimal, {"-1329227995784915872903807060280344577"}) == "not summed");
    BOOST_TEST(summed(decimal, {"1329227995784915872903807060280344576", "0.1"}) == "not summed");
    BOOST_TEST(summed(decimal, {"0.1", "1329227995784915872903807060280344576"}) == "not summed");
}

BOOST_FIXTURE_TEST_CASE(a_server_that_counts_what_was_read_agrees, Bills) {
    const auto said = ask(4, {"11", "12", "13", "14"});
    BOOST_TEST(find(said, "rows").server == "4");
    BOOST_TEST(find(said, "rows").agrees);
    BOOST_TEST(sum_of_ids(said) == "50 50 agrees");
}

BOOST_FIXTURE_TEST_CASE(a_row_that_was_not_read_is_missed_by_the_server, Bills) {
    const auto said = ask(3, {"11", "12", "13"});
    BOOST_TEST(find(said, "rows").server == "4");
    BOOST_TEST(find(said, "rows").read == "3");
    BOOST_TEST(!find(said, "rows").agrees);
    BOOST_TEST(sum_of_ids(said) == "50 36 differs");
}

BOOST_AUTO_TEST_SUITE_END()
