#include "db/sql_tables.h"

#include <boost/test/unit_test.hpp>

using namespace tieout;

namespace {

// t stands as mb_t, u as a derived table.
std::string sent(std::string_view sql) {
    return db::with_tables(sql, [](std::string_view name) -> std::optional<std::string> {
        if (name == "t" || name == "T") return "mb_t";
        if (name == "u") return "(select 1)";
        return std::nullopt;
    });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sql_tables)

BOOST_AUTO_TEST_CASE(a_table_keeps_its_alias_or_its_own_name) {
    BOOST_TEST(sent("select a from t") == "select a from mb_t t");
    BOOST_TEST(sent("select x.a from t x") == "select x.a from mb_t x");
    BOOST_TEST(sent("select x.a from t as x where x.b = 1") ==
               "select x.a from mb_t as x where x.b = 1");
    BOOST_TEST(sent("SELECT \"t\".a FROM \"t\" WHERE 1 = 1") ==
               "SELECT \"t\".a FROM mb_t \"t\" WHERE 1 = 1");
    BOOST_TEST(sent("select `t`.a from `t`") == "select `t`.a from mb_t `t`");
    BOOST_TEST(sent("select a from T\norder by a") == "select a from mb_t T\norder by a");
}

BOOST_AUTO_TEST_CASE(joins_and_lists_of_tables_are_seen) {
    BOOST_TEST(sent("select 1 from a left join t on t.x = a.x join u using (x)") ==
               "select 1 from a left join mb_t t on t.x = a.x join (select 1) u using (x)");
    BOOST_TEST(sent("select 1 from a, t, u v where 1 = 1") ==
               "select 1 from a, mb_t t, (select 1) v where 1 = 1");
    BOOST_TEST(sent("select 1 from (t cross join u)") ==
               "select 1 from (mb_t t cross join (select 1) u)");
    BOOST_TEST(sent("from t join a on f(t.x, 1) = a.x, u") ==
               "from mb_t t join a on f(t.x, 1) = a.x, (select 1) u");
}

BOOST_AUTO_TEST_CASE(queries_inside_queries_are_seen) {
    BOOST_TEST(sent("select (select max(x) from t) from (select * from u) d") ==
               "select (select max(x) from mb_t t) from (select * from (select 1) u) d");
    BOOST_TEST(
        sent("select 1 from a where x in (select x from t union select x from u)") ==
        "select 1 from a where x in (select x from mb_t t union select x from (select 1) u)");
}

BOOST_AUTO_TEST_CASE(what_is_no_table_of_a_from_stays) {
    for (const char* sql :
         {"select t, u from a", "select t.x from a t", "select 'from t' from a -- from t",
          "select 1 /* from t */ from a", "select 'it''s from t' from a", "select f(a, t) from b",
          "select 1 from s.t", "select 1 from a where (x, t) in (select 1, 2)",
          "select 1 from a order by x, t", "select extract(year from x) from a",
          "select 1 from a group by t, u having count(t) > 1"})
        BOOST_TEST(sent(sql) == sql);
}

BOOST_AUTO_TEST_SUITE_END()
