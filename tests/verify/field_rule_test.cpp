#include "verify/field_rule.h"

#include <boost/test/unit_test.hpp>

#include "base/error.h"

using namespace tieout;
using namespace tieout::verify;
using Kind = rules::FieldTest::Kind;
using Texts = std::vector<std::string>;

namespace {

// A row of the tie below, each cell as its field's type reads it; "NULL" is NULL.
class Row {
public:
    explicit Row(const Texts& cells) {
        static const As types[] = {As::label, As::money,   As::date,   As::date,
                                   As::text,  As::instant, As::instant};
        for (std::size_t i = 0; i < cells.size(); ++i)
            encode(types[i], cells[i] == "NULL" ? Cell::null() : Cell::of(cells[i]),
                   db::ValueType::text, {}, bytes_);
        for (std::string_view rest = bytes_; !rest.empty();)
            values.push_back(take(rest));
    }
    std::vector<Canonical> values;

private:
    std::string bytes_;
};

Tie shop_tie() {
    Tie tie;
    tie.name = "t";
    const auto add = [&](const char* name, As as) {
        Field field;
        field.name = name;
        field.as = as;
        tie.fields.push_back(field);
    };
    add("state", As::label);
    add("total", As::money);
    add("from", As::date);
    add("to", As::date);
    add("note", As::text);
    add("placed", As::instant);
    add("paid", As::instant);
    return tie;
}

rules::FieldTest test(const std::string& field, Kind kind, Texts words) {
    rules::FieldTest made;
    made.field = field;
    made.kind = kind;
    made.words = std::move(words);
    made.where = "rules.yaml:3:5";
    return made;
}

bool offends(const rules::FieldTest& must, const Texts& cells,
             const std::vector<rules::FieldTest>& when = {}) {
    rules::Rule rule;
    rule.must = {must};
    rule.when = when;
    return FieldRule(rule, shop_tie()).offends(Row(cells).values);
}

std::string refused(const rules::FieldTest& must) {
    try {
        offends(must, {});
    } catch (const Error& error) {
        return error.fault() == Fault::usage ? error.what() : "another fault";
    }
    return "";
}

Texts total(const std::string& amount) {
    return {"active", amount, "2004-01-31", "2004-02-01", "n"};
}
Texts days(const std::string& from, const std::string& to) {
    return {"active", "1", from, to, "n"};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(field_rule)

BOOST_AUTO_TEST_CASE(in_and_not_in_look_at_the_canonical_value) {
    BOOST_TEST(!offends(test("state", Kind::in, {"active", "open"}), total("1")));
    BOOST_TEST(offends(test("state", Kind::in, {"Active"}), total("1")));
    BOOST_TEST(offends(test("state", Kind::not_in, {"active"}), total("1")));
    BOOST_TEST(!offends(test("state", Kind::not_in, {"closed"}), total("1")));
    BOOST_TEST(!offends(test("total", Kind::in, {"12.50"}), total("0012.5")));
    BOOST_TEST(offends(test("total", Kind::in, {"12.50"}), total("12.51")));
    BOOST_TEST(!offends(test("from", Kind::in, {"2004-01-31"}), total("1")));
    BOOST_TEST(offends(test("from", Kind::in, {"2004-01-30"}), total("1")));
}

BOOST_AUTO_TEST_CASE(limits_hold_on_the_limit_and_break_beyond_it) {
    BOOST_TEST(!offends(test("total", Kind::at_least, {"0"}), total("0.00")));
    BOOST_TEST(offends(test("total", Kind::at_least, {"0"}), total("-0.01")));
    BOOST_TEST(!offends(test("total", Kind::at_most, {"9.99"}), total("9.990")));
    BOOST_TEST(offends(test("total", Kind::at_most, {"9.99"}), total("9.991")));
    BOOST_TEST(
        !offends(test("total", Kind::at_most, {"10"}), total("9")));  // as numbers, not texts
    BOOST_TEST(!offends(test("from", Kind::at_least, {"2004-01-31"}), days("2004-01-31", "NULL")));
    BOOST_TEST(offends(test("from", Kind::at_least, {"2004-01-31"}), days("2004-01-30", "NULL")));
    BOOST_TEST(!offends(test("from", Kind::at_most, {"1969-12-31"}), days("1969-12-31", "NULL")));
    BOOST_TEST(offends(test("from", Kind::at_most, {"1969-12-31"}), days("1970-01-01", "NULL")));
}

BOOST_AUTO_TEST_CASE(at_most_field_compares_two_fields_of_a_row) {
    const auto in_order = test("from", Kind::at_most_field, {"to"});
    BOOST_TEST(!offends(in_order, days("2004-02-01", "2004-02-01")));
    BOOST_TEST(!offends(in_order, days("2003-12-31", "2004-01-01")));
    BOOST_TEST(offends(in_order, days("2004-02-02", "2004-02-01")));
    BOOST_TEST(!offends(in_order, days("2004-02-02", "NULL")));
    BOOST_TEST(!offends(in_order, days("NULL", "2004-02-01")));
}

BOOST_AUTO_TEST_CASE(moments_are_compared_to_the_microsecond_and_before_1970_too) {
    const auto moments = [](const std::string& placed, const std::string& paid) {
        return Texts{"active", "1", "NULL", "NULL", "n", placed, paid};
    };
    const auto in_order = test("placed", Kind::at_most_field, {"paid"});
    BOOST_TEST(!offends(in_order, moments("2004-01-01 12:00:00", "2004-01-01 12:00:00")));
    BOOST_TEST(offends(in_order, moments("2004-01-01 12:00:00.000001", "2004-01-01 12:00:00")));
    BOOST_TEST(!offends(in_order, moments("1969-12-31 23:59:59", "1970-01-01 00:00:00")));
    BOOST_TEST(offends(in_order, moments("1970-01-01 00:00:00", "1969-12-31 23:59:59")));
    BOOST_TEST(!offends(in_order, moments("2004-01-01 12:00:00", "NULL")));
    const auto opened = test("placed", Kind::at_least, {"2004-01-01T00:00:00Z"});
    BOOST_TEST(!offends(opened, moments("2004-01-01 00:00:00", "NULL")));
    BOOST_TEST(offends(opened, moments("2003-12-31 23:59:59", "NULL")));
    BOOST_TEST(!offends(test("placed", Kind::in, {"2004-01-01T12:00:00Z"}),
                        moments("2004-01-01 12:00:00", "NULL")));
    BOOST_TEST(refused(test("placed", Kind::at_most, {"5"})) ==
               "rules.yaml:3:5: 5 is no instant, as placed is");
    BOOST_TEST(refused(test("from", Kind::at_most_field, {"paid"})) ==
               "rules.yaml:3:5: from and paid have no common order");
}

BOOST_AUTO_TEST_CASE(day_is_the_day_of_the_month) {
    BOOST_TEST(!offends(test("to", Kind::day, {"1"}), days("2004-01-31", "2004-02-01")));
    BOOST_TEST(offends(test("to", Kind::day, {"1"}), days("2004-01-31", "2004-02-02")));
    BOOST_TEST(!offends(test("from", Kind::day, {"31"}), days("2004-01-31", "2004-02-02")));
}

BOOST_AUTO_TEST_CASE(null_satisfies_only_is_null) {
    BOOST_TEST(
        !offends(test("state", Kind::is_null, {"true"}), {"NULL", "1", "NULL", "NULL", "n"}));
    BOOST_TEST(
        offends(test("state", Kind::is_null, {"false"}), {"NULL", "1", "NULL", "NULL", "n"}));
    BOOST_TEST(offends(test("state", Kind::is_null, {"true"}), total("1")));
    BOOST_TEST(!offends(test("state", Kind::is_null, {"false"}), total("1")));
    // `must` is not asked of a NULL …
    for (const Kind kind : {Kind::at_least, Kind::at_most})
        BOOST_TEST(!offends(test("total", kind, {"5"}), total("NULL")));
    BOOST_TEST(!offends(test("from", Kind::day, {"1"}), days("NULL", "NULL")));
    BOOST_TEST(!offends(test("state", Kind::in, {"x"}), {"NULL", "1", "NULL", "NULL", "n"}));
    // … and a NULL in `when` keeps the rule silent, even where `not_in` would hold.
    const auto never = test("note", Kind::in, {"never"});
    const Texts null_state{"NULL", "1", "NULL", "NULL", "n"};
    BOOST_TEST(!offends(never, null_state, {test("state", Kind::not_in, {"active"})}));
    BOOST_TEST(
        !offends(never, days("2004-01-01", "NULL"), {test("from", Kind::at_most_field, {"to"})}));
    BOOST_TEST(offends(never, null_state, {test("state", Kind::is_null, {"true"})}));
}

BOOST_AUTO_TEST_CASE(all_of_when_must_hold_and_each_of_must) {
    const auto never = test("note", Kind::in, {"never"});
    const auto active = test("state", Kind::in, {"active"});
    const auto large = test("total", Kind::at_least, {"100"});
    BOOST_TEST(offends(never, total("100"), {active, large}));
    BOOST_TEST(!offends(never, total("99.99"), {active, large}));
    rules::Rule both;
    both.must = {active, large};
    BOOST_TEST(FieldRule(both, shop_tie()).offends(Row(total("99")).values));
    BOOST_TEST(!FieldRule(both, shop_tie()).offends(Row(total("100")).values));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_offends_no_rule) {
    BOOST_TEST(!offends(test("total", Kind::at_least, {"0"}), total("abc")));
    BOOST_TEST(!offends(test("total", Kind::is_null, {"true"}), total("abc")));
}

BOOST_AUTO_TEST_CASE(a_question_that_the_type_cannot_answer_is_refused_with_its_place) {
    BOOST_TEST(refused(test("nothing", Kind::in, {"x"})) ==
               "rules.yaml:3:5: the tie t has no field nothing");
    BOOST_TEST(refused(test("note", Kind::at_least, {"5"})) ==
               "rules.yaml:3:5: note is compared as text, which has no order");
    BOOST_TEST(refused(test("total", Kind::at_least, {"2004-01-01"})) ==
               "rules.yaml:3:5: 2004-01-01 is no money, as total is");
    BOOST_TEST(refused(test("total", Kind::day, {"1"})) ==
               "rules.yaml:3:5: total is compared as money, which has no day");
    BOOST_TEST(refused(test("total", Kind::at_most_field, {"from"})) ==
               "rules.yaml:3:5: total and from have no common order");
}

BOOST_AUTO_TEST_SUITE_END()
