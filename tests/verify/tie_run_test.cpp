#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "tests/verify/shop.h"

using namespace tieout;
using namespace tieout::tests;
using Lines = std::vector<std::string>;

namespace {

struct Pair {
    db::Engine source, target;
};

std::ostream& operator<<(std::ostream& out, const Pair& pair) {
    return out << db::name(pair.source) << " to " << db::name(pair.target);
}

const std::vector<Pair> pairs = {{db::Engine::sqlite, db::Engine::sqlite},
                                 {db::Engine::mysql, db::Engine::postgresql},
                                 {db::Engine::postgresql, db::Engine::mysql}};

#define CHECK_LINES(found, ...) \
    BOOST_TEST((found) == (Lines{__VA_ARGS__}), boost::test_tools::per_element())

const rules::TotalResult* total(const verify::Verification& seen, const std::string& name,
                                const std::string& group) {
    for (const auto& each : seen.totals)
        if (each.name == name && each.group == group) return &each;
    return nullptr;
}

}  // namespace

BOOST_DATA_TEST_CASE(the_same_shop_on_both_sides_has_no_finding, pairs) {
    const Shop shop(sample.source, sample.target);
    const auto seen = shop.verified();
    CHECK_LINES(told(seen.findings));
    const auto& invoices = tie(seen, "invoice");
    BOOST_TEST(invoices.source_rows == 4U);
    BOOST_TEST(invoices.target_rows == 4U);
    BOOST_TEST(invoices.equal == 4U);
    BOOST_TEST(invoices.source_digest == invoices.target_digest);
    BOOST_TEST(!invoices.witnesses.empty());
    for (const auto& each : seen.ties)
        for (const auto& witness : each.witnesses)
            BOOST_TEST(witness.agrees, each.tie << " " << witness.what << " " << witness.server
                                                << " " << witness.read);
    BOOST_REQUIRE(total(seen, "sum total", "") != nullptr);
    BOOST_TEST(total(seen, "sum total", "")->source == "1035.75");
    BOOST_TEST(total(seen, "sum total by client", "1")->target == "30.50");
    BOOST_TEST(total(seen, "sum total by month(due_on)", "2004-02")->target == "1020.75");
    BOOST_TEST(total(seen, "sum total by month(due_on)", "NULL")->target == "5.00");
    BOOST_TEST(total(seen, "count by state", "active")->source == "2");
}

BOOST_DATA_TEST_CASE(digests_do_not_depend_on_the_engines, pairs) {
    static const std::string first =
        tie(Shop(db::Engine::sqlite, db::Engine::sqlite).verified(), "client").source_digest;
    BOOST_TEST(tie(Shop(sample.source, sample.target).verified(), "client").target_digest == first);
}

BOOST_DATA_TEST_CASE(a_cent_is_found_and_the_balance_follows_from_it, pairs) {
    const Shop shop(sample.source, sample.target);
    shop.target.run_client("update bill set total = '20.51' where number = 12;");
    const auto seen = shop.verified();
    CHECK_LINES(told(seen.findings),
                "changed balance 1 owed 30.50 -> 30.51 follows invoice 12 origin target",
                "changed invoice 12 total 20.50 -> 20.51 origin target");
    const auto* sum = total(seen, "sum total by client", "1");
    BOOST_TEST(sum->difference == "-0.01");
    BOOST_TEST(sum->explained == "-0.01");
}

BOOST_DATA_TEST_CASE(two_errors_that_cancel_are_two_changes, pairs) {
    const Shop shop(sample.source, sample.target);
    shop.target.run_client(
        "update bill set total = '11.00' where number = 11;"
        "update bill set total = '19.50' where number = 12;");
    const auto seen = shop.verified();
    CHECK_LINES(told(seen.findings), "changed invoice 11 total 10.00 -> 11.00 origin target",
                "changed invoice 12 total 20.50 -> 19.50 origin target");
    BOOST_TEST(total(seen, "sum total", "")->difference == "0");
    BOOST_TEST(total(seen, "sum total by month(due_on)", "2004-01")->difference == "-1.00");
}

BOOST_DATA_TEST_CASE(a_lost_row_is_missing_and_an_invented_one_extra, pairs) {
    const Shop shop(sample.source, sample.target);
    shop.target.run_client(
        "delete from currency where code = 'EUR'; insert into currency values ('eur', 'Euro');");
    CHECK_LINES(told(shop.verified().findings), "extra currency eur origin target",
                "missing currency EUR origin target");
}

BOOST_DATA_TEST_CASE(rows_follow_from_a_parent_that_breaks_a_rule_of_the_source, pairs) {
    const Shop shop(sample.source, sample.target);
    shop.target.run_client(
        "delete from bill where number = 13; delete from account where id = 102;");
    verify::BrokenKeys broken;
    broken.add("client", "2", {"unique:account.name", {}});
    CHECK_LINES(told(shop.verified(broken).findings),
                "refused balance 2 rule parent:client follows client 2 origin source",
                "refused client 2 rule unique:account.name origin source",
                "refused invoice 13 rule parent:client follows client 2 origin source");
    // Without the rule it is the target's fault, all the way down.
    CHECK_LINES(told(shop.verified().findings), "missing client 2 origin target",
                "refused balance 2 rule parent:client follows client 2 origin target",
                "refused invoice 13 rule parent:client follows client 2 origin target");
}

