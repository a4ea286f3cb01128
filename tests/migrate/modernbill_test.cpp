// The pack that ships, on rows written by hand from modernbill.md: what v5 must hold is written by
// hand too.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "tests/migrate/shop.h"

using namespace tieout;
using namespace tieout::tests;
namespace data = boost::unit_test::data;

namespace {

struct Way {
    db::Engine source, target;
    friend std::ostream& operator<<(std::ostream& out, const Way& way) {
        return out << db::name(way.source) << " to " << db::name(way.target);
    }
};

std::vector<Way> every_way() {
    std::vector<Way> ways;
    for (const auto source : {db::Engine::mysql, db::Engine::postgresql, db::Engine::sqlite}) {
        for (const auto target : {db::Engine::mysql, db::Engine::postgresql, db::Engine::sqlite})
            ways.push_back({source, target});
    }
    return ways;
}

const std::string cart =
    "a:2:{s:8:\"packages\";a:1:{i:0;a:3:{s:9:\"pack_name\";s:4:\"Gold\";s:16:\"total_pack_price\";"
    "s:6:\"180.00\";"
    "s:11:\"setup_price\";s:5:\"10.00\";}}s:7:\"domains\";a:1:{i:0;a:2:{s:11:\"domain_name\";s:4:"
    "\"x.de\";"
    "s:18:\"total_domain_price\";d:12.95;}}}";

std::string v4_rows() {
    return "insert into client_info (client_id, client_fname, client_lname, client_email, "
           "client_address, client_city, "
           "client_state, client_zip, client_country, client_phone1, client_phone2, "
           "billing_method, client_password, "
           "client_comments, client_status, client_stamp) values "
           "(1, 'Ada', 'Byron', ' Ada@Example.com', '1 Main St\nApt 2', 'Salem', 'MA', '01970', "
           "'US', '1', '', '5', "
           "'0123456789abcdef0123456789abcdef', '', '2', 1072933200);"
           "insert into package_type (pack_id, pack_name, pack_price, pack_setup, pack_cost, "
           "pack_status, pack_display) "
           "values (1, 'Gold', '20.00|19.00|18.00|15.00|12.50', '10.00', '5', 2, 1), "
           "(2, 'Odd', '20.00|0.00|0|', '', '', 1, 0);"
           "insert into client_package (cp_id, client_id, pack_id, pack_price, parent_cp_id, "
           "cp_qty, cp_discount, "
           "cp_start_stamp, cp_renew_stamp, cp_billing_cycle, cp_status, cp_renewed_on, cp_stamp) "
           "values "
           "(1, 1, 1, '0', 2, 2, 0.10, 1072933200, 1104555600, '12', '2', 0, 0), "
           "(2, 1, 1, '8.50', 0, 1, 0, 1072933200, 1, '100', '2', 1072933200, 0), "
           "(3, 1, 2, '12,50', null, 1, 0, 1072933200, 1104555600, '12', '1', 0, 0), "
           "(4, 1, 1, '0', 0, 1, 0, 1072933200, 1104555600, '111', '4', 0, 0), "
           "(5, 1, 9, '0', 0, 1, 0, 1072933200, 1104555600, '1', '2', 0, 0);"
           "insert into client_invoice (invoice_id, client_id, invoice_amount, "
           "invoice_amount_paid, invoice_date_entered, "
           "invoice_date_due, invoice_date_paid, invoice_payment_method, invoice_snapshot, "
           "serialized_snapshot) values "
           "(7, 1, 202.95, 202.95, 1072933200, 1074142800, 1073000000, '5', '', '" +
           cart +
           "'), "
           "(8, 1, 10.00, 0, 1072933200, 1074142800, 0, '', '', null), "
           "(9, 1, 20.00, 0, 1072933200, 1074142800, 0, '', '<table><tr><td>Item<td>Price"
           "<tr><td>Odd<td>$20.00</table>', null), "
           "(10, 1, 30.00, 0, 1072933200, 1074142800, 0, '', '', null), "
           "(11, 1, 12.00, 0, 1072933200, 1074142800, 0, '', '', null), "
           "(12, 1, 5.00, 0, 1072933200, 1074142800, 0, '', '', null);"
           "insert into invoice_log (log_id, invoice_id, client_id, cp_id) values (1, 9, 1, 3), "
           "(2, 10, 1, 3), (3, 10, 1, 1), (4, 11, 1, 3), (5, 11, 1, 3), (6, 12, 1, 5);"
           "insert into client_register (reg_id, client_id, reg_date, reg_desc, invoice_id, "
           "reg_bill, reg_payment, "
           "reg_tracker) values (1, 1, 1072933200, 'generate invoice', 7, '41.03448275', '0', ''), "
           "(2, 1, 1073000000, 'payment', 7, '', '1,202.95', 'TX1'), (3, 1, 1073000000, 'note', 0, "
           "'', '', '');";
}

}  // namespace

