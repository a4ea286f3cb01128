#include "verify/push_down.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/support/wire.h"
#include "tests/verify/pushed.h"
#include "verify/push_down_side.h"

using namespace tieout;
using namespace tieout::tests;
using Lines = std::vector<std::string>;

namespace {

// A pack of one tie; `fields` and what follows them, from the line behind `fields:` on.
std::string bills_with(const std::string& fields) {
    return R"yaml(
ties:
  bill:
    title: Bills
    source: {from: bill, key: id}
    target: {from: bill, key: id}
    key_as: integer
    fields:)yaml" +
           fields;
}

const std::string shop = bills_with(R"yaml(
      name: {source: name, target: name, as: text}
      total: {source: total, target: total, as: money}
      due: {source: due, target: due, as: date}
      paid: {source: paid, target: paid, as: instant}
    totals: [count, sum total, sum total by name, count by month(due), sum total by year(paid)]
    money: total
)yaml");

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

// Equal rows make equal sums: what must not happen is that a sum nobody can hold is told as 0. No
// strategy can hold it, and each says so.
BOOST_DATA_TEST_CASE(a_total_of_more_than_38_digits_is_never_taken_for_equal, server_pairs) {
    const std::string wide = bills_with(R"yaml(
      total: {source: total, target: total, as: decimal}
    totals: [count, sum total]
)yaml");
    const std::string rows =
        "create table bill (id int not null primary key, total decimal(38,0));\n"
        "insert into bill values (1, 90000000000000000000000000000000000000),"
        " (2, 90000000000000000000000000000000000000);\n";
    const Pushed two(sample, rows, rows, wide);
    const auto pushed = two.verified(verify::Strategy::push_down);
    BOOST_TEST(pushed.ties[0].not_looked.find("38 digits") != std::string::npos,
               pushed.ties[0].not_looked);
    BOOST_TEST(all_told(pushed) == all_told(two.verified(verify::Strategy::table)),
               boost::test_tools::per_element());
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

// A table as wide as a bill is: a hundredth of it is less than a megabyte.
BOOST_DATA_TEST_CASE(an_equal_table_costs_less_than_a_hundredth_of_it_on_the_line, server_pairs) {
    const std::string yaml = bills_with(R"yaml(
      client: {source: client, target: client, as: integer}
      note: {source: note, target: note, as: text}
      total: {source: total, target: total, as: money}
    totals: [count, sum total, sum total by client, count by note]
)yaml");
    const auto rows = [](db::Engine engine) {
        const bool mysql = engine == db::Engine::mysql;
        return "create table bill (id int not null primary key, client int, note varchar(200)" +
               std::string(mysql ? " character set utf8mb4" : "") +
               ", total decimal(10,2));\ninsert into bill select n, n % 5000,"
               " concat('Monthly hosting of the domain number ', n % 7000, ', billed in advance, ',"
               " 'cancelled by a letter that arrives before the first day of the next month'),"
               " n % 1000 from " +
               (mysql ? "(select seq as n from seq_1_to_100000) s;"
                      : "generate_series(1, 100000) n;");
    };
    const Pushed two(sample, rows(sample.source), rows(sample.target), yaml);
    const auto bytes = [&](verify::Strategy strategy) {
        const Wire source(two.source.parsed()), target(two.target.parsed());
        const auto seen = two.verified(strategy, source.url(), target.url());
        BOOST_TEST(told(seen.findings).empty());
        BOOST_TEST(seen.ties[0].equal == 100'000U, seen.ties[0].strategy_why);
        BOOST_TEST(seen.total_sets[2].groups == 5000U);
        BOOST_TEST(seen.total_sets[3].equal == 7000U);
        return source.bytes() + target.bytes();
    };
    const std::uint64_t streamed = bytes(verify::Strategy::table);
    const std::uint64_t pushed = bytes(verify::Strategy::push_down);
    BOOST_TEST(pushed * 100 < streamed, pushed << " of " << streamed);
}

BOOST_DATA_TEST_CASE(one_row_of_many_costs_one_fine_bucket, server_pairs) {
    const auto rows = [](db::Engine engine) {
        const std::string numbers = engine == db::Engine::mysql
                                        ? "(select seq as n from seq_1_to_20000) s;"
                                        : "generate_series(1, 20000) n;";
        return bills(engine) + "insert into bill select n, 'x', n, null, null from " + numbers;
    };
    const Pushed two(sample, rows(sample.source), rows(sample.target), shop);
    two.target.run_client("update bill set total = total + 0.01 where id = 12345;");
    const auto seen = same_as_streaming(two);
    BOOST_TEST(
        told(seen.findings) == Lines{"changed bill 12345 total 12345.00 -> 12345.01 origin target"},
        boost::test_tools::per_element());
    BOOST_TEST(seen.ties[0].source_rows == 20'000U);
}

BOOST_AUTO_TEST_CASE(after_a_slow_tie_servers_digest_the_next_unless_slowness_is_meant) {
    const auto rows = [](db::Engine engine) {
        const std::string numbers = engine == db::Engine::mysql
                                        ? "(select seq as n from seq_1_to_150000) s;"
                                        : "generate_series(1, 150000) n; analyze bill;";
        return bills(engine) +
               "insert into bill select n, 'twenty letters, all', n, null, null from " + numbers;
    };
    const std::string second = std::string(shop).substr(std::string(shop).find("  bill:"));
    const Pushed two(server_pairs[0], rows(server_pairs[0].source), rows(server_pairs[0].target),
                     shop + ("  again:" + second.substr(second.find('\n'))));
    const Wire source(two.source.parsed(), 1'500'000), target(two.target.parsed(), 1'500'000);
    verify::VerifyOptions options;
    const auto seen = two.verified(options, source.url(), target.url());
    BOOST_TEST(told(seen.findings).empty());
    BOOST_TEST(seen.ties.at(0).strategy != "push-down");
    BOOST_TEST(seen.ties.at(1).strategy == "push-down");
    BOOST_TEST(seen.ties[1].strategy_why.find("0 of 300000 rows were sent, for an earlier tie's "
                                              "rows came at ") == 0U,
               seen.ties[1].strategy_why);
    options.reads_slowly = true;
    BOOST_TEST(two.verified(options, source.url(), target.url()).ties[1].strategy != "push-down");
}
