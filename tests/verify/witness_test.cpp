#include "verify/witness.h"

#include <boost/test/unit_test.hpp>

#include "tests/verify/shop.h"
#include "tests/verify/two_sides.h"

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

// What the server of one side is asked, in order, and how it agrees.
std::vector<std::string> asked_of(db::Engine engine, const std::string& side) {
    const bool sqlite = engine == db::Engine::sqlite;
    const std::string table =
        "create table thing (id integer not null primary key, name varchar(20), padded char(9),"
        " price " +
        std::string(sqlite ? "decimal_text(12,2)" : "decimal(12,2)") +
        ");"
        "insert into thing values (1, 'K\u00f6ln', 'abcdefghi', '1.50'), (2, null, null, null);";
    const tests::Scratch source(engine), target(engine);
    source.run_client(table);
    target.run_client(table);
    const tests::PackFolder folder(
        "ties: {thing: {source: {from: thing, key: id}, target: {from: thing, key: id}, key_as: "
        "integer, fields: {name: {source: name, target: name, as: text}, padded: {source: padded, "
        "target: padded, as: text}, price: {source: price, target: price, as: money}, more: "
        "{source: {sql: id + 1}, target: {sql: id + 1}, as: integer}}}}");
    const auto left = db::Session::open(source.parsed());
    const auto right = db::Session::open(target.parsed());
    const auto seen = verify::verify(folder.load(), *left, *right, {}, {});
    BOOST_TEST(seen.findings.empty());
    std::vector<std::string> lines;
    for (const auto& witness : seen.ties.at(0).witnesses)
        if (witness.side == side)
            lines.push_back(witness.what + " " + witness.server +
                            (witness.agrees ? "" : " differs from " + witness.read));
    return lines;
}

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

// Beyond 38 digits. 2^120 is 1329227995784915872903807060280344576.
BOOST_AUTO_TEST_CASE(a_sum_beyond_the_limit_is_given_up_and_never_wraps) {
    BOOST_TEST(summed(decimal, {"1329227995784915872903807060280344576", "1"}) ==
               "1329227995784915872903807060280344577");
    BOOST_TEST(summed(decimal, {"1329227995784915872903807060280344576", "0.1"}) ==
               "1329227995784915872903807060280344576.1");
    const std::string nines(38, '9'), negative = "-" + nines, longer = nines + "9";
    const char* const most = nines.c_str();
    BOOST_TEST(summed(decimal, {most}) == nines);
    BOOST_TEST(summed(decimal, {most, "1"}) == "not summed");
    BOOST_TEST(summed(decimal, {"-1", negative.c_str()}) == "not summed");
    BOOST_TEST(summed(decimal, {most, "0.1"}) == "not summed");
    BOOST_TEST(summed(decimal, {"0.1", most}) == "not summed");
    BOOST_TEST(summed(decimal, {longer.c_str()}) == "not summed");
    // Times 10^8 it would be 0 again, in 128 bits.
    BOOST_TEST(summed(decimal, {"1329227995784915872903807060280344576", "0.00000001"}) ==
               "not summed");
    BOOST_TEST(summed(decimal, {"0.00000001", "1329227995784915872903807060280344576"}) ==
               "not summed");
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

// Each server's own way: "K\u00f6ln" has four characters in five bytes; PostgreSQL leaves the
// padding of a char out of its lengths, so they are not asked there; SQLite's sums of decimals are
// not exact.
BOOST_AUTO_TEST_CASE(each_engine_is_asked_what_it_can_count_exactly) {
    const auto must_be = [](db::Engine engine, const std::vector<std::string>& expected) {
        for (const char* side : {"source", "target"})
            BOOST_TEST(asked_of(engine, side) == expected, boost::test_tools::per_element());
    };
    must_be(db::Engine::sqlite,
            {"rows 2", "sum of id 3", "octets of name 5", "octets of padded 9"});
    must_be(db::Engine::postgresql, {"rows 2", "sum of id 3", "octets of name 5",
                                     "characters of name 4", "sum of price 1.50"});
    must_be(db::Engine::mysql,
            {"rows 2", "sum of id 3", "octets of name 5", "characters of name 4",
             "octets of padded 9", "characters of padded 9", "sum of price 1.50"});
}

BOOST_AUTO_TEST_SUITE_END()
