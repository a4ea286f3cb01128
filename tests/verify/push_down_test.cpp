#include "verify/push_down.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/verify/pushed.h"
#include "verify/push_down_side.h"

using namespace tieout;
using namespace tieout::tests;
using Lines = std::vector<std::string>;

namespace {

const char* const shop = R"yaml(
ties:
  bill:
    title: Bills
    source: {from: bill, key: id}
    target: {from: bill, key: id}
    key_as: integer
    money: total
    fields:
      name: {source: name, target: name, as: text}
      total: {source: total, target: total, as: money}
      due: {source: due, target: due, as: date}
      paid: {source: paid, target: paid, as: instant}
    totals: [count, sum total, sum total by name, count by month(due), sum total by year(paid)]
)yaml";

std::string bills(db::Engine engine, const std::string& key = " not null primary key") {
    const bool mysql = engine == db::Engine::mysql;
    return "create table bill (id int" + key + ", name varchar(20)" +
           (mysql ? " character set utf8mb4" : "") + ", total decimal(10,2), due date, paid " +
           (mysql ? "datetime(6)" : "timestamptz") + ");\n";
}

const char* const four =
    "insert into bill values (1, 'Adams', 10.00, '2004-01-31', '1969-12-31 23:59:59.999999'),"
    " (2, 'adams', 20.50, '2004-02-01', '2004-01-01 00:00:00'),"
    " (3, 'Adams ', -1.25, null, null), (4, null, null, '1969-12-31', '2003-12-31 23:59:59');\n";

struct Two : Pushed {
    explicit Two(ServerPair pair, const std::string& rows = four)
        : Pushed(pair, bills(pair.source) + rows, bills(pair.target) + rows, shop) {}
};

// Both strategies say the same, and push-down was possible.
verify::Verification same_as_streaming(const Pushed& two) {
    auto pushed = two.verified(verify::Strategy::push_down);
    const auto streamed = two.verified(verify::Strategy::table);
    BOOST_TEST(all_told(pushed) == all_told(streamed), boost::test_tools::per_element());
    for (const auto& each : pushed.ties)
        BOOST_TEST(each.strategy == "push-down", each.strategy_why << each.not_looked);
    return pushed;
}

const rules::TotalResult& total(const verify::Verification& seen, const std::string& name,
                                const std::string& group) {
    return *std::find_if(seen.totals.begin(), seen.totals.end(), [&](const auto& each) {
        return each.name == name && each.group == group;
    });
}

}  // namespace

BOOST_DATA_TEST_CASE(of_equal_tables_no_row_is_sent, server_pairs) {
    const auto seen = same_as_streaming(Two(sample));
    BOOST_TEST(told(seen.findings) == Lines(), boost::test_tools::per_element());
    BOOST_TEST(seen.ties[0].strategy_why == "0 of 8 rows were sent");
    BOOST_TEST(seen.ties[0].source_digest == seen.ties[0].target_digest);
    BOOST_TEST(total(seen, "sum total", "").source == "29.25");
    BOOST_TEST(total(seen, "sum total by name", "adams").target == "20.50");
    BOOST_TEST(total(seen, "sum total by name", "Adams ").target == "-1.25");
    BOOST_TEST(total(seen, "sum total by name", "NULL").target == "0.00");
    BOOST_TEST(total(seen, "count by month(due)", "2004-02").source == "1");
    BOOST_TEST(total(seen, "count by month(due)", "1969-12").source == "1");
    BOOST_TEST(total(seen, "sum total by year(paid)", "1969").source == "10.00");
    BOOST_TEST(total(seen, "sum total by year(paid)", "2003").source == "0.00");
}

BOOST_DATA_TEST_CASE(one_cent_is_found_and_only_its_row_is_sent, server_pairs) {
    const Two two(sample);
    two.target.run_client("update bill set total = 20.51 where id = 2;");
    const auto seen = same_as_streaming(two);
    BOOST_TEST(told(seen.findings) == Lines{"changed bill 2 total 20.50 -> 20.51 origin target"},
               boost::test_tools::per_element());
    BOOST_TEST(seen.ties[0].strategy_why == "2 of 8 rows were sent");
    BOOST_TEST(seen.ties[0].source_digest != seen.ties[0].target_digest);
    BOOST_TEST(total(seen, "sum total", "").difference == "-0.01");
}

