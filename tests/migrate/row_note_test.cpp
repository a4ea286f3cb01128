// Which tables can be noted row by row, and that two rows never share a note.
#include "migrate/row_note.h"

#include <boost/test/unit_test.hpp>
#include <cstring>
#include <string>

#include "migrate/notes.h"

using namespace tieout;
using namespace tieout::migrate;

namespace {

db::Table table_of(const std::string& default_sql) {
    db::Table table;
    table.name = "account";
    for (const char* name : {"id", "mark"}) {
        db::TableColumn column;
        column.name = name;
        table.columns.push_back(column);
    }
    table.columns[1].default_sql = default_sql;
    db::Constraint key;
    key.kind = db::ConstraintKind::primary_key;
    key.columns = {"id"};
    table.constraints.push_back(key);
    return table;
}

std::string note_of(const std::vector<std::string>& columns,
                    const std::vector<std::optional<std::string>>& cells) {
    db::RowBatch batch;
    batch.clear(cells.size());
    for (const auto& cell : cells)
        cell ? batch.add(*cell) : batch.add_null();
    RowNoter noter(table_of("0"), columns, {});
    return std::string(noter.note(batch, 0));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(row_note)

BOOST_AUTO_TEST_CASE(what_is_not_filled_must_be_the_same_in_every_row) {
    for (const char* same : {"0", "-1", "1.50", "'x'", "'it''s'::character varying", "''::text",
                             "'0'::smallint", "5::bigint", "true", "FALSE", "NULL::text"})
        BOOST_TEST(why_not_noted(table_of(same), {"id"}) == "", same);
    for (const char* other :
         {"now()", "CURRENT_TIMESTAMP", "nextval('s'::regclass)", "('now'::text)::date",
          "'a' || random()", "1 + random()", "gen_random_uuid()", "'open"})
        BOOST_TEST(why_not_noted(table_of(other), {"id"}) ==
                       "the target fills account.mark otherwise in every row that is written",
                   other);
    BOOST_TEST(why_not_noted(table_of("now()"), {"id", "mark"}) == "");
}

BOOST_AUTO_TEST_CASE(a_row_is_known_by_a_key_that_the_migration_writes) {
    BOOST_TEST(why_not_noted(table_of("0"), {"mark"}) ==
               "the target itself makes the key of account");
    db::Table none = table_of("0");
    none.constraints.clear();
    BOOST_TEST(why_not_noted(none, {"id"}) == "the target's table account has no primary key");
}

BOOST_AUTO_TEST_CASE(no_two_rows_share_a_note) {
    const std::vector<std::string> columns = {"id", "mark", "more"};
    const std::string note = note_of(columns, {"1", "ab", "c"});
    BOOST_TEST(note == note_of(columns, {"1", "ab", "c"}));
    BOOST_TEST(note.size() == 2U + 16U);
    BOOST_TEST(note.substr(0, 2) ==
               "\1"
               "1");
    for (const std::vector<std::optional<std::string>>& other :
         {std::vector<std::optional<std::string>>{"1", "a", "bc"},
          {"1", "ab", std::nullopt},
          {"1", "ab", ""},
          {"1", std::nullopt, "ab"},
          {"2", "ab", "c"}})
        BOOST_TEST(note != note_of(columns, other));
    BOOST_TEST(note != note_of({"id", "mark", "other"}, {"1", "ab", "c"}));
    // The key is where it is named, not where it stands.
    BOOST_TEST(note_of({"mark", "id"}, {"x", "7"}).substr(0, 2) ==
               "\1"
               "7");
}

BOOST_AUTO_TEST_CASE(the_parents_that_a_row_names_are_marked_and_null_is_none) {
    db::RowBatch batch;
    batch.clear(3);
    batch.add("1");
    batch.add_null();
    batch.add("9");
    RowNoter noter(table_of("0"), {"id", "mark", "more"}, {"more", "mark"});
    const std::string marks(noter.marks(batch, 0));
    BOOST_REQUIRE(marks.size() == 16U);
    std::uint64_t more = 0, none = 1;
    std::memcpy(&more, marks.data(), 8);
    std::memcpy(&none, marks.data() + 8, 8);
    BOOST_TEST(more == parent_mark("9"));
    BOOST_TEST(none == 0U);
    BOOST_TEST(parent_mark("") != 0U);
}

BOOST_AUTO_TEST_SUITE_END()
