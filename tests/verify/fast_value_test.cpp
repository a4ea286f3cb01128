#include "verify/fast_value.h"

#include <boost/test/unit_test.hpp>

#include "verify/canonical.h"

using namespace tieout;
using namespace tieout::verify;
using db::ValueType;

namespace {

// One cell of a result's only column; nullptr is NULL.
db::RowBatch batch_of(const char* cell) {
    db::RowBatch batch;
    batch.clear(1);
    if (cell == nullptr)
        batch.add_null();
    else
        batch.add(cell);
    return batch;
}

std::string big_end_first(std::uint64_t word, int bytes) {
    std::string out;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        out.push_back(static_cast<char>(word >> shift));
    return out;
}

db::RowBatch native_batch(db::Form form, const std::string& bytes) {
    db::RowBatch batch;
    batch.clear(1);
    batch.place(batch.add_block(bytes.data(), bytes.size()), bytes.size(), form);
    return batch;
}

Value with_step(StepName name) {
    Value value = Value::column("c");
    Step step;
    step.name = name;
    value.steps.push_back(step);
    return value;
}

struct Ways {
    Ways(Value the_value, As the_as, ValueType type)
        : value(std::move(the_value)),
          as(the_as),
          from(type),
          slow(
              value,
              [type](const std::string&) {
                  return ColumnRef{0, type};
              },
              [type](const Value&) {
                  return ColumnRef{0, type};
              }) {
        fast.add({value, as, {0, type}});
    }

    Value value;
    As as;
    ValueType from;
    FastRow fast;
    CompiledValue slow;
    Reading reading{"Europe/Amsterdam"};

    std::string long_way(const db::RowBatch& batch) {
        reading.scratch.clear();
        std::string out;
        encode(as, slow.read(RowView{&batch, 0, nullptr, 0}, reading), slow.from(), "key", out);
        return out;
    }
    // Empty: the short way does not know it.
    std::string short_way(const db::RowBatch& batch) {
        std::string out(fast.room(batch), '#');
        std::uint32_t end = 0;
        if (fast.put(batch.row(0), 0, reading.zone, out.data(), &end) == 0) return "";
        BOOST_TEST_REQUIRE(end <= out.size());
        return out.substr(0, end);
    }
};

const std::string longest_short(254, 'x'), shortest_long(255, 'x');

const char* const cells[] = {nullptr,
                             "",
                             "0",
                             "-0",
                             "00",
                             "7",
                             "-7",
                             "007",
                             "1.50",
                             "1.5",
                             "-0.00",
                             ".5",
                             "5.",
                             "+5",
                             " 5",
                             "5 ",
                             "1e3",
                             "0.10",
                             "123456789012345678",
                             "1234567890123456789",
                             "99999999999999999999999999999999999999",
                             "-99999999999.99",
                             "0.000000000000000001",
                             "1.2.3",
                             "-",
                             "--1",
                             "2004-02-29",
                             "2005-02-29",
                             "0000-00-00",
                             "2004-02-29 10:11:12",
                             "2004-02-29 10:11:12.5",
                             "2004-02-29 10:11:12+00",
                             "2004-02-29 00:00:00",
                             "1099526400",
                             "-1",
                             "253402300799",
                             "253402300800",
                             "1",
                             "t",
                             "true",
                             "abc",
                             "caf\xc3\xa9",
                             "caf\xe9",
                             "it's",
                             "!",
                             "NaN",
                             "123456.78",
                             "1234567.89",
                             "-123456.70",
                             "1234567890123456.78",
                             "12345678901234567.89",
                             "1.a0",
                             "1.0a",
                             "a.00",
                             "--1.00",
                             longest_short.c_str(),
                             shortest_long.c_str()};

}  // namespace

BOOST_AUTO_TEST_SUITE(fast_value)

// Whatever the short way says, the long way says too: for every type and every cell, sense or not.
BOOST_AUTO_TEST_CASE(the_short_way_never_says_anything_else_than_the_long_one) {
    int known = 0;
    for (const As as : {As::integer, As::decimal, As::money, As::date, As::instant, As::boolean,
                        As::label, As::text})
        for (const ValueType type :
             {ValueType::integer, ValueType::decimal, ValueType::text, ValueType::date,
              ValueType::instant, ValueType::datetime, ValueType::boolean, ValueType::real})
            for (const char* cell : cells) {
                Ways ways(Value::column("c"), as, type);
                const db::RowBatch batch = batch_of(cell);
                const std::string quick = ways.short_way(batch);
                known += quick.empty() ? 0 : 1;
                if (!quick.empty())
                    BOOST_TEST(quick == ways.long_way(batch), "as " << name(as) << " of "
                                                                    << db::name(type) << ": "
                                                                    << (cell ? cell : "NULL"));
            }
    BOOST_TEST(known > 300);
}

