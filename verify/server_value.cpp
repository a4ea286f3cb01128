// The one fault that push-down must not have is silence: a row that the server takes for equal and
// our own reading would not. So nothing is said in SQL that is only mostly right. Each step's SQL
// is right for the values that it names, and for all others it is a *doubt*: the row's canonical
// text is then NULL, no digest counts it as good, and its bucket is read by us. A doubt too many
// costs time; a doubt too few would cost the proof.
#include "verify/server_value.h"

#include <fmt/format.h>

#include "verify/server_parts.h"

namespace tieout::verify {
namespace {

using Kind = ServerValue::Kind;

ServerValue sum(const Value& value, const ServerColumns& columns) {
    ServerValue all{Kind::number, {}, {}, {}};
    for (const auto* parts : {&value.parts, &value.minus})
        for (const Value& part : *parts) {
            ServerValue number = server_value(part, columns);
            if (number.why_not.empty()) number = as_number(number, columns.server);
            if (!number.why_not.empty()) return number;
            const char* const sign = parts == &value.minus ? " - " : " + ";
            all.sql +=
                (all.sql.empty() ? (parts == &value.minus ? "0 - " : "") : sign) + number.sql;
            add_doubt(number.doubt, all);
        }
    all.sql = "(" + all.sql + ")";
    return all;
}

// The values of all parts, of one kind; `why_not` of the first that has none. Where one of them is
// a number all are, and what comes of them is known as a number only: its text may have zeros.
ServerValue alike(const std::vector<Value>& parts, const ServerColumns& columns,
                  std::vector<std::string>& values) {
    std::vector<ServerValue> all;
    ServerValue result;
    for (const Value& part : parts) {
        all.push_back(server_value(part, columns));
        if (!all.back().why_not.empty()) return all.back();
        if (all.back().kind == Kind::decimal || all.back().kind == Kind::number)
            result.kind = Kind::decimal;
    }
    for (ServerValue& value : all) {
        value = result.kind == Kind::decimal ? as_number(value, columns.server)
                                             : as_text(value, columns.server);
        if (!value.why_not.empty()) return value;
        values.push_back(value.sql);
        add_doubt(value.doubt, result);
    }
    return result;
}

ServerValue concat(const Value& value, const ServerColumns& columns) {
    std::vector<std::string> texts;
    ServerValue all = alike(value.parts, columns, texts);
    if (all.why_not.empty() && all.kind != Kind::text)
        return ServerValue::none("numbers are put together as text");
    if (all.why_not.empty())
        all.sql = where(fmt::format("COALESCE({}) IS NOT NULL", fmt::join(texts, ", ")),
                        columns.server.joined_by(value.text, texts));
    return all;
}

ServerValue first_of(const Value& value, const ServerColumns& columns) {
    std::vector<std::string> texts;
    ServerValue all = alike(value.parts, columns, texts);
    if (all.why_not.empty()) all.sql = fmt::format("COALESCE({})", fmt::join(texts, ", "));
    return all;
}

ServerValue choose(const Value& value, const ServerColumns& columns) {
    ServerValue code = columns.column(value.text);
    if (!code.why_not.empty()) return code;
    if (!is_code(code)) return ServerValue::none(no_code);
    const ServerValue text = as_text(code, columns.server);
    if (!numbers_differ(value.cases))
        return ServerValue::none("two codes of a case are one number");
    std::vector<std::string> texts;
    ServerValue chosen = alike(value.parts, columns, texts);
    if (!chosen.why_not.empty()) return chosen;
    chosen.sql = "CASE";
    std::string known;
    for (std::size_t i = 0; i < value.cases.size(); ++i) {
        std::vector<std::string> all;
        for (const std::string& raw : value.cases[i])
            for (const std::string& writing : writings(raw, code.kind))
                all.push_back(writing);
        const std::string fits = one_of(text.sql, all, columns.server);
        chosen.sql += fmt::format(" WHEN {} THEN {}", fits, texts[i]);
        known += (known.empty() ? "" : " OR ") + fits;
    }
    if (known.empty()) return ServerValue::none("a case has no codes");
    const bool has_otherwise = texts.size() > value.cases.size();
    if (has_otherwise) chosen.sql += fmt::format(" ELSE {}", texts.back());
    chosen.sql += " END";
    if (has_otherwise) known += " OR " + is_plain_code(text.sql, code.kind, columns.server);
    add_doubt(text.doubt, chosen);
    ServerValue asked = text;
    asked.doubt.clear();
    demand(known, asked);
    add_doubt(asked.doubt, chosen);
    return chosen;
}

ServerValue form_of(const Value& value, const ServerColumns& columns) {
    switch (value.form) {
        case Value::Form::column:
            return columns.column(value.text);
        case Value::Form::sql:
            return columns.expression(value);
        case Value::Form::constant:
            if (value.text.find('\0') != std::string::npos)
                return ServerValue::none("a constant has a NUL in it");
            return {Kind::text, columns.server.literal(value.text), {}, {}};
        case Value::Form::null:
            return {Kind::text, columns.server.null_text(), {}, {}};
        case Value::Form::first_of:
            return first_of(value, columns);
        case Value::Form::choose:
            return choose(value, columns);
        case Value::Form::sum:
            return sum(value, columns);
        case Value::Form::concat:
            return concat(value, columns);
    }
    return ServerValue::none("a value is not known to servers");
}
}  // namespace

ServerValue server_value(const Value& value, const ServerColumns& columns) {
    ServerValue result = form_of(value, columns);
    // Repairs come first, whatever the order in which they stand.
    for (const bool repairs : {true, false})
        for (const Step& step : value.steps) {
            if (!result.why_not.empty()) return result;
            if (step.repair == repairs) result = not_too_long(server_step(result, step, columns));
        }
    return result;
}

}  // namespace tieout::verify
