#include "verify/evaluate.h"

#include <algorithm>

#include "base/error.h"
#include "base/unicode.h"

namespace tieout::verify {

namespace {

Cell numeric(const Cell& cell) {
    if (cell.kind == Cell::Kind::number) return cell;
    const auto number = strict_number(cell.text);
    return number ? Cell::of(*number) : Cell::unreadable(cell.text, "is not a number");
}

}  // namespace

Cell RowView::of_native(db::Form form, std::string_view cell) {
    namespace native = db::native;
    if (native::is_integer(form)) return Cell::of(Decimal::of(native::integer(form, cell)));
    if (form == db::Form::days) return Cell::of(Date{native::days(cell)});
    if (form == db::Form::micros) return Cell::of(Instant{native::micros(cell)});
    const auto number = native::decimal(cell);
    return number ? Cell::of(*number) : Cell::unreadable({}, "has more than 38 digits");
}

CompiledValue::CompiledValue(const Value& value, const FindColumn& column,
                             const FindExpression& expression)
    : value_(&value) {
    using Form = Value::Form;
    if (value.form == Form::column || value.form == Form::choose || value.form == Form::sql) {
        const ColumnRef found = value.form == Form::sql ? expression(value) : column(value.text);
        column_ = found.index;
        if (value.form != Form::choose) from_ = found.type;
    }
    for (const Value& part : value.parts)
        parts_.emplace_back(part, column, expression);
    for (const Value& part : value.minus)
        minus_.emplace_back(part, column, expression);
    for (const auto& words : value.cases) {
        cases_.emplace_back();
        for (const std::string& word : words)
            cases_.back().push_back(Code::of(word));
    }
    // A REAL in one of the parts keeps its right to an exponent.
    if (value.form == Form::first_of)
        for (const CompiledValue& part : parts_)
            if (part.from_ == db::ValueType::real) from_ = part.from_;
    for (const Step& step : value.steps)
        compile_step(step, column);
}

void CompiledValue::compile_step(const Step& step, const FindColumn& column) {
    CompiledStep compiled;
    compiled.step = &step;
    if (!step.column.empty()) compiled.column = column(step.column).index;
    compiled.map = compile_map(step.map);
    for (const std::string& word : step.words)
        compiled.codes.push_back(Code::of(word));
    if (step.name == StepName::multiply) compiled.factor = *strict_number(step.words[0]);
    steps_.push_back(std::move(compiled));
}

CompiledValue::CodeMap CompiledValue::compile_map(const WordMap& map) {
    CodeMap compiled;
    for (const auto& [raw, word] : map) {
        const Code code = Code::of(raw);
        compiled.by_text.emplace_back(code.text, &word);
        if (!code.number.empty()) compiled.by_number.emplace_back(code.number, &word);
    }
    std::sort(compiled.by_text.begin(), compiled.by_text.end());
    std::sort(compiled.by_number.begin(), compiled.by_number.end());
    return compiled;
}

const std::optional<std::string>* CompiledValue::CodeMap::find(const Code& code) const {
    const auto look = [](const auto& entries, const std::string& text) {
        const auto at = std::lower_bound(
            entries.begin(), entries.end(), text,
            [](const auto& entry, const std::string& wanted) { return entry.first < wanted; });
        return at != entries.end() && at->first == text ? at->second : nullptr;
    };
    if (const auto* word = look(by_text, code.text)) return word;
    return code.number.empty() ? nullptr : look(by_number, code.number);
}

Cell CompiledValue::read(const RowView& row, Reading& reading) const {
    Cell cell = read_form(row, reading);
    const Cell raw = cell;
    bool repaired = false;
    for (const CompiledStep& step : steps_) {
        if (!step.step->repair || cell.kind != Cell::Kind::text) break;  // repairs come first
        cell = apply(step, cell, row, reading);
        repaired = true;
    }
    if (repaired && raw.kind == Cell::Kind::text && cell.text != raw.text) {
        reading.transformed = true;
        reading.before = raw.text;
        reading.after = cell.text;
    }
    for (const CompiledStep& step : steps_) {
        if (step.step->repair) continue;
        if (cell.is_unreadable()) return cell;
        if (!cell.is_null() || step.step->name == StepName::if_null)
            cell = apply(step, cell, row, reading);
    }
    return cell;
}

Cell CompiledValue::read_form(const RowView& row, Reading& reading) const {
    switch (value_->form) {
        case Value::Form::column:
        case Value::Form::sql:
            return row.at(column_);
        case Value::Form::constant:
            return Cell::of(std::string_view(value_->text));
        case Value::Form::null:
            return Cell::null();
        case Value::Form::first_of:
            for (const CompiledValue& part : parts_)
                if (const Cell cell = part.read(row, reading); !cell.is_null()) return cell;
            return Cell::null();
        case Value::Form::choose:
            return choose(row, reading);
        case Value::Form::sum:
            return add_up(row, reading);
        case Value::Form::concat:
            return put_together(row, reading);
    }
    return Cell::null();
}

Cell CompiledValue::choose(const RowView& row, Reading& reading) const {
    const Cell cell = row.at(column_);
    if (!cell.is_null()) {
        reading.code.set(cell.text);
        for (std::size_t i = 0; i < cases_.size(); ++i)
            if (std::find(cases_[i].begin(), cases_[i].end(), reading.code) != cases_[i].end())
                return parts_[i].read(row, reading);
    }
    if (parts_.size() > cases_.size()) return parts_.back().read(row, reading);
    return cell.is_null() ? cell : Cell::unreadable(cell.text, "is none of the known codes");
}

Cell CompiledValue::add_up(const RowView& row, Reading& reading) const {
    Decimal sum;
    for (const auto* parts : {&parts_, &minus_})
        for (const CompiledValue& part : *parts) {
            const Cell read = part.read(row, reading);
            const Cell cell = read.kind == Cell::Kind::text ? numeric(read) : read;
            if (cell.kind != Cell::Kind::number) return cell;
            try {
                sum += parts == &parts_ ? cell.number : -cell.number;
            } catch (const Error&) {  // beyond 38 digits: a value that cannot be held, not a crash
                return Cell::unreadable(read.text, "makes a sum of more than 38 digits");
            }
        }
    return Cell::of(sum);
}

// Parts that are NULL are left out, with what would stand between.
Cell CompiledValue::put_together(const RowView& row, Reading& reading) const {
    std::string& all = reading.scratch.take();
    all.clear();
    bool any = false;
    for (const CompiledValue& part : parts_) {
        const Cell cell = part.read(row, reading);
        if (cell.is_unreadable()) return cell;
        if (cell.is_null()) continue;
        if (any) all.append(value_->text);
        all.append(text_of(cell, reading));
        any = true;
    }
    return any ? Cell::of(std::string_view(all)) : Cell::null();
}

std::string_view text_of(const Cell& cell, Reading& reading) {
    if (cell.kind == Cell::Kind::text || cell.kind == Cell::Kind::unreadable) return cell.text;
    std::string& text = reading.scratch.take();
    if (cell.kind == Cell::Kind::number) text = cell.number.normalized().text();
    if (cell.kind == Cell::Kind::date) text = cell.date.text();
    if (cell.kind == Cell::Kind::instant) text = cell.instant.text();
    return text;
}

Cell CompiledValue::apply(const CompiledStep& step, const Cell& cell, const RowView& row,
                          Reading& reading) const {
    const StepName name = step.step->name;
    if (name == StepName::if_null)
        return cell.is_null() ? Cell::of(std::string_view(step.step->words[0])) : cell;
    if (name == StepName::none_if) {
        reading.code.text.assign(trim(text_of(cell, reading)));
        for (const Code& code : step.codes)
            if (code.text == reading.code.text) return Cell::null();
        return cell;
    }
    if (name == StepName::left) return Cell::of(left(text_of(cell, reading), step.step->number));
    if (name >= StepName::before && name <= StepName::after_last)
        return apply_cut(*step.step, text_of(cell, reading));
    if (name == StepName::local_time)
        return apply_clock(*step.step, trim(text_of(cell, reading)), reading);
    if (name == StepName::packed_part) {
        const Cell cycle = row.at(step.column);
        return Cell::of(packed_part(text_of(cell, reading), cycle.text));
    }
    if (name == StepName::map) return apply_map(step, cell, reading);
    if (name == StepName::unix_seconds || name == StepName::unix_date)
        return apply_moment(name, cell, reading);
    if (name <= StepName::rest_lines) return apply_text(name, text_of(cell, reading), reading);
    return apply_number(step, cell, row, reading);
}

Cell CompiledValue::apply_text(StepName name, std::string_view text, Reading& reading) {
    const auto changed = [&](void (*change)(std::string_view, std::string&)) {
        std::string& out = reading.scratch.take();
        change(text, out);
        return Cell::of(std::string_view(out));
    };
    switch (name) {
        case StepName::strip_nul:
            return text.find('\0') == std::string_view::npos ? Cell::of(text) : changed(strip_nul);
        case StepName::trim:
            return Cell::of(trim(text));
        case StepName::fold:
            return changed([](std::string_view in, std::string& out) { out = to_lower(in); });
        case StepName::nfc:
            if (!is_utf8(text)) return Cell::unreadable(text, "is not UTF-8");
            return changed([](std::string_view in, std::string& out) { out = to_nfc(in); });
        case StepName::unslash:
            return text.find('\\') == std::string_view::npos ? Cell::of(text) : changed(unslash);
        case StepName::unescape_html:
            return text.find('&') == std::string_view::npos ? Cell::of(text)
                                                            : changed(unescape_html);
        case StepName::repair_latin1:
            return changed(repair_latin1);
        case StepName::unix_newlines:
            return text.find('\r') == std::string_view::npos ? Cell::of(text)
                                                             : changed(unix_newlines);
        case StepName::empty_is_null:
            return text.empty() ? Cell::null() : Cell::of(text);
        case StepName::first_line:
            return Cell::of(first_line(text));
        default: {  // rest_lines
            std::string& out = reading.scratch.take();
            return rest_lines(text, out) ? Cell::of(std::string_view(out)) : Cell::null();
        }
    }
}

Cell CompiledValue::apply_cut(const Step& step, std::string_view text) {
    const bool first = step.name == StepName::before || step.name == StepName::after;
    const bool before = step.name == StepName::before || step.name == StepName::before_last;
    const Cut cut = first ? cut_at_first(text, step.words[0]) : cut_at_last(text, step.words[0]);
    const auto& part = before ? cut.before : cut.after;
    return part ? Cell::of(*part) : Cell::null();
}

Cell CompiledValue::apply_clock(const Step& step, std::string_view text, Reading& reading) {
    const auto wall = clock_reading(text);
    if (!wall) return Cell::unreadable(text, "is not a local time that exists");
    auto zone = reading.zones.find(step.zone);
    if (zone == reading.zones.end()) zone = reading.zones.emplace(step.zone, step.zone).first;
    const Moments moments = zone->second.moments_of(*wall);
    if (!moments.earlier) return Cell::unreadable(text, "never was on the clocks of its zone");
    if (*moments.earlier == *moments.later) return Cell::of(*moments.earlier);
    if (step.doubled == Doubled::unreadable)
        return Cell::unreadable(text, "was twice on the clocks of its zone: `twice` says which");
    return Cell::of(step.doubled == Doubled::earlier ? *moments.earlier : *moments.later);
}

Cell CompiledValue::apply_map(const CompiledStep& step, const Cell& cell, Reading& reading) {
    reading.code.set(text_of(cell, reading));
    const auto* word = step.map.find(reading.code);
    if (word == nullptr && step.step->has_otherwise) word = &step.step->otherwise;
    if (word == nullptr) return Cell::unreadable(text_of(cell, reading), "is not a known code");
    return *word ? Cell::of(std::string_view(**word)) : Cell::null();
}

Cell CompiledValue::apply_moment(StepName name, const Cell& cell, Reading& reading) {
    const Cell number = numeric(cell);
    if (number.is_unreadable()) return number;
    const Decimal plain = number.number.normalized();
    constexpr std::int64_t last = 253'402'300'799;   // 9999-12-31T23:59:59Z
    constexpr std::int64_t first = -62'135'596'800;  // 0001-01-01T00:00:00Z
    const std::string_view raw = text_of(cell, reading);
    if (plain.scale() != 0 || plain < Decimal::of(first) || plain > Decimal::of(last))
        return Cell::unreadable(raw, "is not a moment in unix seconds");
    const auto seconds = static_cast<std::int64_t>(plain.coefficient());
    if (seconds == 0) return Cell::null();
    if (name == StepName::unix_seconds) return Cell::of(Instant::from_seconds(seconds));
    const auto day = reading.zone.day_of(seconds);
    return day ? Cell::of(*day) : Cell::unreadable(raw, "is not a moment in unix seconds");
}

namespace {

// The steps that read a number from text in their own way.
Cell parse_number(StepName name, const Cell& cell) {
    if (cell.kind == Cell::Kind::number) return cell;
    if (name == StepName::plain_amount) {
        const auto number = plain_amount(cell.text);
        return number ? Cell::of(*number) : Cell::unreadable(cell.text, "is not an amount");
    }
    if (name == StepName::php_number) {
        const auto number = php_number(cell.text);
        return number ? Cell::of(*number) : Cell::unreadable(cell.text, "has more than 38 digits");
    }
    return numeric(cell);
}

}  // namespace

Cell CompiledValue::apply_number(const CompiledStep& step, const Cell& cell, const RowView& row,
                                 Reading& reading) {
    const StepName name = step.step->name;
    Cell number = parse_number(name, cell);
    if (number.is_unreadable()) return number;
    const Decimal& value = number.number;
    try {
        switch (name) {
            case StepName::integer:
                if (value.normalized().scale() != 0)
                    return Cell::unreadable(cell.text, "is not a whole number");
                return number;
            case StepName::positive_or_null:
                return value > Decimal() ? number : Cell::null();
            case StepName::nonzero_or_null:
                return value.is_zero() ? Cell::null() : number;
            case StepName::negate:
                return Cell::of(-value);
            case StepName::round:
                return Cell::of(value.rounded(step.step->number, Rounding::half_up));
            case StepName::multiply:
                return Cell::of(value * step.factor);
            case StepName::times: {
                const Cell factor = apply_map(step, row.at(step.column), reading);
                if (factor.is_null() || factor.is_unreadable()) return factor;
                return Cell::of(value * *strict_number(factor.text));
            }
            default:
                return number;
        }
    } catch (const Error&) {  // beyond 38 digits: a value that cannot be held, not a crash
        return Cell::unreadable(text_of(cell, reading), "makes a number of more than 38 digits");
    }
}

}  // namespace tieout::verify
