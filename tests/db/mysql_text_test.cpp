// What is decided of MySQL's words without a server: grants, errors, statements.
#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "db/mysql_catalogue.h"
#include "db/mysql_error.h"
#include "db/mysql_grants.h"
#include "db/mysql_sql.h"

using namespace tieout;
using namespace tieout::db;

namespace {

using Names = std::vector<std::string>;
const auto each = boost::test_tools::per_element();

}  // namespace

BOOST_AUTO_TEST_SUITE(mysql_text)

BOOST_AUTO_TEST_CASE(only_privileges_that_write_this_database_are_named) {
    BOOST_TEST(writing_privileges("GRANT USAGE ON *.* TO `r`@`%`", "shop").empty());
    BOOST_TEST(
        writing_privileges("GRANT SELECT, SHOW VIEW ON `shop`.* TO `r`@`%`", "shop").empty());
    BOOST_TEST(writing_privileges("GRANT SELECT (`a`, `b ON c`) ON `shop`.`t` TO `r`@`%`", "shop")
                   .empty());
    BOOST_TEST(writing_privileges("GRANT INSERT ON `other`.* TO `r`@`%`", "shop").empty());
    BOOST_TEST(writing_privileges("GRANT SELECT, INSERT, DELETE ON `shop`.* TO `r`@`%`", "shop") ==
                   (Names{"INSERT", "DELETE"}),
               each);
    BOOST_TEST(writing_privileges("GRANT SELECT (`a`), UPDATE (`a`, `b`) ON `shop`.`t` TO `r`",
                                  "shop") == Names{"UPDATE"},
               each);
    BOOST_TEST(writing_privileges("GRANT ALL PRIVILEGES ON `sh\\_p%`.* TO `r`@`%`", "sh_p2") ==
                   Names{"ALL PRIVILEGES"},
               each);
    BOOST_TEST(
        writing_privileges("GRANT ALL PRIVILEGES ON `sh\\_p%`.* TO `r`@`%`", "shop").empty());
    BOOST_TEST(writing_privileges("GRANT EXECUTE ON PROCEDURE `shop`.`p` TO `r`", "shop") ==
                   Names{"EXECUTE"},
               each);
    BOOST_TEST(writing_privileges("GRANT SUPER ON *.* TO \"r\"@\"%\"", "shop") == Names{"SUPER"},
               each);
}

BOOST_AUTO_TEST_CASE(a_granted_role_is_followed_by_its_name) {
    BOOST_TEST(granted_role("GRANT `app` TO `r`@`%`") == "`app`");
    BOOST_TEST(granted_role("GRANT `app`@`%` TO `r`@`%`") == "`app`@`%`");
    BOOST_TEST(granted_role("GRANT SELECT ON `shop`.* TO `r`@`%`") == "");
}

BOOST_AUTO_TEST_CASE(a_constraint_is_found_in_the_words_of_both_servers) {
    const auto named = [](unsigned code, const char* words) {
        return refused_constraint({code, "23000", words}, "t");
    };
    BOOST_TEST(named(1062, "Duplicate entry 'for key 'a'' for key 'email_key'") == "email_key");
    BOOST_TEST(named(1062, "Duplicate entry 'x' for key 't.email_key'") == "email_key");
    BOOST_TEST(named(1048, "Column 'c' cannot be null") == "t.c");
    BOOST_TEST(named(1452, "… fails (`d`.`t`, CONSTRAINT `fk` FOREIGN KEY (`p`) …)") == "fk");
    BOOST_TEST(named(1452, "… fails (\"d\".\"t\", CONSTRAINT \"fk\" FOREIGN KEY (\"p\") …)") ==
               "fk");
    BOOST_TEST(named(4025, "CONSTRAINT `positive` failed for `d`.`t`") == "positive");
    BOOST_TEST(named(3819, "Check constraint 'positive' is violated.") == "positive");
    BOOST_TEST(named(1406, "Data too long for column 'c' at row 1") == "");
}

BOOST_AUTO_TEST_CASE(faults_are_told_apart) {
    BOOST_CHECK(mysql_fault({1045, "28000", ""}) == Fault::connection);
    BOOST_CHECK(mysql_fault({1044, "42000", ""}) == Fault::rights);
    BOOST_CHECK(mysql_fault({1142, "42000", ""}) == Fault::rights);
    BOOST_CHECK(mysql_fault({1146, "42S02", ""}) == Fault::schema);
    BOOST_CHECK(mysql_fault({2013, "HY000", ""}) == Fault::connection);
    BOOST_CHECK(mysql_fault({1317, "70100", ""}) == Fault::interrupted);
    BOOST_CHECK(mysql_fault({1062, "23000", ""}) == Fault::data);
    BOOST_TEST(is_row_refusal({1062, "23000", ""}));
    BOOST_TEST(is_row_refusal({1366, "HY000", ""}));
    BOOST_TEST(!is_row_refusal({1213, "40001", ""}));
    BOOST_TEST(!is_row_refusal({1146, "42S02", ""}));
}

BOOST_AUTO_TEST_CASE(literals_double_what_would_end_them) {
    const auto literal = [](std::string_view text, Backslash backslash) {
        std::string sql;
        append_literal(sql, text, backslash);
        return sql;
    };
    BOOST_TEST(literal("it's", Backslash::plain) == "'it''s'");
    BOOST_TEST(literal("'", Backslash::plain) == "''''");
    BOOST_TEST(literal("a\\'", Backslash::plain) == "'a\\'''");
    BOOST_TEST(literal("a\\'", Backslash::escapes) == "'a\\\\'''");
    BOOST_TEST(quote_mysql_name("a`b") == "`a``b`");
}

BOOST_AUTO_TEST_CASE(statements_end_at_their_own_semicolons) {
    const auto split = [](std::string_view sql, Backslash backslash = Backslash::plain) {
        std::vector<std::string> out;
        for (const auto statement : split_mysql_script(sql, backslash))
            out.emplace_back(statement);
        return out;
    };
    BOOST_TEST(split("a; b ;;\n-- c;\n") == (Names{"a", "b "}), each);
    BOOST_TEST(split("select 5--1; select 2") == (Names{"select 5--1", "select 2"}), each);
    BOOST_TEST(split("select '\\'; b") == (Names{"select '\\'", "b"}), each);
    BOOST_TEST(split("select '\\'; b", Backslash::escapes) == Names{"select '\\'; b"}, each);
    BOOST_TEST(split("/*!40101 set x; */; b") == (Names{"/*!40101 set x; */", "b"}), each);
    BOOST_TEST(split("/* a; */ `b;`; \"c;\"") == (Names{"`b;`", "\"c;\""}), each);
}

BOOST_AUTO_TEST_CASE(members_of_an_enum_are_unquoted) {
    BOOST_TEST(mysql_members("enum('it''s','b,c','')") == (Names{"it's", "b,c", ""}), each);
    BOOST_TEST(mysql_members("set('x','y')") == (Names{"x", "y"}), each);
    BOOST_TEST(mysql_members("varchar(10)").empty());
}

BOOST_AUTO_TEST_SUITE_END()
