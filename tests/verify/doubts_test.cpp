#include "verify/doubts.h"

#include <boost/test/unit_test.hpp>

#include "tests/verify/shop.h"
#include "tests/verify/watched.h"

using namespace tieout;
using namespace tieout::tests;
using Lines = std::vector<std::string>;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// The shop of shop.h with a source in MyISAM, and a writer who comes before the n-th reading of a
// table (the first is the scan).
class BusyShop : public Shop {
public:
    explicit BusyShop(const std::string& storage = "MyISAM")
        : Shop(db::Engine::mysql, db::Engine::postgresql) {
        for (const char* table : {"client", "invoice", "note"})
            source.run_client("alter table " + std::string(table) + " engine = " + storage);
    }

    // `sql` of the source, before statements that begin with `head` and read `table`, for the n-th
    // time.
    void writes(const std::string& head, const std::string& table, int nth,
                const std::string& sql) {
        writers_.push_back({head, "FROM `" + table + "`", nth, sql});
    }

    verify::Verification verified_while_written() {
        const auto pack =
            rules::Pack::load(std::string(TIEOUT_SOURCE_DIR) + "/tests/verify/packs/shop");
        Watched left(db::Session::open(source.parsed()),
                     [this](const std::string& sql) { write(sql); });
        const auto right = db::Session::open(target.parsed());
        verify::VerifyOptions options;
        options.zone = "America/New_York";
        return verify::verify(pack, left, *right, options, {});
    }

    std::vector<std::string> statements;  // sent to the source

private:
    struct Writer {
        std::string head, from;
        int before = 0;
        std::string sql;
    };
    std::vector<Writer> writers_;

    void write(const std::string& sql) {
        statements.push_back(sql);
        for (Writer& writer : writers_)
            if (sql.starts_with(writer.head) && has(sql, writer.from) && --writer.before == 0)
                source.run_client(writer.sql);
    }
};

const std::string rows = "SELECT `", figures = "SELECT count(*)";

#define CHECK_LINES(found, ...) \
    BOOST_TEST((found) == (Lines{__VA_ARGS__}), boost::test_tools::per_element())

