#include "verify/field_rule.h"

#include <fmt/format.h>

#include <algorithm>
#include <compare>

#include "base/error.h"

namespace tieout::verify {
namespace {

using Kind = rules::FieldTest::Kind;

Date date_of(const Canonical& value) {
    std::uint32_t days = 0;
    for (std::size_t byte = 4; byte-- > 0;)
        days = (days << 8) | static_cast<unsigned char>(value.bytes[byte]);
    return Date{static_cast<std::int32_t>(days)};
}

Instant instant_of(const Canonical& value) {
    std::uint64_t micros = 0;
    for (std::size_t byte = 8; byte-- > 0;)
        micros = (micros << 8) | static_cast<unsigned char>(value.bytes[byte]);
    return Instant{static_cast<std::int64_t>(micros)};
}

// Numbers, days and moments have an order that both sides agree on; texts have none.
enum class Order { none, number, day, moment };

Order order_of(As as) {
    if (is_number(as)) return Order::number;
    if (as == As::instant) return Order::moment;
    return as == As::date ? Order::day : Order::none;
}

// The word as a canonical value of the field would have its bytes.
std::string encoded(const std::string& word, As as) {
    std::string out;
    if (is_number(as) || as == As::date || as == As::instant) {
        encode(as, Cell::of(word), db::ValueType::text, {}, out);
        std::string_view bytes = out;
        return std::string(take(bytes).bytes);
    }
    return word;
}

std::strong_ordering compare(const Canonical& a, const Canonical& b) {
    if (a.tag == 'd') return date_of(a) <=> date_of(b);
    if (a.tag == 'i') return instant_of(a) <=> instant_of(b);
    return number_of(a) <=> number_of(b);
}

}  // namespace

FieldRule::FieldRule(const rules::Rule& rule, const Tie& tie) {
    for (const rules::FieldTest& test : rule.when)
        when_.push_back(compile(test, tie));
    for (const rules::FieldTest& test : rule.must)
        must_.push_back(compile(test, tie));
}

std::size_t FieldRule::field_of(const std::string& name, const rules::FieldTest& test,
                                const Tie& tie) {
    const auto field = tie.field(name);
    if (!field)
        throw Error(Fault::usage,
                    fmt::format("{}: the tie {} has no field {}", test.where, tie.name, name));
    if (std::find(fields_.begin(), fields_.end(), *field) == fields_.end())
        fields_.push_back(*field);
    return *field;
}

FieldRule::Test FieldRule::compile(const rules::FieldTest& test, const Tie& tie) {
    const auto refuse = [&](const std::string& why) {
        throw Error(Fault::usage, fmt::format("{}: {}", test.where, why));
    };
    Test compiled;
    compiled.kind = test.kind;
    compiled.field = field_of(test.field, test, tie);
    const As as = tie.fields[compiled.field].as;
    for (const std::string& word : test.words)
        compiled.words.push_back(encoded(word, as));
    const std::string word = test.words.empty() ? "" : test.words.front();
    if (test.kind == Kind::is_null) compiled.is_null = word == "true";
    if (test.kind == Kind::day) compiled.day = std::stoi(word);
    if (test.kind == Kind::day && as != As::date)
        refuse(fmt::format("{} is compared as {}, which has no day", test.field, name(as)));
    if (test.kind == Kind::at_most_field) {
        compiled.other = field_of(word, test, tie);
        if (order_of(as) == Order::none || order_of(as) != order_of(tie.fields[compiled.other].as))
            refuse(fmt::format("{} and {} have no common order", test.field, word));
    }
    if (test.kind == Kind::at_least || test.kind == Kind::at_most) {
        if (order_of(as) == Order::number) compiled.number = Decimal::parse(word);
        if (order_of(as) == Order::day) compiled.date = Date::parse(word);
        if (order_of(as) == Order::moment) compiled.instant = Instant::parse(word);
        if (order_of(as) == Order::none)
            refuse(fmt::format("{} is compared as {}, which has no order", test.field, name(as)));
        if (!compiled.number && !compiled.date && !compiled.instant)
            refuse(fmt::format("{} is no {}, as {} is", word, name(as), test.field));
    }
    return compiled;
}

// A NULL satisfies only is_null, and nothing is said of what cannot be read.
bool FieldRule::can_be_asked(const Test& test, const std::vector<Canonical>& values) {
    const auto has_value = [&](std::size_t field) {
        return !values[field].is_null() && !values[field].is_unreadable();
    };
    if (test.kind == Kind::is_null) return !values[test.field].is_unreadable();
    return has_value(test.field) && (test.kind != Kind::at_most_field || has_value(test.other));
}

bool FieldRule::offends(const std::vector<Canonical>& values) const {
    const bool speaks = std::all_of(when_.begin(), when_.end(), [&](const Test& test) {
        return can_be_asked(test, values) && holds(test, values);
    });
    return speaks && std::any_of(must_.begin(), must_.end(), [&](const Test& test) {
               return can_be_asked(test, values) && !holds(test, values);
           });
}

bool FieldRule::holds(const Test& test, const std::vector<Canonical>& values) {
    const Canonical& value = values[test.field];
    const auto listed = [&] {
        return std::find(test.words.begin(), test.words.end(), value.bytes) != test.words.end();
    };
    const auto against_limit = [&] {
        if (test.number) return number_of(value) <=> *test.number;
        if (test.instant) return instant_of(value) <=> *test.instant;
        return date_of(value) <=> *test.date;
    };
    switch (test.kind) {
        case Kind::in:
            return listed();
        case Kind::not_in:
            return !listed();
        case Kind::is_null:
            return value.is_null() == test.is_null;
        case Kind::at_least:
            return against_limit() >= 0;
        case Kind::at_most:
            return against_limit() <= 0;
        case Kind::at_most_field:
            return compare(value, values[test.other]) <= 0;
        case Kind::day:
            return date_of(value).civil().day == test.day;
    }
    return true;
}

}  // namespace tieout::verify
