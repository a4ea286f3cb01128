#include "migrate/bound_value.h"

#include "base/unicode.h"

namespace tieout::migrate {
namespace {

std::vector<BoundValue> bind_all(const std::vector<Value>& values, SourceQuery& source) {
    std::vector<BoundValue> result;
    for (const Value& value : values)
        result.push_back(bind(value, source));
    return result;
}

BoundStep bind_step(const Step& step, SourceQuery& source) {
    BoundStep result{&step, {}, {}, {}, {}};
    if (step.kind == StepKind::local_time) result.clock.emplace(step.words.front());
    if (step.kind == StepKind::multiply) result.constant = Decimal::parse(step.words.front());
    if (!step.column.empty()) result.column = source.column(step.column, step.where);
    if (step.map != nullptr) result.words = WordTable(*step.map);
    return result;
}

}  // namespace

WordTable::WordTable(const WordMap& map) {
    for (const auto& [code, word] : map.entries) {
        words_.emplace(code.text, word);
        if (code.number) words_.emplace(code.number->normalized().text(), word);
    }
}

const std::optional<std::string>* WordTable::find(std::string_view code) const {
    const std::string_view text = trimmed(code);
    auto found = words_.find(text);
    if (found == words_.end()) {
        const auto number = Decimal::parse(text);
        if (number) found = words_.find(number->normalized().text());
    }
    return found == words_.end() ? nullptr : &found->second;
}

bool is_bare_column(const BoundValue& value) {
    return value.value->kind == Value::Kind::column && value.steps.empty();
}

BoundValue bind(const Value& value, SourceQuery& source) {
    BoundValue result{&value, {}, {}, {}, {}, {}, {}};
    if (value.kind == Value::Kind::column) result.column = source.column(value.text, value.where);
    if (value.kind == Value::Kind::sql) result.column = source.expression(value.sql, value.where);
    result.parts = bind_all(value.parts, source);
    result.minus = bind_all(value.minus, source);
    result.otherwise = bind_all(value.otherwise, source);
    for (const Branch& branch : value.branches)
        result.branches.push_back({&branch, bind(branch.then.front(), source)});
    for (const Step& step : value.steps)
        result.steps.push_back(bind_step(step, source));
    return result;
}

std::string raw_text(const BoundValue& value, const Row& row) {
    const auto kind = value.value->kind;
    if (kind == Value::Kind::column || kind == Value::Kind::sql) {
        return row.is_null(value.column) ? std::string() : std::string(row.at(value.column));
    }
    for (const auto* parts : {&value.parts, &value.minus}) {
        for (const BoundValue& part : *parts) {
            if (std::string raw = raw_text(part, row); !raw.empty()) return raw;
        }
    }
    return {};
}

}  // namespace tieout::migrate