const rules::TotalResult& total(const verify::Verification& seen, const std::string& name) {
    return *std::find_if(seen.totals.begin(), seen.totals.end(),
                         [&](const rules::TotalResult& each) { return each.name == name; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tables_without_one_view)

BOOST_AUTO_TEST_CASE(a_row_that_changed_while_it_was_read_is_no_difference) {
    BusyShop shop;
    shop.source.run_client("update invoice set amount = '11.00' where invoice_id = 11");
    shop.writes(rows, "invoice", 2, "update invoice set amount = '10.00' where invoice_id = 11");
    const auto seen = shop.verified_while_written();
    CHECK_LINES(told(seen.findings));
    const auto& invoices = tie(seen, "invoice");
    BOOST_TEST(invoices.changed_while_read == 1U);
    BOOST_TEST(invoices.equal == 4U);
    BOOST_TEST(invoices.changed == 0U);
    BOOST_TEST(invoices.source_rows == 4U);
    BOOST_TEST(invoices.source_digest == invoices.target_digest);
    BOOST_TEST(total(seen, "sum total").source == "1035.75");
    BOOST_TEST(total(seen, "sum total").difference == "0");
    BOOST_TEST(tie(seen, "client").changed_while_read == 0U);
}

BOOST_AUTO_TEST_CASE(rows_are_read_again_by_their_keys) {
    BusyShop shop;
    shop.source.run_client("update client set name = 'Adam' where client_id in (1, 3)");
    shop.writes(rows, "client", 2,
                "update client set name = 'Adams' where client_id = 1;"
                "update client set name = 'Clark' where client_id = 3");
    BOOST_TEST(tie(shop.verified_while_written(), "client").changed_while_read == 2U);
    const auto again = std::find_if(shop.statements.begin(), shop.statements.end(),
                                    [](const std::string& sql) { return has(sql, " IN ("); });
    BOOST_REQUIRE(again != shop.statements.end());
    BOOST_TEST(again->ends_with("FROM `client` WHERE `client_id` IN (1, 3)"), *again);
}

BOOST_AUTO_TEST_CASE(a_row_that_came_and_one_that_went_meanwhile_are_no_differences) {
    BusyShop shop;
    shop.source.run_client(
        "delete from client where client_id = 3;"
        "insert into client values (4, 'Dixon', '1', 0, 'four')");
    shop.writes(rows, "client", 2,
                "delete from client where client_id = 4;"
                "insert into client values (3, 'Clark', '1', 0, null)");
    const auto seen = shop.verified_while_written();
    CHECK_LINES(told(seen.findings));
    const auto& clients = tie(seen, "client");
    BOOST_TEST(clients.changed_while_read == 2U);
    BOOST_TEST(clients.source_rows == 3U);
    BOOST_TEST(clients.equal == 3U);
    BOOST_TEST(clients.missing == 0U);
    BOOST_TEST(clients.extra == 0U);
    BOOST_TEST(clients.source_digest == clients.target_digest);
}

BOOST_AUTO_TEST_CASE(a_secret_that_changed_meanwhile_leaves_the_digest_alone) {
    BusyShop shop;
    shop.source.run_client("update client set password = 'ONE' where client_id = 1");
    shop.writes(rows, "client", 2, "update client set password = 'one' where client_id = 1");
    const auto seen = shop.verified_while_written();
    CHECK_LINES(told(seen.findings));
    BOOST_TEST(tie(seen, "client").source_digest == tie(seen, "client").target_digest);
}

BOOST_AUTO_TEST_CASE(three_readings_are_waited_for) {
    BusyShop shop;
    shop.source.run_client("update client set name = 'Adam' where client_id = 1");
    shop.writes(rows, "client", 4, "update client set name = 'Adams' where client_id = 1");
    const auto seen = shop.verified_while_written();
    CHECK_LINES(told(seen.findings));
    BOOST_TEST(tie(seen, "client").changed_while_read == 1U);
}

BOOST_AUTO_TEST_CASE(a_fourth_is_not) {
    BusyShop shop;
    shop.source.run_client("update client set name = 'Adam' where client_id = 1");
    shop.writes(rows, "client", 5, "update client set name = 'Adams' where client_id = 1");
    const auto seen = shop.verified_while_written();
    CHECK_LINES(told(seen.findings), "changed client 1 name Adam -> Adams origin target");
    BOOST_TEST(tie(seen, "client").changed_while_read == 0U);
}

BOOST_AUTO_TEST_CASE(a_real_difference_stays_beside_one_that_does_not) {
    BusyShop shop;
    shop.source.run_client("update invoice set amount = '11.00' where invoice_id = 11");
    shop.target.run_client(
        "update bill set total = '20.51' where number = 12; delete from bill where number = 14;"
        "insert into bill values (15, 102, '1.00', null)");
    shop.writes(rows, "invoice", 2, "update invoice set amount = '10.00' where invoice_id = 11");
    const auto seen = shop.verified_while_written();
    CHECK_LINES(told(seen.findings),
                "changed balance 1 owed 30.50 -> 30.51 follows invoice 12 origin target",
                "changed balance 2 owed 1000.25 -> 1001.25 follows invoice 15 origin target",
                "changed invoice 12 total 20.50 -> 20.51 origin target",
                "extra invoice 15 origin target", "missing invoice 14 origin target",
                "refused balance 3 rule rows:invoice follows invoice 14 origin target");
    const auto& invoices = tie(seen, "invoice");
    BOOST_TEST(invoices.changed_while_read == 1U);
    BOOST_TEST(invoices.equal == 2U);
    BOOST_TEST(invoices.changed == 1U);
    BOOST_TEST(invoices.missing == 1U);
    BOOST_TEST(invoices.extra == 1U);
    BOOST_TEST(total(seen, "sum total").difference == "3.99");
    BOOST_TEST(total(seen, "sum total").explained == "3.99");
}

BOOST_AUTO_TEST_CASE(a_row_that_goes_on_changing_is_told_as_it_was_read_last) {
    BusyShop shop;
    shop.source.run_client("update invoice set amount = '11.00' where invoice_id = 11");
    shop.writes(rows, "invoice", 2, "update invoice set amount = '12.00' where invoice_id = 11");
    shop.writes(rows, "invoice", 4, "delete from invoice where invoice_id = 11");
    const auto seen = shop.verified_while_written();
    CHECK_LINES(told(seen.findings),
                "changed balance 1 owed 20.50 -> 30.50 follows invoice 11 origin target",
                "extra invoice 11 origin target");
    const auto& invoices = tie(seen, "invoice");
    BOOST_TEST(invoices.source_rows == 3U);
    BOOST_TEST(invoices.changed == 0U);
    BOOST_TEST(invoices.extra == 1U);
    BOOST_TEST(total(seen, "sum total").difference == "-10.00");
    BOOST_TEST(total(seen, "sum total").explained == "-10.00");
}

// The clean twin of the whole: there is one view, so what differs in it is told after one reading.
BOOST_AUTO_TEST_CASE(a_table_with_one_view_is_read_once) {
    BusyShop shop("InnoDB");
    shop.source.run_client("update client set name = 'Adam' where client_id = 1");
    shop.writes(rows, "client", 1, "update client set name = 'Adams' where client_id = 1");
    const auto seen = shop.verified_while_written();
    CHECK_LINES(told(seen.findings), "changed client 1 name Adam -> Adams origin target");
    BOOST_TEST(tie(seen, "client").changed_while_read == 0U);
    for (const std::string& sql : shop.statements)
        BOOST_TEST(!has(sql, " IN ("), sql);
}

BOOST_AUTO_TEST_CASE(a_busy_table_without_differences_is_read_once) {
    BusyShop shop;
    const auto seen = shop.verified_while_written();
    CHECK_LINES(told(seen.findings));
    BOOST_TEST(
        std::count_if(shop.statements.begin(), shop.statements.end(), [](const std::string& sql) {
            return sql.starts_with(rows) && has(sql, "FROM `client`");
        }) == 1);
}

BOOST_AUTO_TEST_CASE(the_servers_count_is_asked_again_where_it_spoke_of_another_moment) {
    BusyShop shop;
    shop.writes(figures, "client", 1, "insert into client values (4, 'Dixon', '1', 0, 'four')");
    shop.writes(rows, "client", 2, "delete from client where client_id = 4");
    const auto seen = shop.verified_while_written();
    CHECK_LINES(told(seen.findings));
    for (const auto& witness : tie(seen, "client").witnesses)
        BOOST_TEST(witness.agrees, witness.what);
}

BOOST_AUTO_TEST_CASE(a_count_that_never_agrees_is_told) {
    BusyShop shop;
    for (int nth = 1; nth <= 4; ++nth)
        shop.writes(figures, "note", nth,
                    "insert into note values (" + std::to_string(nth) + ", null)");
    const auto seen = shop.verified_while_written();
    CHECK_LINES(told(seen.findings), "witness note rows origin source",
                "witness note sum of id origin source");
}

BOOST_AUTO_TEST_CASE(the_targets_rows_and_count_are_looked_at_again_too) {
    const Shop shop(db::Engine::postgresql, db::Engine::mysql);
    for (const char* table : {"account", "note"})
        shop.target.run_client("alter table " + std::string(table) + " engine = MyISAM");
    shop.target.run_client("update account set name = 'Adam' where id = 101");
    int readings = 0, counts = 0;
    const auto left = db::Session::open(shop.source.parsed());
    Watched right(db::Session::open(shop.target.parsed()), [&](const std::string& sql) {
        if (sql.starts_with(rows) && has(sql, "FROM `account`") && ++readings == 2)
            shop.target.run_client("update account set name = 'Adams' where id = 101");
        if (sql.starts_with(figures) && has(sql, "FROM `note`") && ++counts == 1)
            shop.target.run_client("insert into note values (9, null)");
        if (sql.starts_with(rows) && has(sql, "FROM `note`") && counts == 1)
            shop.target.run_client("delete from note where id = 9");
    });
    verify::VerifyOptions options;
    options.zone = "America/New_York";
    const auto pack =
        rules::Pack::load(std::string(TIEOUT_SOURCE_DIR) + "/tests/verify/packs/shop");
    const auto seen = verify::verify(pack, *left, right, options, {});
    CHECK_LINES(told(seen.findings));
    BOOST_TEST(tie(seen, "client").changed_while_read == 1U);
    BOOST_TEST(tie(seen, "client").target_digest == tie(seen, "client").source_digest);
    BOOST_TEST(counts == 2);
}

BOOST_AUTO_TEST_CASE(each_pause_is_longer_than_the_one_before) {
    BOOST_TEST(verify::pause_before(1).count() == 50);
    BOOST_TEST(verify::pause_before(2).count() == 200);
    BOOST_TEST(verify::pause_before(3).count() == 800);
}

BOOST_AUTO_TEST_SUITE_END()
