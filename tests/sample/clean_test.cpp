#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>

#include "tests/sample/made.h"
#include "tests/sample/php_reader.h"

using namespace tieout;
using tests::Made;
using tests::PhpReader;
using tests::PhpValues;

namespace {

// Asked of SQLite; amounts in whole cents. Amounts are text there: + 0 makes them numbers. Each is
// a promise that no row of a clean sample breaks and some row of a typical one does.
struct Promise {
    const char* what;
    const char* offenders;  // from …
};

std::ostream& operator<<(std::ostream& out, const Promise& promise) {
    return out << promise.what;
}

const Promise promises[] = {
    {"e-mail addresses are one each, lower case, trimmed",
     "client_info c where client_email = '' or client_email <> trim(lower(client_email)) or exists "
     "(select 1 from "
     "client_info o where o.client_email = c.client_email and o.client_id <> c.client_id)"},
    {"user names are one each, lower case",
     "client_info c where client_username = '' or client_username <> lower(client_username) or "
     "exists (select 1 from "
     "client_info o where o.client_username = c.client_username and o.client_id <> c.client_id)"},
    {"domains are one each, lower case",
     "domain_names d where domain_name <> trim(lower(domain_name)) or domain_name like 'http%' or "
     "exists (select 1 from "
     "domain_names o where o.domain_name = d.domain_name and o.domain_id <> d.domain_id)"},
    {"names have no slash, entity or question mark",
     "client_info where client_fname || client_lname || coalesce(client_company, '') || "
     "client_city glob '*[\\?]*' or "
     "client_fname || client_lname || coalesce(client_company, '') like '%&%;%'"},
    {"every service has its client",
     "client_package p where not exists (select 1 from client_info c where c.client_id = "
     "p.client_id)"},
    {"every service has its product",
     "client_package p where not exists (select 1 from package_type t where t.pack_id = "
     "p.pack_id)"},
    {"every invoice has its client",
     "client_invoice i where not exists (select 1 from client_info c where c.client_id = "
     "i.client_id)"},
    {"every ledger row has its invoice, of the same client",
     "client_register r where not exists (select 1 from client_invoice i where i.invoice_id = "
     "r.invoice_id and "
     "i.client_id = r.client_id)"},
    {"a parent is another service of the same client",
     "client_package p where parent_cp_id > 0 and not exists (select 1 from client_package o where "
     "o.cp_id = "
     "p.parent_cp_id and o.client_id = p.client_id and o.cp_id <> p.cp_id)"},
    {"the credit that an amount implies is between nothing and what is owed",
     "client_invoice where round((invoice_subtotal - invoice_discount + invoice_tax - "
     "invoice_amount) * 100) not between "
     "0 and round((invoice_subtotal - invoice_discount) * 100)"},
    {"what is paid is paid in full and has its day",
     "client_invoice where (invoice_date_paid <> 0 and round(invoice_amount_paid * 100) <> "
     "round(invoice_amount * 100)) "
     "or (invoice_date_paid = 0 and round(invoice_amount_paid * 100) <> 0)"},
    {"the ledger bills each invoice once, and pays what was paid",
     "(select i.invoice_id from client_invoice i left join client_register r on r.invoice_id = "
     "i.invoice_id group by "
     "i.invoice_id having round(coalesce(sum(r.reg_bill), 0) * 100) <> round(i.invoice_amount * "
     "100) or "
     "round(coalesce(sum(r.reg_payment), 0) * 100) <> round(i.invoice_amount_paid * 100))"},
    {"ledger amounts have two decimals, or are '0' or ''",
     "client_register where (reg_bill not in ('', '0') and substr(reg_bill, -3, 1) <> '.') or "
     "(reg_payment not in ('', "
     "'0') and substr(reg_payment, -3, 1) <> '.') or reg_bill like '%,%'"},
    {"a transaction is of one invoice",
     "(select trans_id from client_invoice where trans_id <> '' "
     "group by trans_id having count(*) > 1)"},
    // 1118808000 is 2005-06-15 00:00 in New York.
    {"an active recurring service renews after the copy, on a first at midnight",
     "client_package p join client_info c on c.client_id = p.client_id where cp_status = '2' and "
     "client_status = '2' and "
     "cp_billing_cycle <> '100' and (cp_renew_stamp <= 1118808000 or strftime('%d %M:%S', "
     "cp_renew_stamp, 'unixepoch') <> "
     "'01 00:00' or strftime('%H', cp_renew_stamp, 'unixepoch') not in ('04', '05'))"},
    {"a one-time service, and no other, renews at 1",
     "client_package where (cp_billing_cycle = '100') <> (cp_renew_stamp = 1)"},
    {"a service starts at midnight and before it renews",
     "client_package where strftime('%M:%S', cp_start_stamp, 'unixepoch') <> '00:00' or "
     "(cp_renew_stamp > 1 and "
     "cp_start_stamp > cp_renew_stamp)"},
    {"a domain expires after it was created",
     "domain_names where domain_created <= 0 or domain_expires <= domain_created or domain_expires "
     "> 2145916800"},
    {"codes are those that are known",
     "client_package where cp_status not in ('1', '2', '3', '4', '5', '7') or cp_qty < 1 or "
     "cp_discount + 0 not between 0 and "
     "0.99"},
    {"only active clients have active services",
     "client_package p join client_info c on c.client_id = p.client_id where cp_status = '2' and "
     "client_status <> '2'"},
    {"a country is a code of two letters",
     "client_info where client_country not glob '[A-Z][A-Z]'"},
};

// Right, though each looks wrong at first sight: a clean sample has some of each.
const Promise oddities[] = {
    {"one-time services with stamp 1",
     "client_package where cp_renew_stamp = 1 and cp_billing_cycle = '100'"},
    {"free cycles written 0.00",
     "client_package p join package_type t on t.pack_id = p.pack_id where t.pack_price like "
     "'%0.00%' and cp_status = '2'"},
    {"two clients of one name and address",
     "client_info a join client_info b on a.client_lname = b.client_lname and a.client_address = "
     "b.client_address and "
     "a.client_id < b.client_id and a.client_fname <> b.client_fname"},
    {"zero invoices that are paid without a payment",
     "client_invoice i where invoice_amount = '0.00' and invoice_date_paid <> 0 and not exists "
     "(select 1 from "
     "client_register r where r.invoice_id = i.invoice_id and reg_payment not in ('', '0'))"},
    {"ledger rows with an empty side", "client_register where reg_bill = '' or reg_payment = ''"},
    {"an ampersand written as an entity in a comment",
     "client_info where client_comments like '%&amp;%'"},
    {"addresses of two lines in one column",
     "client_info where client_address like '%' || char(10) || '%'"},
    {"addresses of two columns", "client_info where client_address_2 <> ''"},
    {"accents", "client_info where client_lname glob '*[^ -~]*'"},
    {"apostrophes", "client_info where client_lname like '%''%'"},
    {"discounts", "client_package where cp_discount + 0 > 0"},
    {"prices of a client's own",
     "client_package where pack_price <> '0' and cp_billing_cycle = '1'"},
    {"quantities", "client_package where cp_qty > 1"},
    {"credits that are used up",
     "client_credit where credit_amount = '0.00' and credit_comments like '%used%'"},
    {"taxes", "client_invoice where invoice_tax <> '0.00' and tax_zone_id > 0"},
    {"invoices paid in two parts",
     "(select 1 from client_register where reg_payment not in ('', '0') group by invoice_id having "
     "count(*) = 2)"},
    {"open invoices", "client_invoice where invoice_date_paid = 0"},
    {"clients of every state",
     "(select client_status from client_info group by client_status having count(*) > 0) "
     "having count(*) = 5"},
};

struct Samples {
    Made clean{db::Engine::sqlite, 400, "none"};
    Made typical{db::Engine::sqlite, 400, "typical"};
};

Samples& samples() {
    static Samples made;
    return made;
}

// Lines of a snapshot, summed in cents.
long long cents_of_lines(const PhpValues& values) {
    long long sum = 0;
    for (const auto& [path, text] : values)
        if (path.starts_with("packages/") ? path.ends_with("_price")
                                          : path.ends_with("total_domain_price")) {
            std::string digits = text;
            digits.erase(digits.find('.'), 1);
            sum += std::stoll(digits);
        }
    return sum;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(clean)

BOOST_DATA_TEST_CASE(a_clean_sample_keeps_its_promises, promises, promise) {
    BOOST_TEST(samples().clean.count(promise.offenders) == "0");
}

BOOST_DATA_TEST_CASE(a_typical_sample_breaks_each_of_them, promises, promise) {
    BOOST_TEST(samples().typical.count(promise.offenders) != "0");
}

BOOST_DATA_TEST_CASE(a_clean_sample_has_what_only_looks_wrong, oddities, oddity) {
    BOOST_TEST(samples().clean.count(oddity.offenders) != "0");
}

BOOST_AUTO_TEST_CASE(every_snapshot_reads_and_sums_to_subtotal_less_discount) {
    const auto result = samples().clean.session->query(
        "select invoice_id, serialized_snapshot, cast(round((invoice_subtotal - invoice_discount) "
        "* 100) as integer) "
        "from client_invoice where serialized_snapshot is not null");
    BOOST_TEST(result.rows.size() > 3000u);
    for (const auto& row : result.rows) {
        PhpValues values;
        BOOST_REQUIRE_NO_THROW(values = PhpReader::read(*row[1]));
        BOOST_REQUIRE_MESSAGE(cents_of_lines(values) == std::stoll(*row[2]), "invoice " << *row[0]);
    }
}

BOOST_AUTO_TEST_CASE(all_text_is_in_cp1252) {
    // Beyond Latin-1 the sample uses one dash (U+2013), which cp1252 has.
    const auto result = samples().clean.session->query(
        "select client_fname || client_lname || coalesce(client_company, '') || client_address || "
        "client_city || "
        "client_state || client_comments from client_info union all select credit_comments from "
        "client_credit");
    for (const auto& row : result.rows)
        for (std::size_t i = 0; i < row[0]->size(); ++i) {
            const auto byte = static_cast<unsigned char>((*row[0])[i]);
            if (byte < 0xc4) continue;
            BOOST_REQUIRE_MESSAGE(row[0]->substr(i, 3) == "\u2013", *row[0]);
        }
}

BOOST_AUTO_TEST_SUITE_END()