BOOST_DATA_TEST_CASE(missing_extra_and_swapped_rows_are_found, server_pairs) {
    const Two two(sample);
    two.target.run_client(
        "delete from bill where id = 4;"
        "insert into bill values (5, 'Adams', 0, null, null);"
        "update bill set id = 9 where id = 1; update bill set id = 1 where id = 2;"
        "update bill set id = 2 where id = 9;");
    const auto seen = same_as_streaming(two);
    BOOST_TEST(seen.ties[0].missing == 1U);
    BOOST_TEST(seen.ties[0].extra == 1U);
    BOOST_TEST(seen.ties[0].changed == 2U);
    BOOST_TEST(seen.ties[0].equal == 1U);
}

BOOST_DATA_TEST_CASE(a_side_without_rows_is_seen, server_pairs) {
    const Two two(sample, "");
    BOOST_TEST(same_as_streaming(two).ties[0].source_rows == 0U);
    two.source.run_client(four);
    BOOST_TEST(same_as_streaming(two).ties[0].missing == 4U);
}

BOOST_DATA_TEST_CASE(rows_that_are_twice_on_both_sides_do_not_pass_for_equal, server_pairs) {
    const std::string rows = std::string(four) +
                             "insert into bill select * from bill where id = 2;"
                             "insert into bill select * from bill where id = 3;"
                             "insert into bill values (null, 'X', 1, null, null);\n";
    const Pushed two(sample, bills(sample.source, "") + rows, bills(sample.target, "") + rows,
                     shop);
    const auto seen = same_as_streaming(two);
    BOOST_TEST(seen.ties[0].duplicate == 4U);
    BOOST_TEST(seen.ties[0].equal == 2U);
    BOOST_TEST(seen.ties[0].strategy_why == "10 of 14 rows were sent");
}

// By hand: sha256 of "n1:7t2:\xC3\xA9n3:1.5d2:-10", and of "n2:17t0:n1:00t1:x"; buckets by that of
// "n1:7" and "n2:17".
BOOST_DATA_TEST_CASE(a_bucket_is_the_sums_of_the_pieces_of_sha256, server_pairs) {
    const char* const yaml =
        "ties:\n  t:\n    title: T\n    source: {from: t, key: id}\n    target: {from: t, key: "
        "id}\n"
        "    key_as: integer\n    fields:\n      a: {source: a, target: a, as: text}\n"
        "      b: {source: b, target: b, as: money}\n      c: {source: c, target: c, as: date}\n"
        "      d: {source: d, target: d, as: text}\n";
    const std::string rows =
        " (id int not null primary key, a varchar(9), b decimal(9,2), c date, d varchar(9));"
        "insert into t values (7, '\xC3\xA9', 1.50, '1969-12-31', null), (17, '', 0, null, 'x');";
    const Pushed two(sample, "create table t" + rows, "create table t" + rows, yaml);
    const auto session = db::Session::open(two.source.parsed());
    const PackFolder folder(yaml);
    const auto ties = verify::Ties::load(folder.load());
    const verify::PushDownSide side(ties.ties[0], verify::SideName::source, *session, sample.target,
                                    {});
    BOOST_REQUIRE_EQUAL(side.why_not(), "");
    Lines lines;
    for (const auto& row : session->query(side.digests_sql(63, "", true)).rows) {
        std::string line;
        for (const auto& cell : row)
            line += (line.empty() ? "" : " ") + cell.value_or("NULL");
        lines.push_back(line);
    }
    std::sort(lines.begin(), lines.end());
    BOOST_TEST(lines == (Lines{"21 1 1 25528370734706294 46828876782698384 9740957123141682 1",
                               "29 1 1 68348945637364941 31017558008609537 49485245226062366 1"}),
               boost::test_tools::per_element());
}