BOOST_AUTO_TEST_CASE(the_usual_cells_take_the_short_way) {
    const auto takes = [](As as, ValueType type, const char* cell) {
        return !Ways(Value::column("c"), as, type).short_way(batch_of(cell)).empty();
    };
    BOOST_TEST(takes(As::integer, ValueType::integer, "7"));
    BOOST_TEST(takes(As::money, ValueType::decimal, "-99999999999.99"));
    BOOST_TEST(takes(As::text, ValueType::text, "caf\xc3\xa9"));
    BOOST_TEST(takes(As::text, ValueType::integer, "7"));
    BOOST_TEST(takes(As::date, ValueType::date, "2004-02-29"));
    BOOST_TEST(takes(As::instant, ValueType::datetime, "2004-02-29 10:11:12"));
    BOOST_TEST(takes(As::boolean, ValueType::integer, "1"));
    BOOST_TEST(!takes(As::integer, ValueType::decimal, "1.5"));   // is to be told
    BOOST_TEST(!takes(As::text, ValueType::text, "caf\xe9"));     // is to be told
    BOOST_TEST(!takes(As::date, ValueType::date, "0000-00-00"));  // is to be told
}

BOOST_AUTO_TEST_CASE(seconds_since_1970_are_the_same_both_ways) {
    for (const StepName step : {StepName::unix_seconds, StepName::unix_date})
        for (const char* cell : cells) {
            Ways ways(with_step(step), step == StepName::unix_date ? As::date : As::instant,
                      ValueType::integer);
            const std::string quick = ways.short_way(batch_of(cell));
            if (!quick.empty())
                BOOST_TEST(quick == ways.long_way(batch_of(cell)), (cell ? cell : "NULL"));
        }
    Ways ways(with_step(StepName::unix_date), As::date, ValueType::integer);
    // 2004-11-03 23:30 UTC is the next day in Amsterdam.
    BOOST_TEST(ways.short_way(batch_of("1099524600")) == ways.long_way(batch_of("1099524600")));
    BOOST_TEST(!ways.short_way(batch_of("1099524600")).empty());
}

