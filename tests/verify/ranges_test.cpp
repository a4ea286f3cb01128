#include "verify/ranges.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <numeric>

#include "db/session_set.h"
#include "tests/verify/shop.h"
#include "tests/verify/two_sides.h"
#include "verify/zero_config.h"

using namespace tieout;
using namespace tieout::tests;
using Lines = std::vector<std::string>;

namespace {

// insert into TABLE values (from, 1), …
std::string rows(const std::string& table, int from, int below) {
    std::string sql;
    for (int id = from; id < below; ++id)
        sql += (sql.empty() ? "insert into " + table + " values (" : ", (") + std::to_string(id) +
               ", 1)";
    return sql + ";";
}

const std::string table_t =
    "create table t (id integer not null, line integer not null, primary key (id, line));";

std::uint64_t count(db::Session& session, const std::string& where = "1 = 1") {
    return std::stoull(*session.query("select count(*) from t where " + where).rows.at(0).at(0));
}

// Rows of each range in which four readers would read t.
std::vector<std::uint64_t> in_ranges(db::Session& session) {
    const verify::KeyColumn key{"t", "id"};
    const auto bounds = verify::row_quantiles(session, key, verify::rows_about(session, key), 4);
    std::vector<std::uint64_t> counts;
    for (const verify::KeyRange& range : verify::ranges_between(bounds))
        counts.push_back(count(session, "(" + verify::condition(range, "id") + ")"));
    return counts;
}

void check_that_each_row_is_read_once(db::Session& session) {
    const auto counts = in_ranges(session);
    BOOST_TEST(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}) == count(session));
}

void check_that_four_readers_have_about_as_much_each(db::Session& session) {
    const auto counts = in_ranges(session);
    BOOST_TEST(counts.size() == 4U);
    for (const std::uint64_t rows : counts)
        BOOST_TEST((rows * 100 / count(session) >= 15 && rows * 100 / count(session) <= 35),
                   rows << " of " << count(session));
}

struct Pair {
    db::Engine source, target;
};
std::ostream& operator<<(std::ostream& out, const Pair& pair) {
    return out << db::name(pair.source) << " to " << db::name(pair.target);
}
const std::vector<Pair> pairs = {{db::Engine::sqlite, db::Engine::sqlite},
                                 {db::Engine::mysql, db::Engine::postgresql},
                                 {db::Engine::postgresql, db::Engine::mysql}};

// All sessions of one side, and who is who.
struct Side {
    Side(const Scratch& scratch, std::size_t readers)
        : set(db::open_at_one_moment(scratch.parsed(), readers)) {}
    db::Session& first() { return *set.sessions.front(); }
    std::vector<db::Session*> more() {
        std::vector<db::Session*> out;
        for (std::size_t i = 1; i < set.sessions.size(); ++i)
            out.push_back(set.sessions[i].get());
        return out;
    }
    db::SessionSet set;
};

verify::Proof proved(const Scratch& source, const Scratch& target, std::size_t readers,
                     bool rows_only = false) {
    Side left(source, readers), right(target, readers);
    verify::VerifyOptions options;
    options.rows_only = rows_only;
    options.more_source = left.more();
    options.more_target = right.more();
    options.rows_for_ranges = 1;
    return verify::prove_by_name(left.first(), right.first(), options);
}

// Everything but how it was read and how long that took.
std::string figures(const rules::TieResult& tie) {
    std::string text = tie.source_digest + " " + tie.target_digest;
    for (const std::uint64_t figure : {tie.source_rows, tie.target_rows, tie.equal, tie.missing,
                                       tie.extra, tie.changed, tie.duplicate})
        text += " " + std::to_string(figure);
    for (const rules::Witness& witness : tie.witnesses)
        text +=
            "; " + witness.side + " " + witness.what + " " + witness.server + " " + witness.read;
    return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_first_range_is_open_below_the_last_above_and_none_overlap) {
    using verify::KeyRange;
    const std::vector<KeyRange> three{{{}, "-5"}, {"-5", "17"}, {"17", {}}};
    BOOST_TEST((verify::ranges_between({"-5", "17"}) == three));
    BOOST_TEST((verify::ranges_between({}) == std::vector<KeyRange>{{}}));
    BOOST_TEST(verify::condition(three[0], "k") == "k < -5 OR k IS NULL");
    BOOST_TEST(verify::condition(three[1], "k") == "k >= -5 AND k < 17");
    BOOST_TEST(verify::condition(three[2], "k") == "k >= 17");
}

