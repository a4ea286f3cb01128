#include "db/mysql_catalogue.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "db/session.h"
#include "tests/support/scratch.h"

using namespace tieout;
using namespace tieout::db;

namespace {

const Constraint& rule(const Table& table, ConstraintKind kind, const std::string& name) {
    const auto found =
        std::find_if(table.constraints.begin(), table.constraints.end(),
                     [&](const Constraint& c) { return c.kind == kind && c.name == name; });
    BOOST_REQUIRE_MESSAGE(found != table.constraints.end(), name);
    return *found;
}

using Names = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(mysql_catalogue)

BOOST_AUTO_TEST_CASE(a_table_with_everything_is_read_whole) {
    const tests::Scratch scratch(Engine::mysql);
    scratch.run_client(R"(
        create table parent (a int not null, b int not null, primary key (a, b));
        create table everything (
            id bigint unsigned not null auto_increment primary key,
            email varchar(100) character set latin1 not null,
            low varchar(100) as (lower(email)) stored unique,
            note text, amount decimal(12,2) not null default 0.00, flag tinyint(1) not null default 1,
            kind enum('it''s','b,c') not null default 'b,c', tags set('x','y'), doc json, b bit(10), blob_ varbinary(16),
            a int, bb int, code char(2) unique,
            unique key note_start (note(10)), unique key two (a, email),
            unique key unseen (kind, flag) ignored,
            constraint fk_parent foreign key (a, bb) references parent (a, b),
            constraint positive check (amount >= 0 and a > 0)) engine = InnoDB;
        insert into everything (id, email) values (41, 'a');
        create view seen as select * from everything;
        create table old (i int) engine = MyISAM;)");
    const auto session = Session::open(scratch.parsed());
    const Catalogue& catalogue = session->catalogue();
    BOOST_REQUIRE_EQUAL(catalogue.tables.size(), 3u);
    BOOST_TEST(catalogue.views == Names{"seen"}, boost::test_tools::per_element());
    BOOST_TEST(catalogue.find("old")->storage == "MyISAM");
    const Table& t = *catalogue.find("everything");
    BOOST_TEST(t.storage == "InnoDB");

    const TableColumn& id = *t.find("id");
    BOOST_TEST((id.identity && id.is_unsigned && !id.nullable && id.type == ValueType::integer));
    BOOST_TEST(t.find("email")->charset == "latin1");
    BOOST_TEST(t.find("email")->length.value() == 100);
    BOOST_TEST((t.find("low")->generated && t.find("low")->nullable));
    // lcase() in MariaDB, lower() in MySQL; quoted as the session's sql_mode reads it.
    const std::string low = t.find("low")->generated_as;
    BOOST_TEST((low == "lcase(\"email\")" || low == "lower(\"email\")"), low);
    BOOST_TEST(t.find("amount")->precision.value() == 12);
    BOOST_TEST(t.find("amount")->scale.value() == 2);
    BOOST_TEST(t.find("amount")->default_sql.value() == "0.00");
    BOOST_TEST(!t.find("note")->default_sql.has_value());
    BOOST_CHECK(t.find("flag")->type == ValueType::integer);
    BOOST_TEST(t.find("flag")->declared == "tinyint(1)");
    BOOST_TEST(t.find("kind")->members == (Names{"it's", "b,c"}), boost::test_tools::per_element());
    BOOST_TEST(t.find("tags")->members == (Names{"x", "y"}), boost::test_tools::per_element());
    BOOST_CHECK(t.find("doc")->type == ValueType::json);
    BOOST_TEST(t.find("b")->length.value() == 10);
    BOOST_TEST(t.find("blob_")->length.value() == 16);

    BOOST_TEST(t.primary_key()->columns == Names{"id"}, boost::test_tools::per_element());
    BOOST_TEST(t.proves_unique({"id"}));
    BOOST_TEST(!t.proves_unique({"code"}));  // it may be NULL many times
    const Constraint& start = rule(t, ConstraintKind::unique, "note_start");
    BOOST_TEST(start.expressions == Names{"left(`note`, 10)"}, boost::test_tools::per_element());
    BOOST_TEST(!t.proves_unique({"note"}));
    const Constraint& two = rule(t, ConstraintKind::unique, "two");
    BOOST_TEST(two.columns == (Names{"a", "email"}), boost::test_tools::per_element());
    BOOST_TEST(two.expressions.empty());
    BOOST_TEST(t.proves_unique({"flag", "kind"}));
    const Constraint& fk = rule(t, ConstraintKind::foreign_key, "fk_parent");
    BOOST_TEST(fk.parent_table == "parent");
    BOOST_TEST(fk.columns == (Names{"a", "bb"}), boost::test_tools::per_element());
    BOOST_TEST(fk.parent_columns == (Names{"a", "b"}), boost::test_tools::per_element());
    const Constraint& positive = rule(t, ConstraintKind::check, "positive");
    BOOST_TEST(positive.columns == (Names{"amount", "a"}), boost::test_tools::per_element());
    BOOST_TEST(positive.enforced);
    BOOST_TEST(rule(t, ConstraintKind::not_null, "everything.email").columns == Names{"email"},
               boost::test_tools::per_element());
    BOOST_REQUIRE_EQUAL(t.sequences.size(), 1u);
    BOOST_TEST(t.sequences[0].column == "id");
    BOOST_TEST(t.sequences[0].next.value() == 42);
    // The check's words can be asked back in the session that printed them.
    BOOST_TEST(
        session->query("select count(*) from everything where not (" + positive.expression + ")")
            .rows[0][0]
            .value() == "0");
}

BOOST_AUTO_TEST_CASE(a_foreign_key_into_another_database_names_it) {
    const tests::Scratch scratch(Engine::mysql), other(Engine::mysql);
    const std::string far = other.parsed().database;
    other.run_client("create table p (i int primary key);");
    scratch.run_client("create table c (i int, constraint far foreign key (i) references " + far +
                       ".p (i));");
    const auto session = Session::open(scratch.parsed(), Snapshot::none);
    BOOST_TEST(
        rule(*session->catalogue().find("c"), ConstraintKind::foreign_key, "far").parent_table ==
        far + ".p");
    scratch.run_client("drop table c;");
}

BOOST_AUTO_TEST_SUITE_END()
