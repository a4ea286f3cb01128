#include "reports/csv.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <sstream>

#include "tests/reports/records.h"

using namespace tieout::reports;
using namespace tieout::rules;

namespace {

Member member(const std::string& key, std::vector<ColumnPair> columns) {
    Member m;
    m.key = {{"id", key}};
    m.columns = std::move(columns);
    return m;
}

// The lines after the head, without the member's id.
std::string body(std::vector<Member> members, Personal personal = Personal::shown) {
    std::ostringstream out;
    write_differences(out, Finding(), {"", std::move(members)}, personal);
    std::string text = out.str();
    std::string result;
    std::istringstream in(text.substr(text.find("\r\n") + 2));
    for (std::string line; std::getline(in, line);)
        result += line.substr(line.find(',') + 1);
    return result;
}

std::string cell(const std::string& text, const char* as) {
    const std::string line = body({member("1", {{"x", text, std::nullopt, as}})});
    return line.substr(2, line.find(",,yes,yes,,") - 2);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(csv)

BOOST_AUTO_TEST_CASE(a_members_line_holds_key_both_sides_amount_and_note) {
    Member m =
        member("17", {{"total", "10.00", "9.00", "money"}, {"note", "a", std::nullopt, "text"}});
    m.amount = tieout::Decimal::parse("-1.00");
    m.note = "by hand";
    m.follows_tie = "client";
    m.follows_key = {{"id", "4"}};
    std::ostringstream out;
    Finding f;
    f.id = "f";
    write_differences(out, f, {"f", {m}});
    BOOST_TEST(out.str() ==
               "member,id,total source,total target,note source,note target,in_source,"
               "in_target,amount,note\r\n" +
                   member_id("f", m.key) +
                   ",17,10.00,9.00,a,,yes,yes,-1.00,by hand; follows from client 4\r\n");
}

BOOST_AUTO_TEST_CASE(a_formula_in_a_text_stays_a_text) {
    BOOST_TEST(cell("=1+1", "text") == "'=1+1");
    BOOST_TEST(cell("@SUM(A1)", "text") == "'@SUM(A1)");
    BOOST_TEST(cell("+32 2 555", "text") == "'+32 2 555");
    BOOST_TEST(cell("-5", "text") == "'-5");
    BOOST_TEST(cell("\tx", "") == "'\tx");
    BOOST_TEST(cell("=1+1", "money") == "'=1+1");
}

BOOST_AUTO_TEST_CASE(a_number_stays_a_number) {
    BOOST_TEST(cell("-5.00", "money") == "-5.00");
    BOOST_TEST(cell("-5.00", "") == "-5.00");
    BOOST_TEST(cell("a=1", "text") == "a=1");
}

BOOST_AUTO_TEST_CASE(null_and_empty_text_are_two_cells) {
    BOOST_TEST(body({member("1", {{"x", "", std::nullopt, "text"}})}) == "1,\"\",,yes,yes,,\r");
}

BOOST_AUTO_TEST_CASE(separators_quotes_and_line_ends_stay_inside_their_cell) {
    BOOST_TEST(cell("a,b", "text") == "\"a,b\"");
    BOOST_TEST(cell("a\"b", "text") == "\"a\"\"b\"");
    BOOST_TEST(cell("a\rb", "text") == "\"a\rb\"");
}

BOOST_AUTO_TEST_CASE(masked_it_shows_no_name_but_every_amount) {
    BOOST_TEST(body({member("1", {{"x", "Anna", "Ann", "text"}, {"y", "1.00", "2.00", "money"}})},
                    Personal::masked) == "1,A•••,A••,1.00,2.00,yes,yes,,\r");
}

BOOST_AUTO_TEST_CASE(a_missing_row_has_no_cells_on_its_side) {
    Member m = member("1", {{"x", "a", "stale", "text"}});
    m.in_target = false;
    BOOST_TEST(body({m}) == "1,a,,yes,no,,\r");
}

BOOST_AUTO_TEST_CASE(a_files_name_cannot_leave_its_folder) {
    Finding f;
    f.tie = "../../etc/passwd";
    f.id = "0a1b";
    BOOST_TEST(difference_file(f) == "______etc_passwd-changed-0a1b.csv");
    BOOST_TEST(quarantine_file("a/b") == "a_b.csv");
}

BOOST_AUTO_TEST_CASE(quarantine_is_written_with_its_reason) {
    std::ostringstream out;
    write_quarantine(out, {{"account", "client_info", {{"id", "7"}}, "email", "no, twice", "=x"}});
    BOOST_TEST(out.str() ==
               "from,key,table,column,reason,raw\r\nclient_info,7,account,email,\"no, "
               "twice\",'=x\r\n");
}

BOOST_AUTO_TEST_CASE(every_finding_is_one_line_with_its_state_and_the_file_of_its_rows) {
    std::ostringstream out;
    write_findings(out, tests::broken_record());
    const std::string text = out.str();
    BOOST_TEST(text.find("finding,severity,origin,state,tie,rule,table,kind,columns,rows,amount,"
                         "waived,title,advice,file\r\n") == 0U);
    BOOST_TEST(text.find("\r\n9a1ce0000002,error,target,standing,invoice,,,changed,total,1204,"
                         "3911.80,,Invoices whose total differs,The quarterly price was taken for "
                         "the monthly one: look at the price's route.,"
                         "invoice-changed-9a1ce0000002.csv\r\n") != std::string::npos);
    BOOST_TEST(std::count(text.begin(), text.end(), '\n') == 5);
}

BOOST_AUTO_TEST_CASE(a_line_of_texts_runs_nothing_and_stays_one_line_of_cells) {
    std::ostringstream out;
    write_csv_line(out, {"=1+1", "-5", "a,b", "say \"x\"", "two\r\nlines", "", "plain"});
    BOOST_TEST(out.str() == "'=1+1,'-5,\"a,b\",\"say \"\"x\"\"\",\"two\r\nlines\",\"\",plain\r\n");
}

BOOST_AUTO_TEST_SUITE_END()
