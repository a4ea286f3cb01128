#include "verify/row_producer.h"

#include <boost/test/unit_test.hpp>

#include "verify/tie.h"

using namespace tieout;
using namespace tieout::verify;
using Lines = std::vector<std::string>;

namespace {

#define CHECK_LINES(found, ...) \
    BOOST_TEST((found) == (Lines{__VA_ARGS__}), boost::test_tools::per_element())

// Columns of the source row are named by their letter: a, b, c.
ColumnRef letter(const std::string& name) {
    return {static_cast<std::size_t>(name[0] - 'a'), db::ValueType::text};
}

ColumnRef no_expression(const Value&) {
    return {};
}

struct Produced {
    Lines rows;
    std::string trouble;
};

Produced produced(const Explode& explode, const std::vector<const char*>& cells) {
    const auto producer =
        make_producer(explode, letter, no_expression, [](const std::string&) { return "latin1"; });
    db::RowBatch batch, rows;
    batch.clear(cells.size());
    for (const char* cell : cells)
        cell == nullptr ? batch.add_null() : batch.add(cell);
    Reading reading("UTC");
    Produced result;
    result.trouble = producer->produce({&batch, 0, nullptr, 0}, reading, rows).why;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        std::string line;
        for (std::size_t i = 0; i < rows.columns(); ++i)
            line += (i == 0 ? "" : " ; ") +
                    (rows.is_null(row, i) ? "NULL" : std::string(rows.at(row, i)));
        result.rows.push_back(line);
    }
    return result;
}

FirstOf lines_of_a_snapshot() {
    PhpSerialized spec;
    spec.column = "a";
    spec.lines = {
        {"packages", true, {{"text", "name"}, {"amount", "price"}}, {{"kind", "recurring"}}, ""},
        {"packages", false, {{"text", "name"}, {"amount", "setup"}}, {{"kind", "setup"}}, "amount"},
        {"domains", false, {{"text", "domain"}, {"amount", "price"}}, {{"kind", "domain"}}, ""}};
    FirstOf alone;
    alone.parts.push_back({spec, std::nullopt});
    alone.balance =
        FirstOf::Balance{Value::column("b"), "amount", std::nullopt, {{"kind", "balance"}}};
    return alone;
}

// a: serialised, b: a page, c: a joined list, d: what the lines must sum to.
FirstOf chain() {
    FirstOf spec;
    PhpSerialized php;
    php.column = "a";
    php.lines = {{"packages", true, {{"text", "name"}, {"amount", "price"}}, {}, ""}};
    HtmlTable html;
    html.column = "b";
    html.text = "text";
    html.amount = "amount";
    html.languages = {{{{"text", {"item"}}, {"amount", {"price"}}}, {}}};
    html.lines = {{"line", false, {}, {}}};
    spec.parts = {{php, std::nullopt},
                  {html, std::nullopt},
                  {JoinedRows{"c", "text", "amount", {}, {}}, "guessed"}};
    spec.balance =
        FirstOf::Balance{Value::column("d"), "amount", std::nullopt, {{"text", "balance"}}};
    spec.mark = FirstOf::Mark{"sure", "exact", "adjusted", "none"};
    spec.look_up = FirstOf::LookUp{"service", "c", "text"};
    return spec;
}

const char* const gold_serialised =
    "a:1:{s:8:\"packages\";a:1:{i:0;a:2:{s:4:\"name\";s:4:\"Gold\";s:5:\"price\";i:5;}}}";
const char* const silver_page = "<table><tr><td>Silver</td><td>5.00</td></tr></table>";

}  // namespace

BOOST_AUTO_TEST_CASE(the_first_reading_that_has_lines_gives_them) {
    CHECK_LINES(produced(chain(), {gold_serialised, silver_page, "7\tLog", "5.00"}).rows,
                "1 ; Gold ; 5 ; exact ; NULL");
    CHECK_LINES(produced(chain(), {"a:0:{}", silver_page, "7\tLog", "5.00"}).rows,
                "1 ; Silver ; 5.00 ; exact ; NULL");
    CHECK_LINES(produced(chain(), {nullptr, "<p>", "7\tLog", "5.00"}).rows,
                "1 ; Log ; 5 ; guessed ; 7");
    CHECK_LINES(produced(chain(), {nullptr, nullptr, nullptr, "5.00"}).rows,
                "1 ; balance ; 5 ; none ; NULL");
    CHECK_LINES(produced(chain(), {nullptr, nullptr, "7\tLog", "0.00"}).rows);
}

BOOST_AUTO_TEST_CASE(bytes_that_cannot_be_read_are_told_though_another_reading_has_lines) {
    const Produced cut = produced(chain(), {"a:1:{s:8:\"pack", silver_page, nullptr, "5.00"});
    CHECK_LINES(cut.rows, "1 ; Silver ; 5.00 ; exact ; NULL");
    BOOST_TEST(cut.trouble.find("is not a PHP-serialised list") == 0U);
    BOOST_TEST(produced(chain(), {gold_serialised, "<table", "\n\t", "5.00"}).trouble == "");
}

