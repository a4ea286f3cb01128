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

std::string text_of(const Canonical& value) {
    return value.tag == 'd' ? date_of(value).text() : std::string(value.bytes);
}

// nullopt: the two cannot be ordered, so the test says nothing.
std::optional<std::strong_ordering> compare(const Canonical& a,
                                            const std::optional<Decimal>& number,
                                            const std::optional<Date>& date) {
    if (a.tag == 'n' && number) return number_of(a) <=> *number;
    if (a.tag == 'd' && date) return date_of(a) <=> *date;
    return std::nullopt;
}

std::optional<std::strong_ordering> compare(const Canonical& a, const Canonical& b) {
    if (a.tag == 'n' && b.tag == 'n') return number_of(a) <=> number_of(b);
    if (a.tag == 'd' && b.tag == 'd') return date_of(a) <=> date_of(b);
    return std::nullopt;
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
    Test compiled;
    compiled.kind = test.kind;
    compiled.field = field_of(test.field, test, tie);
    compiled.words = test.words;
    const std::string word = test.words.empty() ? "" : test.words.front();
    if (test.kind == Kind::is_null) compiled.is_null = word == "true";
    if (test.kind == Kind::day) compiled.day = std::stoi(word);
    if (test.kind == Kind::at_most_field) compiled.other = field_of(word, test, tie);
    if (test.kind == Kind::at_least || test.kind == Kind::at_most) {
        compiled.number = Decimal::parse(word);
        compiled.date = Date::parse(word);
        if (!compiled.number && !compiled.date)
            throw Error(Fault::usage,
                        fmt::format("{}: {} is neither a number nor a day", test.where, word));
    }
    return compiled;
}

bool FieldRule::offends(const std::vector<Canonical>& values) const {
    const auto speaks = [&](const Test& test) {
        const bool null = values[test.field].is_null();
        return (!null || test.kind == Kind::is_null) && holds(test, values);
    };
    if (!std::all_of(when_.begin(), when_.end(), speaks)) return false;
    return std::any_of(must_.begin(), must_.end(), [&](const Test& test) {
        if (values[test.field].is_null() && test.kind != Kind::is_null) return false;
        return !holds(test, values);
    });
}

bool FieldRule::holds(const Test& test, const std::vector<Canonical>& values) {
    const Canonical& value = values[test.field];
    if (value.is_unreadable()) return true;
    const auto listed = [&] {
        return std::find(test.words.begin(), test.words.end(), text_of(value)) != test.words.end();
    };
    switch (test.kind) {
        case Kind::in:
            return listed();
        case Kind::not_in:
            return !listed();
        case Kind::is_null:
            return value.is_null() == test.is_null;
        case Kind::at_least:
            return compare(value, test.number, test.date).value_or(std::strong_ordering::equal) >=
                   0;
        case Kind::at_most:
            return compare(value, test.number, test.date).value_or(std::strong_ordering::equal) <=
                   0;
        case Kind::at_most_field:
            return compare(value, values[test.other]).value_or(std::strong_ordering::equal) <= 0;
        case Kind::day:
            return value.tag != 'd' || date_of(value).civil().day == test.day;
    }
    return true;
}

}  // namespace tieout::verify