BOOST_DATA_TEST_CASE(keys_without_gaps_are_cut_evenly, engines) {
    const Scratch scratch(sample);
    scratch.run_client(table_t + rows("t", 1, 1001));
    const auto session = db::Session::open(scratch.parsed());
    check_that_each_row_is_read_once(*session);
    check_that_four_readers_have_about_as_much_each(*session);
}

BOOST_DATA_TEST_CASE(one_huge_gap_and_negative_keys_are_cut_by_rows_not_by_numbers, engines) {
    const Scratch scratch(sample);
    scratch.run_client(table_t + rows("t", -300, 200) + rows("t", 2'000'000'000, 2'000'000'500));
    const auto session = db::Session::open(scratch.parsed());
    check_that_each_row_is_read_once(*session);
    check_that_four_readers_have_about_as_much_each(*session);
}

BOOST_DATA_TEST_CASE(many_rows_of_one_key_stay_in_one_range, engines) {
    const Scratch scratch(sample);
    std::string sql = table_t + "insert into t values (7, 0)";
    for (int line = 1; line < 500; ++line)
        sql += ", (7, " + std::to_string(line) + ")";
    scratch.run_client(sql);
    const auto session = db::Session::open(scratch.parsed());
    check_that_each_row_is_read_once(*session);
}

BOOST_DATA_TEST_CASE(fewer_rows_than_ranges_and_none_at_all_are_cut_into_what_there_is, engines) {
    const Scratch scratch(sample);
    scratch.run_client(table_t);
    BOOST_TEST(in_ranges(*db::Session::open(scratch.parsed())).size() == 1U);
    scratch.run_client(rows("t", 5, 7));
    const auto session = db::Session::open(scratch.parsed());
    check_that_each_row_is_read_once(*session);
    BOOST_TEST(in_ranges(*session).size() <= 3U);
}

BOOST_DATA_TEST_CASE(rows_without_a_key_belong_to_the_first_range, engines) {
    const Scratch scratch(sample);
    scratch.run_client("create table t (id integer unique, line integer);" + rows("t", 1, 101) +
                       "insert into t values (null, 1), (null, 2)");
    const auto session = db::Session::open(scratch.parsed());
    check_that_each_row_is_read_once(*session);
    BOOST_TEST(count(*session, verify::condition({{}, "1"}, "id")) == 2U);
}

BOOST_AUTO_TEST_CASE(what_sqlite_keeps_in_an_integer_column_is_read_once_whatever_it_is) {
    const Scratch scratch(db::Engine::sqlite);
    scratch.run_client(
        "create table t (id integer, line integer, unique (id, line));" + rows("t", 1, 41) +
        "insert into t values ('abc', 1), (1.5, 1), (x'00', 1), ('-', 1), (39.5, 2)");
    check_that_each_row_is_read_once(*db::Session::open(scratch.parsed()));
}

BOOST_DATA_TEST_CASE(a_wrong_estimate_makes_ranges_uneven_and_loses_no_row, engines) {
    const Scratch scratch(sample);
    scratch.run_client(table_t + rows("t", 1, 201));
    const auto session = db::Session::open(scratch.parsed());
    for (const std::uint64_t estimate : {1U, 10U, 1'000'000U}) {
        std::uint64_t seen = 0;
        const auto bounds = verify::row_quantiles(*session, {"t", "id"}, estimate, 4);
        for (const verify::KeyRange& range : verify::ranges_between(bounds))
            seen += count(*session, "(" + verify::condition(range, "id") + ")");
        BOOST_TEST(seen == 200U);
    }
}