BOOST_AUTO_TEST_CASE(native_cells_are_the_same_as_their_text) {
    struct Pair {
        As as;
        ValueType type;
        db::Form form;
        std::string bytes;
        const char* text;
    };
    const auto numeric = [](std::initializer_list<int> words) {
        std::string out;
        for (const int word : words)
            out += big_end_first(static_cast<std::uint64_t>(word), 2);
        return out;
    };
    const Pair pairs[] = {
        {As::integer, ValueType::integer, db::Form::int16, big_end_first(0xFFFE, 2), "-2"},
        {As::integer, ValueType::integer, db::Form::int32, big_end_first(0xFFFFFFFF, 4), "-1"},
        {As::integer, ValueType::integer, db::Form::int64, big_end_first(5'000'000'000, 8),
         "5000000000"},
        // groups, weight, sign, scale, digits: 12345.60 is 1|2345|6000 with weight 1
        {As::money, ValueType::decimal, db::Form::numeric, numeric({3, 1, 0, 2, 1, 2345, 6000}),
         "12345.60"},
        {As::money, ValueType::decimal, db::Form::numeric,
         numeric({3, 1, 0x4000, 2, 1, 2345, 6000}), "-12345.60"},
        {As::money, ValueType::decimal, db::Form::numeric, numeric({0, 0, 0, 2}), "0.00"},
        {As::money, ValueType::decimal, db::Form::numeric, numeric({1, -1, 0, 2, 100}), "0.01"},
        {As::money, ValueType::decimal, db::Form::numeric, numeric({1, 2, 0, 0, 3}), "300000000"},
        {As::date, ValueType::date, db::Form::days, big_end_first(1520, 4), "2004-02-29"},
        {As::date, ValueType::date, db::Form::days, big_end_first(0xFFFFFFFF, 4), "1999-12-31"},
        {As::instant, ValueType::instant, db::Form::micros, big_end_first(1'500'000, 8),
         "2000-01-01 00:00:01.5+00"}};
    for (const Pair& pair : pairs) {
        Ways ways(Value::column("c"), pair.as, pair.type);
        const db::RowBatch native = native_batch(pair.form, pair.bytes);
        const std::string expected = ways.long_way(batch_of(pair.text));
        BOOST_TEST(ways.short_way(native) == expected, pair.text);
        BOOST_TEST(ways.long_way(native) == expected, pair.text);
    }
}

// Of whole rows, where any row and any value may have to go the long way.
BOOST_AUTO_TEST_CASE(rows_are_written_up_to_the_value_that_must_go_the_long_way) {
    const Value column = Value::column("c");
    FastRow fast;
    fast.add({column, As::integer, {0, ValueType::integer}});
    fast.add({column, As::text, {1, ValueType::text}});
    fast.add({column, As::money, {2, ValueType::decimal}});
    struct Cells {
        const char *number, *text, *amount;
        std::size_t short_values;  // 3: all
    };
    const std::vector<Cells> rows = {
        {"1", "a", "1.50", 3},       {"2", nullptr, "0.00", 3}, {nullptr, "b", "2", 3},
        {"3", "caf\xe9", "1.00", 1}, {"4", "c", "1e3", 2},      {"x", "d", "1.00", 0},
        {"5", nullptr, nullptr, 3},  {"6", "last", "-0.05", 3}, {"7", "caf\xc3\xa9", "7", 3}};
    db::RowBatch batch;
    batch.clear(3);
    for (const Cells& row : rows)
        for (const char* cell : {row.number, row.text, row.amount})
            cell == nullptr ? batch.add_null() : batch.add(cell);
    const auto long_way = [&](const char* cell, As as, ValueType type) {
        std::string out;
        encode(as, cell == nullptr ? Cell::null() : Cell::of(std::string_view(cell)), type, "",
               out);
        return out;
    };
    Zone zone("UTC");
    CanonicalBatch out;
    std::size_t from = 0, written = 0;
    for (std::size_t expected = 0; expected <= rows.size(); ++expected) {
        if (expected < rows.size() && rows[expected].short_values == 3) continue;
        out.clear(1, 2);
        out.room(fast.room(batch));
        const FastRow::Halt halt = fast.put_rows(batch, from, 1, zone, out);
        BOOST_TEST(halt.row == expected);
        BOOST_TEST(halt.values == (expected < rows.size() ? rows[expected].short_values : 0U));
        BOOST_TEST_REQUIRE(out.size() == expected - from);
        for (std::size_t i = 0; i < out.size(); ++i, ++written) {
            const Cells& row = rows[from + i];
            const std::string key = long_way(row.number, As::integer, ValueType::integer);
            BOOST_TEST(out.row(i).key() == key);
            BOOST_TEST(out.row(i).fields() ==
                       long_way(row.text, As::text, ValueType::text) +
                           long_way(row.amount, As::money, ValueType::decimal));
            BOOST_TEST(out.row(i).null_key == (row.number == nullptr));
        }
        from = expected + 1;
    }
    BOOST_TEST(written == 6U);
}

BOOST_AUTO_TEST_CASE(a_value_is_remembered_by_the_whole_of_its_cell) {
    Ways ways(with_step(StepName::fold), As::label, ValueType::text);
    BOOST_TEST(ways.short_way(batch_of("EUR")) == "");
    for (const char* cell : {"EUR", "USD", "EU", "EURO", ""}) {
        const db::RowBatch batch = batch_of(cell);
        ways.fast.at(0).remember(batch.row(0), ways.long_way(batch));
    }
    for (const char* cell : {"EUR", "USD", "EU", "EURO", ""}) {
        const std::string quick = ways.short_way(batch_of(cell));
        if (!quick.empty()) BOOST_TEST(quick == ways.long_way(batch_of(cell)), cell);
    }
    BOOST_TEST(ways.short_way(batch_of("EUR")) == ways.long_way(batch_of("EUR")));
    BOOST_TEST(ways.short_way(batch_of("GBP")) == "");
}

BOOST_AUTO_TEST_SUITE_END()