BOOST_DATA_TEST_CASE(the_worked_examples_arrive_in_v5, data::make(every_way())) {
    Shop shop(sample.source, sample.target, std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill");
    shop.source().run_client(v4_rows());
    shop.run();
    BOOST_TEST(shop.quarantine.text() ==
               "subscription 5 product_id: no row of product with id 9 was written [9]\n");
    BOOST_TEST(
        shop.rows("select c.address1, c.address2, c.postcode, u.username, u.email, a.status, "
                  "a.payment_method_id "
                  "from account a join account_contact c on c.account_id = a.id join app_user u on "
                  "u.account_id = a.id") ==
        "1 Main St|Apt 2|01970|ada@example.com|ada@example.com|active|5\n");
    // 3.10/1 and 13: part x months; 3.10/2: `0.00` is free, `0` falls back to the monthly part.
    BOOST_TEST(
        shop.rows("select product_id, cycle_id, recurring_amount, setup_amount from product_price "
                  "order by product_id, cycle_id") ==
        "1|1|20.00|10.00\n"
        "1|3|57.00|10.00\n"
        "1|6|108.00|10.00\n"
        "1|12|180.00|10.00\n"
        "1|24|300.00|10.00\n"
        "1|100|20.00|10.00\n"
        "1|111|20.00|10.00\n"
        "2|1|20.00|0.00\n"
        "2|3|0.00|0.00\n"
        "2|12|240.00|0.00\n");
    BOOST_TEST(
        shop.rows(
            "select id, parent_id, unit_price_override, discount_rate, start_date, next_renewal, "
            "last_renewed, status from subscription order by id") ==
        "1|2|-|0.1000|2004-01-01|2005-01-01|-|active\n"
        "2|-|8.50|0.0000|2004-01-01|-|2004-01-01|active\n"
        "3|-|144.00|0.0000|2004-01-01|2005-01-01|-|suspended\n"
        "4|-|0.00|0.0000|2004-01-01|-|-|cancelled\n");
    BOOST_TEST(
        shop.rows("select number, status, due_on, subtotal, total from invoice order by id") ==
        "7|paid|2004-01-15|202.95|202.95\n8|open|2004-01-15|10.00|10.00\n"
        "9|open|2004-01-15|20.00|20.00\n10|open|2004-01-15|30.00|30.00\n"
        "11|open|2004-01-15|12.00|12.00\n12|open|2004-01-15|5.00|5.00\n");
    BOOST_TEST(shop.rows("select invoice_id, position, kind, description, amount, source, "
                         "confidence, subscription_id from invoice_item order by id") ==
               "7|1|recurring|Gold|180.00|snapshot|exact|-\n"
               "7|2|setup|Gold|10.00|snapshot|exact|-\n"
               "7|3|domain|x.de|12.95|snapshot|exact|-\n"
               "8|1|legacy_balancing|Balance of the ModernBill v4 invoice|10.00|balancing|none|-\n"
               "9|1|recurring|Odd|20.00|html|exact|3\n"
               "10|1|legacy_balancing|Gold, Odd|30.00|log|guessed|-\n"
               "11|1|recurring|Odd|12.00|log|guessed|3\n"
               "12|1|recurring|Package 5|5.00|log|guessed|-\n");
    BOOST_TEST(shop.rows("select id, debit, credit from ledger_entry order by id") ==
               "1|41.03448275|0.00000000\n2|0.00000000|1202.95000000\n");
    BOOST_TEST(shop.rows("select id, amount, gateway_ref from payment") == "2|1202.95|TX1\n");
    BOOST_TEST(shop.rows("select payment_id, invoice_id, amount from payment_allocation") ==
               "2|7|1202.95\n");
}
