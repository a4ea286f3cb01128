#include "verify/shape.h"

#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "tests/support/scratch.h"

using namespace tieout;

namespace {

// A pack of two tables: `info` may lack two columns, `zones` may not be there at all.
rules::Pack pack() {
    rules::Pack pack;
    pack.source.label = "shop";
    pack.source.recognise = {"info.id", "bill.id"};
    pack.source.optional_columns["info"] = {{"second", "text"}, {"tax", "decimal"}};
    pack.source.optional_tables["zones"] = {{"tid", "integer"}, {"rate", "decimal"}};
    pack.source.variants = {{"new", {"info.second"}, {}}, {"old", {}, {"info.second"}}};
    pack.coverage["bill.*"] = {"not_moved", "a test"};
    return pack;
}

struct Server {
    explicit Server(db::Engine engine, const std::string& schema) : scratch(engine) {
        scratch.run_client(schema);
    }
    std::unique_ptr<db::Session> open(const std::string& prefix = "") const {
        rules::Pack asked = pack();
        asked.source.prefix = prefix;
        return verify::open_in_shape(asked, db::Session::open(scratch.parsed()));
    }
    tests::Scratch scratch;
};

std::string cells(const db::SmallResult& result) {
    std::string text;
    for (const auto& row : result.rows) {
        for (const auto& cell : row)
            text += cell.value_or("NULL") + " ";
        text += "\n";
    }
    return text;
}

const char* full =
    "create table info (id integer primary key, second varchar(9), tax decimal(9,2));\n"
    "create table bill (id integer primary key, info_id integer);\n"
    "create table zones (tid integer primary key, rate decimal(9,2));\n";
const char* old_and_prefixed =
    "create table mb_info (id integer primary key, name varchar(9));\n"
    "create table mb_bill (id integer primary key, info_id integer);\n"
    "insert into mb_info values (1, 'a'), (2, 'b'); insert into mb_bill values (7, 1);\n";

std::string refused(const std::string& schema) {
    const Server server(db::Engine::sqlite, schema);
    try {
        server.open();
    } catch (const Error& error) {
        BOOST_TEST((error.fault() == Fault::schema));
        const std::string said = error.what();
        return said.substr(said.find(" holds") == std::string::npos ? said.find(" is not")
                                                                    : said.find(" holds"));
    }
    return "";
}

constexpr db::Engine engines[] = {db::Engine::mysql, db::Engine::postgresql, db::Engine::sqlite};

}  // namespace

BOOST_AUTO_TEST_SUITE(shape)

BOOST_AUTO_TEST_CASE(a_database_that_has_all_is_spoken_to_as_it_is) {
    const Server server(db::Engine::sqlite, full);
    const auto session = server.open();
    BOOST_TEST(session->as_sent("select * from info") == "select * from info");
    BOOST_TEST(verify::variant_of(pack().source, *session) == "new");
}

BOOST_AUTO_TEST_CASE(prefix_and_lacking_columns_are_said_and_do_not_show_in_queries) {
    for (const db::Engine engine : engines) {
        const Server server(engine, old_and_prefixed);
        const auto session = server.open();
        const std::string said = verify::variant_of(pack().source, *session);
        BOOST_TEST(said.find("old: no info.second, info.tax, zones; tables prefixed mb_") == 0U);
        BOOST_TEST(cells(session->query(
                       "select i.id, i.name, i.second, i.tax, z.rate from info i left join bill b "
                       "on b.info_id = i.id left join zones z on z.tid = b.id where "
                       "coalesce(i.tax, 0) = 0 order by i.id")) ==
                   "1 a NULL NULL NULL \n2 b NULL NULL NULL \n");
        BOOST_TEST(cells(session->query("select count(*), count(tid) from zones")) == "0 0 \n");
        BOOST_TEST(session->catalogue().find("info")->find("tax")->absent);
        BOOST_TEST(!session->catalogue().find("info")->find("name")->absent);
        BOOST_TEST(session->catalogue().find("info")->proves_unique({"id"}));
    }
}

BOOST_AUTO_TEST_CASE(a_required_column_that_is_not_there_stays_an_error) {
    BOOST_TEST(refused("create table mb_info (id integer); create table mb_bill (no integer);") ==
               " is not a shop: it has no table info; check the URL");
    BOOST_TEST(refused("create table info (id integer); create table bill (no integer);") ==
               " is not a shop that this pack knows: bill has no column id");
}

BOOST_AUTO_TEST_CASE(two_installs_in_one_database_need_a_prefix_and_one_without_is_taken_first) {
    const std::string a = "create table a_info (id integer); create table a_bill (id integer);";
    const std::string b = "create table b_info (id integer); create table b_bill (id integer);";
    BOOST_TEST(refused(a + b) ==
               " holds more than one shop, with tables prefixed a_, b_: say which with --prefix, "
               "or `source_prefix` in tieout.yaml");
    const Server both(db::Engine::sqlite, a + b + "insert into b_info values (9);");
    BOOST_TEST(cells(both.open("b_")->query("select id from info")) == "9 \n");
    const Server plain(db::Engine::sqlite, std::string(full) + a);
    BOOST_TEST(plain.open()->as_sent("select 1 from info") == "select 1 from info");
}

BOOST_AUTO_TEST_CASE(a_table_of_another_program_keeps_a_name_of_its_own) {
    const Server server(db::Engine::sqlite, std::string(old_and_prefixed) +
                                                "create table bill (x integer);"
                                                "create table mb_other (x integer);");
    const auto session = server.open();
    BOOST_TEST(session->catalogue().find("bill (without mb_)") != nullptr);
    BOOST_TEST(session->catalogue().find("mb_other") != nullptr);
    BOOST_TEST(cells(session->query("select id from bill")) == "7 \n");
}

BOOST_AUTO_TEST_CASE(names_in_another_case_are_found_where_the_server_tells_them_apart) {
    const Server server(db::Engine::mysql,
                        "create table Info (id integer primary key, second varchar(9), "
                        "tax decimal(9,2)) engine = MyISAM;"
                        "create table BILL (id integer primary key) engine = MyISAM;"
                        "create table zones (tid integer, rate decimal(9,2)); "
                        "insert into Info values (3, 'x', 1.5);");
    const auto session = server.open();
    BOOST_TEST(cells(session->query("select info.id, tax from info")) == "3 1.50 \n");
    BOOST_TEST(verify::variant_of(pack().source, *session) == "new: MyISAM");
}

BOOST_AUTO_TEST_SUITE_END()