BOOST_AUTO_TEST_CASE(lines_that_do_not_sum_are_marked_with_their_balance) {
    CHECK_LINES(produced(chain(), {gold_serialised, nullptr, nullptr, "7.00"}).rows,
                "1 ; Gold ; 5 ; adjusted ; NULL", "2 ; balance ; 2 ; adjusted ; NULL");
}

BOOST_AUTO_TEST_CASE(several_services_of_a_log_are_one_line_of_all) {
    CHECK_LINES(produced(chain(), {"", "", "7\tLog\n8\tOther", "5.00"}).rows,
                "1 ; Log, Other ; 5 ; guessed ; NULL");
}

BOOST_AUTO_TEST_CASE(a_line_is_linked_only_where_one_entry_has_its_name) {
    CHECK_LINES(produced(chain(), {gold_serialised, "", "6\tgold\n7\tGold\n8\tGold ", "5"}).rows,
                "1 ; Gold ; 5 ; exact ; 7");
    CHECK_LINES(produced(chain(), {gold_serialised, "", "7\tGold\n8\tGold", "5"}).rows,
                "1 ; Gold ; 5 ; exact ; NULL");
}

BOOST_AUTO_TEST_CASE(a_packed_price_is_a_row_for_each_cycle_that_it_offers) {
    const PackedPrices spec{"a", "b", "c"};
    CHECK_LINES(produced(spec, {"20.00|0.00|0|", "5.00", " 111, 24 ,,1,012"}).rows,
                "1 ; 20.00 ; 5.00", "3 ; 0.00 ; 5.00", "12 ; 20.00 ; 5.00", "24 ; 20.00 ; 5.00",
                "111 ; 20.00 ; 5.00");
    CHECK_LINES(produced(spec, {"", nullptr, nullptr}).rows, "1 ;  ; ");
    CHECK_LINES(produced(spec, {"20|19|18|15|12.5", "25.00|25.00|25.00|0.00", ""}).rows,
                "1 ; 20 ; 25.00", "3 ; 19 ; 25.00", "6 ; 18 ; 25.00", "12 ; 15 ; 0.00",
                "24 ; 12.5 ; 25.00");
}

BOOST_AUTO_TEST_CASE(a_snapshot_is_its_lines_in_order_and_what_is_left_of_the_whole) {
    // caf\xE9 is latin1, four bytes.
    const Produced seen = produced(
        lines_of_a_snapshot(),
        {"a:2:{s:7:\"domains\";a:1:{i:0;a:2:{s:6:\"domain\";s:3:\"a.b\";s:5:\"price\";d:9.5;}}"
         "s:8:\"packages\";a:2:{i:0;a:3:{s:4:\"name\";s:4:\"caf\xE9\";s:5:\"price\";s:5:\"20.00\";"
         "s:5:\"setup\";s:4:\"0.00\";}i:1;a:3:{s:4:\"name\";s:1:\"B\";s:5:\"price\";i:0;s:5:"
         "\"setup\";d:5;}}}",
         "35.5"});
    BOOST_TEST(seen.trouble == "");
    CHECK_LINES(seen.rows, "1 ; café ; 20.00 ; recurring", "2 ; B ; 0 ; recurring",
                "3 ; B ; 5 ; setup", "4 ; a.b ; 9.5 ; domain", "5 ; NULL ; 1 ; balance");
}

BOOST_AUTO_TEST_CASE(
    a_snapshot_that_adds_up_has_no_balance_and_one_that_is_not_there_is_all_balance) {
    CHECK_LINES(produced(lines_of_a_snapshot(), {"a:1:{s:7:\"domains\";a:1:{i:0;a:2:{s:6:"
                                                 "\"domain\";s:3:\"a.b\";s:5:\"price\";d:9.5;}}}",
                                                 "9.50"})
                    .rows,
                "1 ; a.b ; 9.5 ; domain");
    const Produced none = produced(lines_of_a_snapshot(), {nullptr, "12.00"});
    BOOST_TEST(none.trouble == "");
    CHECK_LINES(none.rows, "1 ; NULL ; 12 ; balance");
    CHECK_LINES(produced(lines_of_a_snapshot(), {"", "0.00"}).rows);
}

BOOST_AUTO_TEST_CASE(a_snapshot_that_is_cut_off_is_told_and_is_all_balance) {
    const Produced cut =
        produced(lines_of_a_snapshot(), {"a:1:{s:7:\"domains\";a:1:{i:0;a:2:{s:6:\"dom", "12"});
    BOOST_TEST(cut.trouble.find("is not a PHP-serialised list") == 0U);
    CHECK_LINES(cut.rows, "1 ; NULL ; 12 ; balance");
    BOOST_TEST(produced(lines_of_a_snapshot(), {"i:1;", "12"}).trouble.find("not an array") !=
               std::string::npos);
}
