#include "verify/plain_rows.h"

#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "tests/verify/disk.h"
#include "tests/verify/told.h"

using namespace tieout;
using namespace tieout::tests;
using namespace tieout::verify;
using Lines = std::vector<std::string>;

namespace {

Tie bill(As key_as) {
    Tie tie;
    tie.name = "bill";
    tie.key_names = {"id"};
    tie.key_as = {key_as};
    tie.fields = {
        {"name", As::text, {}, {}}, {"total", As::money, {}, {}}, {"note", As::text, {}, {}}};
    tie.money = 1;
    return tie;
}

// Bills that differ in their total and their note.
struct Bills {
    explicit Bills(As the_key_as = As::integer, std::size_t samples = 2)
        : key_as(the_key_as), rows(bill(the_key_as), {1, 2}, samples, log) {}

    As key_as;
    std::shared_ptr<PlainLog> log = std::make_shared<PlainLog>();
    PlainRows rows;

    void add(const char* key, const char* source_total, const char* target_total,
             const char* source_note = "a", const char* target_note = nullptr) {
        const std::vector<std::string> source{text("x"), text(source_total, As::money),
                                              text(source_note)};
        const std::vector<std::string> target{text("x"), text(target_total, As::money),
                                              text(target_note)};
        rows.add(text(key, key_as), {source.begin(), source.end()}, {target.begin(), target.end()});
    }
    static std::string told(const rules::Member& member) {
        std::string line = rules::text(member.key);
        for (const rules::ColumnPair& pair : member.columns)
            line += " " + pair.name + " " + pair.source.value_or("NULL") + "->" +
                    pair.target.value_or("NULL") + " as " + pair.as;
        return line + (member.amount ? " by " + member.amount->text() : "");
    }
    Lines all() const {
        Lines lines;
        rows.for_each([&](const rules::Member& member) { lines.push_back(told(member)); });
        return lines;
    }
    Lines keys() const {
        Lines keys;
        rows.for_each([&](const rules::Member& m) { keys.push_back(rules::text(m.key)); });
        return keys;
    }
    Lines first() const {
        Lines keys;
        for (const rules::Member& member : rows.first())
            keys.push_back(rules::text(member.key));
        return keys;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(plain_rows)

BOOST_AUTO_TEST_CASE(a_row_is_shown_with_the_fields_that_differ_and_what_they_mean_in_money) {
    Bills bills;
    bills.add("7", "20.50", "21", "old", "new");
    bills.add("8", "1", nullptr);
    BOOST_TEST(bills.all() == (Lines{"7 total 20.50->21.00 as money note old->new as text by -0.5",
                                     "8 total 1.00->NULL as money note a->NULL as text by 1"}),
               boost::test_tools::per_element());
    BOOST_TEST(bills.rows.count() == 2U);
    BOOST_TEST(bills.rows.amount()->text() == "1.5");  // 0.50 and 1, whatever their sign
}

BOOST_AUTO_TEST_CASE(without_money_among_the_fields_there_is_no_amount) {
    PlainRows rows(bill(As::integer), {0}, 2, std::make_shared<PlainLog>());
    const std::string same = text("1", As::money), note = text("n");
    const std::string left = text("x"), right = text("y");
    rows.add(text("7", As::integer), {left, same, note}, {right, same, note});
    BOOST_TEST(!rows.amount());
    BOOST_TEST(Bills::told(rows.first().at(0)) == "7 name x->y as text");
}

BOOST_AUTO_TEST_CASE(whatever_the_order_they_came_in_rows_are_told_by_key_as_people_count) {
    for (const Lines& order :
         {Lines{"2", "9", "10", "-1"}, Lines{"10", "9", "2", "-1"}, Lines{"-1", "2", "9", "10"}}) {
        Bills bills;
        for (const std::string& key : order)
            bills.add(key.c_str(), "1", "2");
        BOOST_TEST(bills.keys() == (Lines{"-1", "2", "9", "10"}), boost::test_tools::per_element());
        BOOST_TEST(bills.first() == (Lines{"-1", "2"}), boost::test_tools::per_element());
    }
    Bills texts(As::text, 3);
    for (const char* key : {"b", "10", "a", "9", "B"})
        texts.add(key, "1", "2");
    BOOST_TEST(texts.keys() == (Lines{"9", "10", "B", "a", "b"}), boost::test_tools::per_element());
    BOOST_TEST(texts.first() == (Lines{"9", "10", "B"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_row_of_one_side_is_shown_whole_and_is_worth_what_it_says) {
    const auto log = std::make_shared<PlainLog>();
    PlainRows lost(bill(As::integer), SideName::source, 2, log);
    PlainRows extra(bill(As::integer), SideName::target, 2, log);
    lost.add(text("7", As::integer), text("x") + text("-2", As::money) + text(nullptr));
    lost.add(text("8", As::integer), text("y") + text(nullptr, As::money) + text("n"));
    extra.add(text("9", As::integer), text("z") + text("3", As::money) + text("n"));
    const rules::Member first = lost.first().at(0);
    BOOST_TEST((first.in_source && !first.in_target));
    BOOST_TEST(Bills::told(first) ==
               "7 name x->NULL as text total -2.00->NULL as money note NULL->NULL as text by -2");
    BOOST_TEST(Bills::told(lost.first().at(1)) ==
               "8 name y->NULL as text total NULL->NULL as money note n->NULL as text");
    BOOST_TEST(lost.amount()->text() == "2");
    const rules::Member more = extra.first().at(0);
    BOOST_TEST((!more.in_source && more.in_target));
    BOOST_TEST(Bills::told(more) ==
               "9 name NULL->z as text total NULL->3.00 as money note NULL->n as text by 3");
}

BOOST_AUTO_TEST_CASE(two_sets_of_fields_share_one_log_and_do_not_mix) {
    const auto log = std::make_shared<PlainLog>();
    PlainRows names(bill(As::integer), {0}, 2, log), notes(bill(As::integer), {2}, 2, log);
    const std::string a = text("a"), b = text("b"), money = text("1", As::money);
    for (int i = 0; i < 10; ++i) {
        const std::string key = text(std::to_string(i).c_str(), As::integer);
        if (i % 3 == 0)
            names.add(key, {a, money, a}, {b, money, a});
        else
            notes.add(key, {a, money, a}, {a, money, b});
    }
    Lines of_names, of_notes;
    names.for_each([&](const auto& member) { of_names.push_back(rules::text(member.key)); });
    notes.for_each([&](const auto& member) { of_notes.push_back(rules::text(member.key)); });
    BOOST_TEST(of_names == (Lines{"0", "3", "6", "9"}), boost::test_tools::per_element());
    BOOST_TEST(of_notes == (Lines{"1", "2", "4", "5", "7", "8"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(rows_beyond_memory_all_come_back) {
    Bills bills;
    constexpr int rows = 300'000;
    for (int i = rows; i > 0; --i)
        bills.add(std::to_string(i).c_str(), "1", "2", "a note of some length, as people write");
    BOOST_TEST(bills.log->memory() < std::size_t{9} << 20);
    int next = 1;
    bool in_order = true;
    bills.rows.for_each([&](const rules::Member& member) {
        in_order = in_order && rules::text(member.key) == std::to_string(next);
        ++next;
    });
    BOOST_TEST(in_order);
    BOOST_TEST(next == rows + 1);
    BOOST_TEST(bills.rows.amount()->text() == "300000");
    // Asking ends nothing.
    bills.add("300001", "1", "2");
    BOOST_TEST(bills.rows.count() == 300'001U);
    BOOST_TEST(bills.keys().back() == "300001");
}

BOOST_AUTO_TEST_CASE(a_disk_that_cannot_hold_them_is_said) {
    const auto fill = [] {
        Bills bills;
        const std::string note(1 << 20, 'n');
        for (int i = 0; i < 6; ++i)
            bills.add(std::to_string(i).c_str(), "1", "2", note.c_str());
        BOOST_TEST(bills.keys().size() == 6U);
    };
    {
        const TemporaryFolder nowhere("/nowhere");
        BOOST_CHECK_EXCEPTION(fill(), Error, [](const Error& error) {
            return error.fault() == Fault::disk &&
                   std::string(error.what()) ==
                       "Many rows differ, and a temporary file in /nowhere cannot be made: No such "
                       "file or directory. Set TMPDIR to a folder with room.";
        });
    }
    {
        const FullDisk full(1024);
        BOOST_CHECK_EXCEPTION(fill(), Error,
                              [](const Error& error) { return error.fault() == Fault::disk; });
    }
    fill();
}

BOOST_AUTO_TEST_SUITE_END()
