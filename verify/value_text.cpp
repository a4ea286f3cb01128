#include "verify/value_text.h"

namespace tieout::verify {
namespace {

std::string list(const std::vector<Value>& values, const char* between) {
    std::string text;
    for (const Value& value : values)
        text += (text.empty() ? "" : between) + describe(value);
    return text;
}

std::string form_text(const Value& value) {
    switch (value.form) {
        case Value::Form::column:
            return value.text;
        case Value::Form::constant:
            return "'" + value.text + "'";
        case Value::Form::null:
            return "NULL";
        case Value::Form::sql:
            return value.sql.empty() ? "" : "(" + value.sql.begin()->second + ")";
        case Value::Form::first_of:
            return "first of " + list(value.parts, ", ");
        case Value::Form::concat:
            return list(value.parts, (" & '" + value.text + "' & ").c_str());
        case Value::Form::choose:
            return "by " + value.text + ": " + list(value.parts, ", ");
        case Value::Form::sum:
            return list(value.parts, " + ") +
                   (value.minus.empty() ? "" : " - " + list(value.minus, " - "));
    }
    return {};
}

}  // namespace

std::string describe(const Value& value) {
    std::string text = form_text(value);
    for (const Step& step : value.steps)
        text += " → " + std::string(name(step.name));
    return text;
}

std::string describe(const Field& field) {
    return field.name + ": " + std::string(name(field.as)) + " ← " + describe(field.source) +
           " = " + describe(field.target);
}

}  // namespace tieout::verify
