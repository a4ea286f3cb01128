#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <set>

#include "base/error.h"
#include "tests/sample/made.h"

using namespace tieout;
using tests::Made;

namespace {

Made& typical() {
    static Made made(db::Engine::sqlite, 600, "typical", 5);
    return made;
}

// client_news has none: its ID stands for one.
std::string primary_key(const std::string& table) {
    if (table == "client_news") return "ID";
    return typical().session->catalogue().find(table)->primary_key()->columns.at(0);
}

// What shows the problem, in modernbill.md's words: the keys of exactly the rows that the manifest
// names for it.
struct Shown {
    int problem;
    const char* keys;
};

std::ostream& operator<<(std::ostream& out, const Shown& shown) {
    return out << "problem " << shown.problem;
}

const Shown shown[] = {
    {1,
     "select cp_id from client_package where client_id not in (select client_id from client_info)"},
    {2, "select cp_id from client_package where pack_id not in (select pack_id from package_type)"},
    {7,
     "select details_id from account_details where domain_id > 0 and domain_id not in (select "
     "domain_id from domain_names)"},
    {8,
     "select cp_id from account_details where cp_id in (select cp_id from client_package) group by "
     "cp_id having count(*) > 1"},
    {16,
     "select domain_id from domain_names where registrar_id not in (0, 1, 2, 3, 4, 5, 6, 7, 9, 11, "
     "12, 14, 15, 16)"},
    {20, "select client_id from client_info where client_email like '%,%'"},
    {29, "select domain_id from domain_names where domain_created = 0"},
    {30, "select cp_id from client_package where cp_renew_stamp = 1 and cp_billing_cycle <> '100'"},
    {31, "select cp_id from client_package where cp_renew_stamp = 0"},
    {33,
     "select cp_id from client_package where cp_renew_stamp > 1 and strftime('%d', cp_renew_stamp, "
     "'unixepoch') = '17'"},
    {34, "select cp_id from client_package where cp_renewed_on = 0"},
    {38,
     "select cp_id from client_package where cp_renew_stamp > 1 and cp_start_stamp > "
     "cp_renew_stamp"},
    {39, "select domain_id from domain_names where domain_expires < domain_created"},
    {48, "select cp_id from client_package where pack_id = 5 and cp_billing_cycle = '12'"},
    {51, "select cp_id from client_package where cp_billing_cycle in ('', '0')"},
    {52, "select cp_id from client_package where cp_discount + 0 not between 0 and 1"},
    {53, "select cp_id from client_package where cp_qty < 1"},
    {60,
     "select invoice_id from client_invoice where invoice_date_paid > 0 and invoice_amount_paid > "
     "0 and "
     "round(invoice_amount_paid * 100) < round(invoice_amount * 100)"},
    {61,
     "select invoice_id from client_invoice where invoice_amount_paid + 0 > 0 and "
     "round(invoice_amount_paid * 100) > "
     "round(invoice_amount * 100)"},
    {62,
     "select invoice_id from client_invoice where auth_return = 2 and invoice_amount_paid + 0 = 0"},
    {63, "select invoice_id from client_invoice where invoice_amount + 0 < 0"},
    {68,
     "select credit_id from client_credit where credit_amount = '1.00' and credit_comments like "
     "'%1,275.00%'"},
    {69, "select credit_id from client_credit where credit_comments like '%''%'"},
    {54,
     "select cp_id from client_package where pack_id = 16 and cp_billing_cycle = '111' and "
     "pack_price <> '12.95' union select cp_id from client_package where pack_price in ('9.99', "
     "'149.00') and pack_id between 16 and 18"},
    {77, "select client_id from client_info where default_currency <> 'US'"},
    {79, "select an_id from authnet_batch"},
    {78, "select invoice_id from client_invoice where coalesce(invoice_status, 0) = 0"},
    {81,
     "select client_id from client_info c where client_status in ('1', '4', '5') and exists "
     "(select 1 from "
     "client_package p where p.client_id = c.client_id and cp_status = '2')"},
    {82,
     "select client_id from client_info c where client_status = '3' and exists (select 1 from "
     "client_package p where "
     "p.client_id = c.client_id and cp_status = '2')"},
    {104,
     "select client_id from client_info where billing_cc_code > 0 or x_Bank_Acct_Num <> '' or "
     "x_Drivers_License_Num <> ''"},
    {90, "select client_id from client_info where client_fname || client_city like '%?%'"},
    {91, "select client_id from client_info where instr(client_comments, char(0)) > 0"},
    {92,
     "select client_id from client_info where client_lname || coalesce(client_company, '') like "
     "'%\\%'"},
    {95,
     "select client_id from client_info where length(client_company) = 100 or "
     "length(billing_cc_type) = 25"},
    {97,
     "select client_id from client_info where client_address like '%' || char(13) || '%' or "
     "client_address like '%' || "
     "char(9) || '%'"},
    {120, "select invoice_id from client_invoice where invoice_amount = '99999999.99'"},
};

std::set<std::string> keys_of(const std::string& sql) {
    std::set<std::string> keys;
    for (const auto& row : typical().session->query(sql).rows)
        keys.insert(*row[0]);
    return keys;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(typical_defects)

BOOST_DATA_TEST_CASE(the_rows_that_show_a_problem_are_those_of_the_manifest, shown, one) {
    std::set<std::string> named;
    for (const sample::Planted& planted : typical().manifest.planted)
        if (planted.problem == one.problem) named.insert(planted.row.key);
    BOOST_TEST(!named.empty());
    BOOST_TEST(keys_of(one.keys) == named, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_row_that_the_manifest_names_is_there) {
    for (const sample::Planted& planted : typical().manifest.planted) {
        std::vector<sample::RowKey> rows = planted.also;
        rows.push_back(planted.row);
        for (const sample::RowKey& row : rows) {
            const std::string sql =
                row.table + " where " + primary_key(row.table) + " = '" + row.key + "'";
            BOOST_TEST(typical().count(sql) == "1", "problem " << planted.problem << ": " << sql);
        }
    }
}

BOOST_AUTO_TEST_CASE(no_row_is_named_by_two_problems) {
    std::set<std::pair<std::string, std::string>> seen;
    for (const sample::Planted& planted : typical().manifest.planted) {
        std::set<std::pair<std::string, std::string>> own{{planted.row.table, planted.row.key}};
        for (const sample::RowKey& row : planted.also)
            if (row.table != "coupon_codes" && row.table != "package_type" &&
                row.table != "tld_config" && row.table != "affiliate_config")
                own.insert({row.table, row.key});
        for (const auto& row : own)
            BOOST_TEST(seen.insert(row).second,
                       "problem " << planted.problem << ": " << row.first << " " << row.second);
    }
}

BOOST_AUTO_TEST_CASE(every_problem_of_these_tables_is_planted) {
    std::set<int> planted;
    for (const sample::Planted& one : typical().manifest.planted)
        planted.insert(one.problem);
    const std::set<int> expected{
        1,  2,  4,  6,  7,  8,  9,  10,  11,  12,  13,  14,  15,  16,  17,  18,  19, 20,
        21, 22, 23, 24, 25, 26, 27, 29,  30,  31,  32,  33,  34,  36,  38,  39,  40, 41,
        42, 43, 44, 47, 48, 51, 52, 53,  54,  56,  57,  58,  59,  60,  61,  62,  63, 65,
        66, 67, 68, 69, 71, 73, 77, 78,  79,  80,  81,  82,  83,  88,  89,  90,  91, 92,
        93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 120};
    BOOST_TEST(planted == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_manifest_counts_the_rows_that_are_there) {
    for (const auto& [table, rows] : typical().manifest.rows)
        BOOST_TEST(typical().count(table) == std::to_string(rows), table);
}

BOOST_AUTO_TEST_CASE(a_second_sample_into_the_same_database_is_refused) {
    tests::Scratch scratch(db::Engine::sqlite);
    sample::Options options;
    options.clients = 3;
    options.defects = "none";
    options.pack = std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill";
    sample::make(options, *db::Writer::open(scratch.parsed()));
    BOOST_CHECK_EXCEPTION(sample::make(options, *db::Writer::open(scratch.parsed())), Error,
                          [](const Error& error) { return error.fault() == Fault::usage; });
}

BOOST_AUTO_TEST_CASE(the_next_invoice_follows_the_greatest_number) {
    BOOST_TEST(typical().ask("select seq - (select max(invoice_id) from client_invoice) from "
                             "sqlite_sequence where name = "
                             "'client_invoice'") == "0");
}

BOOST_AUTO_TEST_SUITE_END()
