#include "db/catalogue.h"

#include <boost/test/unit_test.hpp>

using namespace tieout::db;

namespace {

Table table_with(const std::vector<std::string>& names) {
    Table table;
    for (const std::string& name : names) {
        TableColumn column;
        column.name = name;
        table.columns.push_back(column);
    }
    return table;
}

// "" where nothing is found.
std::string found(const Table& table, std::string_view wanted) {
    const TableColumn* const column = table.find(wanted);
    return column == nullptr ? "" : column->name;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(catalogue_names)

BOOST_AUTO_TEST_CASE(a_name_is_found_in_any_case_and_the_exact_one_first) {
    const Table table = table_with({"ID", "id", "Client_Name"});
    BOOST_TEST(found(table, "id") == "id");
    BOOST_TEST(found(table, "Id") == "ID");
    BOOST_TEST(found(table, "CLIENT_NAME") == "Client_Name");
}

BOOST_AUTO_TEST_CASE(letters_beyond_ascii_have_cases_too) {
    const Table table = table_with({"Straße_Ä", "\u212Aelvin", "a\u0307"});
    BOOST_TEST(found(table, "sTRAßE_ä") == "Straße_Ä");
    BOOST_TEST(found(table, "kelvin") == "\u212Aelvin");
    BOOST_TEST(found(table, "STRASSE_Ä") == "");
}

BOOST_AUTO_TEST_CASE(a_name_that_another_begins_with_is_another) {
    const Table table = table_with({"client_id", "note\u0307"});
    for (const char* other : {"client", "client_id_2", "client-id", "note", ""})
        BOOST_TEST(found(table, other) == "", other);
}

BOOST_AUTO_TEST_SUITE_END()