BOOST_DATA_TEST_CASE(what_cannot_be_read_is_the_sources_and_explains_its_row, pairs) {
    const Shop shop(sample.source, sample.target);
    shop.source.run_client("update client set status = '9' where client_id = 2;");
    CHECK_LINES(told(shop.verified().findings), "unreadable client 2 origin source");
    shop.target.run_client(
        "delete from bill where number = 13; delete from account where id = 102;");
    CHECK_LINES(told(shop.verified().findings),
                "refused balance 2 rule parent:client follows client 2 origin source",
                "refused client 2 rule unreadable:state origin source",
                "refused invoice 13 rule parent:client follows client 2 origin source",
                "unreadable client 2 origin source");
}

BOOST_DATA_TEST_CASE(an_intended_change_is_counted_and_shown, pairs) {
    const Shop shop(sample.source, sample.target);
    shop.source.run_client("update client set name = '  Adams' where client_id = 1;");
    const auto seen = shop.verified();
    CHECK_LINES(told(seen.findings), "transformed client 1 origin source");
    BOOST_TEST((seen.findings.findings()[0].severity == rules::Severity::notice));
}

BOOST_DATA_TEST_CASE(a_secret_differs_and_is_not_shown, pairs) {
    const Shop shop(sample.source, sample.target);
    shop.target.run_client("update account set password = 'ONE' where id = 101;");
    const auto seen = shop.verified();
    CHECK_LINES(told(seen.findings),
                "changed client 1 password (secret) -> (secret) origin target");
    const auto& clients = tie(seen, "client");
    BOOST_TEST(clients.source_digest == clients.target_digest);
}

BOOST_DATA_TEST_CASE(a_tie_that_cannot_be_looked_at_does_not_hide_the_others, pairs) {
    const Shop shop(sample.source, sample.target);
    shop.target.run_client(
        "drop table currency; update bill set total = '11.00' where number = 11;"
        "update bill set total = '19.50' where number = 12;");
    const auto seen = shop.verified();
    CHECK_LINES(told(seen.findings), "changed invoice 11 total 10.00 -> 11.00 origin target",
                "changed invoice 12 total 20.50 -> 19.50 origin target",
                "not_looked currency origin target");
    BOOST_TEST(tie(seen, "currency").not_looked.find("`currency`") != std::string::npos);
}

BOOST_DATA_TEST_CASE(a_statement_that_fails_does_not_hide_the_others, pairs) {
    const Shop shop(sample.source, sample.target);
    shop.target.run_client("alter table bill rename column account_id to account;");
    const auto seen = shop.verified();
    CHECK_LINES(told(seen.findings), "not_looked balance origin target",
                "not_looked invoice origin target");
    BOOST_TEST(tie(seen, "currency").equal == 2U);
}

BOOST_DATA_TEST_CASE(nothing_compared_is_said_unless_the_pack_allows_it, pairs) {
    const Shop shop(sample.source, sample.target);
    shop.source.run_client("delete from invoice;");
    shop.target.run_client("delete from bill;");
    CHECK_LINES(told(shop.verified().findings), "empty balance origin source",
                "empty invoice origin source");
}

// SQLite keeps what it is given, so that its catalogue proves no key.
BOOST_AUTO_TEST_CASE(keys_are_proved_by_an_index_only_where_both_sides_have_it) {
    const auto proof = [](db::Engine source, db::Engine target) {
        return tie(Shop(source, target).verified(), "note").keys_proved_by;
    };
    BOOST_TEST(proof(db::Engine::mysql, db::Engine::postgresql) == "unique index");
    BOOST_TEST(proof(db::Engine::mysql, db::Engine::sqlite) == "key digests");
    BOOST_TEST(proof(db::Engine::sqlite, db::Engine::mysql) == "key digests");
}

// Batches hold some thousand rows at most: both sides need several, and the target many more.
BOOST_DATA_TEST_CASE(tables_of_many_batches_are_read_to_their_ends, pairs) {
    const Shop shop(sample.source, sample.target);
    const auto fill = [](const Scratch& side, int first, int last) {
        std::string sql;
        for (int id = first; id <= last; ++id)
            sql +=
                (sql.empty() ? "insert into note values (" : ", (") + std::to_string(id) + ", 'x')";
        side.run_client(sql + ";");
    };
    fill(shop.source, 1, 5000);
    fill(shop.target, 1, 20000);
    const auto notes = tie(shop.verified(), "note");
    BOOST_TEST(notes.equal == 5000U);
    BOOST_TEST(notes.extra == 15000U);
    shop.target.run_client("delete from note where id > 10;");
    const auto fewer = tie(shop.verified(), "note");
    BOOST_TEST(fewer.equal == 10U);
    BOOST_TEST(fewer.missing == 4990U);
}

BOOST_DATA_TEST_CASE(a_stop_ends_the_run, pairs) {
    const Shop shop(sample.source, sample.target);
    const auto pack =
        rules::Pack::load(std::string(TIEOUT_SOURCE_DIR) + "/tests/verify/packs/shop");
    const auto left = db::Session::open(shop.source.parsed());
    const auto right = db::Session::open(shop.target.parsed());
    const std::atomic<bool> stop = true;
    verify::VerifyOptions options;
    options.stop = &stop;
    BOOST_CHECK_EXCEPTION(verify::verify(pack, *left, *right, options, {}), Error,
                          [](const Error& e) { return e.fault() == Fault::interrupted; });
}
