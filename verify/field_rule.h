// A rule over the fields of a tie's rows (rules.yaml: when, must), with its words read once.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/decimal.h"
#include "rules/pack.h"
#include "verify/canonical.h"
#include "verify/tie.h"

namespace tieout::verify {

class FieldRule {
public:
    // Throws Error(Fault::usage) where the rule names a field that the tie does not have, or asks
    // what the field's type cannot answer: order of a text, the day of a number.
    FieldRule(const rules::Rule& rule, const Tie& tie);

    // `values`: all fields of a row, in the tie's order.
    bool offends(const std::vector<Canonical>& values) const;
    // The fields that the rule speaks of, each once.
    const std::vector<std::size_t>& fields() const { return fields_; }

private:
    struct Test {
        rules::FieldTest::Kind kind = rules::FieldTest::Kind::in;
        std::size_t field = 0, other = 0;
        std::vector<std::string> words;  // as the field's values are encoded
        std::optional<Decimal> number;
        std::optional<Date> date;
        std::optional<Instant> instant;
        bool is_null = false;
        int day = 0;
    };
    Test compile(const rules::FieldTest& test, const Tie& tie);
    std::size_t field_of(const std::string& name, const rules::FieldTest& test, const Tie& tie);
    static bool can_be_asked(const Test& test, const std::vector<Canonical>& values);
    static bool holds(const Test& test, const std::vector<Canonical>& values);

    std::vector<Test> when_, must_;
    std::vector<std::size_t> fields_;
};

}  // namespace tieout::verify