BOOST_DATA_TEST_CASE(four_readers_find_what_one_finds, pairs) {
    const Scratch source(sample.source), target(sample.target);
    const std::string table = "create table t (id integer not null primary key, amount integer);";
    const std::string both = rows("t", -300, 200) + rows("t", 2'000'000'000, 2'000'000'500);
    source.run_client(table + both + "insert into t values (-9000, 1), (300, 1), (2100000000, 1);");
    target.run_client(table + both +
                      "insert into t values (-8000, 1), (301, 1), (2110000000, 1);"
                      "update t set amount = 2 where id in (-300, 199, 2000000000);"
                      "delete from t where id = 0");
    const verify::Proof one = proved(source, target, 1), four = proved(source, target, 4);
    const Lines expected{"changed t -300 amount 1 -> 2 origin target",
                         "changed t 199 amount 1 -> 2 origin target",
                         "changed t 2000000000 amount 1 -> 2 origin target",
                         "extra t -8000 origin target",
                         "extra t 2110000000 origin target",
                         "extra t 301 origin target",
                         "missing t -9000 origin target",
                         "missing t 0 origin target",
                         "missing t 2100000000 origin target",
                         "missing t 300 origin target"};
    BOOST_TEST(told(four.findings) == expected, boost::test_tools::per_element());
    BOOST_TEST(told(one.findings) == expected, boost::test_tools::per_element());
    BOOST_REQUIRE_EQUAL(four.ties.size(), 1U);
    BOOST_TEST(figures(four.ties[0]) == figures(one.ties[0]));
    for (const rules::Witness& witness : four.ties[0].witnesses)
        BOOST_TEST(witness.agrees, witness.what);
    BOOST_TEST(four.ties[0].strategy_why == "4 ranges of id at once");
    BOOST_TEST(one.ties[0].strategy_why.find("ranges") == std::string::npos);
}

BOOST_DATA_TEST_CASE(rows_alone_are_read_in_ranges_too, pairs) {
    const Scratch source(sample.source), target(sample.target);
    const std::string table = "create table t (id integer not null primary key, amount integer);";
    source.run_client(table + rows("t", 1, 401));
    target.run_client(table + rows("t", 1, 401));
    BOOST_TEST(proved(source, target, 4, true).findings.empty());
    target.run_client("update t set amount = 2 where id = 399");
    const verify::Proof seen = proved(source, target, 4, true);
    BOOST_TEST(told(seen.findings) == Lines{"changed t 399 amount 1 -> 2 origin target"},
               boost::test_tools::per_element());
    BOOST_TEST(seen.ties.at(0).strategy_why == "4 ranges of id at once");
    BOOST_TEST(seen.ties.at(0).witnesses.empty());
}

BOOST_AUTO_TEST_CASE(a_table_below_the_limit_or_without_a_number_for_a_key_has_one_reader) {
    const Scratch source(db::Engine::sqlite), target(db::Engine::sqlite);
    for (const Scratch* side : {&source, &target})
        side->run_client(table_t + rows("t", 1, 21) +
                         "create table w (code varchar(9) not null primary key, n integer);"
                         "insert into w values ('a', 1), ('b', 2)");
    Side left(source, 2), right(target, 2);
    verify::VerifyOptions options;
    options.more_source = left.more();
    options.more_target = right.more();
    const auto why = [&](std::uint64_t limit) {
        options.rows_for_ranges = limit;
        Lines said;
        for (const auto& tie : verify::prove_by_name(left.first(), right.first(), options).ties)
            said.push_back(tie.strategy_why.find("ranges") == std::string::npos ? ""
                                                                                : tie.strategy_why);
        return said;
    };
    const Lines none{"", ""}, of_t{"2 ranges of id at once", ""};
    BOOST_TEST(why(21) == none, boost::test_tools::per_element());
    BOOST_TEST(why(20) == of_t, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_reader_that_fails_ends_the_tie_as_one_that_could_not_be_looked_at) {
    const Scratch source(db::Engine::postgresql), target(db::Engine::sqlite);
    const std::string table = "create table t (id integer not null primary key, amount integer);";
    source.run_client(table + rows("t", 1, 5001));
    target.run_client(table + rows("t", 1, 5001));
    Side left(source, 4), right(target, 4);
    verify::VerifyOptions options;
    options.more_source = left.more();
    options.more_target = right.more();
    options.rows_for_ranges = 1;
    const std::string pid = *left.set.sessions[2]->query("select pg_backend_pid()").rows[0][0];
    db::Session::open(source.parsed())->query("select pg_terminate_backend(?::int)", {pid});
    const auto ties = verify::prove_by_name(left.first(), right.first(), options).ties;
    BOOST_REQUIRE_EQUAL(ties.size(), 1U);
    BOOST_TEST(ties[0].not_looked != "");
}
