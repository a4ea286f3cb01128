#include "migrate/value.h"

#include <algorithm>
#include <charconv>

#include "base/error.h"
#include "base/unicode.h"

namespace tieout::migrate {
namespace {

// Digits as an integer column prints them; the long way knows all other writings. Not an optional,
// here and below: it would be put together on the stack in each row, and the processor wait for it.
bool plain_seconds(std::string_view text, std::int64_t& seconds) {
    constexpr std::size_t most_digits = 11;
    if (text.size() > most_digits) return false;
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, seconds);
    return error == std::errc() && stopped == end;
}

// False: it is no whole number, or far beyond year 9999.
bool whole_seconds(Slot& slot, std::int64_t& seconds) {
    if (slot.kind() == Slot::Kind::text && plain_seconds(slot.text(), seconds)) return true;
    const auto number = slot.number();
    if (!number) return false;
    const Decimal whole = number->normalized();
    constexpr int128 far = 1'000'000'000'000;
    if (whole.scale() != 0 || whole.coefficient() > far || whole.coefficient() < -far) return false;
    seconds = static_cast<std::int64_t>(whole.coefficient());
    return true;
}

}  // namespace

bool Evaluator::fail(const Slot& slot, std::string_view what) {
    Slot copy = slot;
    reason_ = "`" + printable(copy.is_null() ? "NULL" : copy.text()) + "` " + std::string(what);
    return false;
}

bool Evaluator::evaluate(const BoundValue& value, const Row& row, Slot& slot) {
    if (!make(value, row, slot)) return false;
    for (const BoundStep& step : value.steps) {
        if (slot.is_null() && step.step->kind != StepKind::if_null) continue;
        if (!apply(step, row, slot)) return false;
    }
    return true;
}

bool Evaluator::make(const BoundValue& value, const Row& row, Slot& slot) {
    switch (value.value->kind) {
        case Value::Kind::column:
        case Value::Kind::sql:
            if (row.is_null(value.column)) {
                slot.set_null();
            } else {
                slot.set_text(row.at(value.column));
            }
            return true;
        case Value::Kind::constant:
            slot.set_null();
            if (value.value->constant) slot.set_text(*value.value->constant);
            return true;
        case Value::Kind::first_of:
            for (const BoundValue& part : value.parts) {
                if (!evaluate(part, row, slot)) return false;
                if (!slot.is_null()) break;
            }
            return true;
        case Value::Kind::choice:
            return choose(value, row, slot);
        case Value::Kind::sum:
            return sum(value, row, slot);
        case Value::Kind::concat:
            return concat(value, row, slot);
    }
    return false;
}

bool Evaluator::choose(const BoundValue& value, const Row& row, Slot& slot) {
    if (!evaluate(value.parts.front(), row, slot)) return false;
    if (!slot.is_null()) {
        const std::string_view text = trimmed(slot.text());
        const auto number = Decimal::parse(text);
        for (const BoundBranch& branch : value.branches) {
            for (const Code& code : branch.branch->codes) {
                if (matches(code, text, number)) return evaluate(branch.then, row, slot);
            }
        }
        if (value.otherwise.empty()) return fail(slot, "fits no branch of `case`");
    }
    if (value.otherwise.empty()) return true;
    return evaluate(value.otherwise.front(), row, slot);
}

bool Evaluator::sum(const BoundValue& value, const Row& row, Slot& slot) {
    Decimal total;
    try {
        for (const BoundValue& part : value.parts) {
            if (!evaluate(part, row, slot)) return false;
            if (slot.is_null()) return true;
            const auto number = slot.number();
            if (!number) return fail(slot, "is not a number");
            total += *number;
        }
        for (const BoundValue& part : value.minus) {
            if (!evaluate(part, row, slot)) return false;
            if (slot.is_null()) return true;
            const auto number = slot.number();
            if (!number) return fail(slot, "is not a number");
            total -= *number;
        }
    } catch (const Error&) {
        return fail(slot, "makes a sum beyond 38 digits");
    }
    slot.set_number(total);
    return true;
}

bool Evaluator::concat(const BoundValue& value, const Row& row, Slot& slot) {
    std::string all;
    bool any = false;
    for (const BoundValue& part : value.parts) {
        if (!evaluate(part, row, slot)) return false;
        if (slot.is_null()) continue;
        if (any) all += value.value->text;
        all += slot.text();
        any = true;
    }
    slot.set_null();
    if (!any) return true;
    slot.scratch() = std::move(all);
    slot.take_scratch();
    return true;
}

bool Evaluator::apply(const BoundStep& bound, const Row& row, Slot& slot) {
    const Step& step = *bound.step;
    switch (step.kind) {
        case StepKind::if_null:
            if (slot.is_null()) slot.set_text(step.words.front());
            return true;
        case StepKind::none_if: {
            const std::string_view text = trimmed(slot.text());
            const auto& words = step.words;
            if (std::find(words.begin(), words.end(), text) != words.end()) slot.set_null();
            return true;
        }
        case StepKind::left:
            slot.set_text(left(slot.text(), static_cast<std::size_t>(step.number)));
            return true;
        case StepKind::before:
        case StepKind::after:
        case StepKind::before_last:
        case StepKind::after_last:
            return apply_part(step, slot);
        case StepKind::packed_part:
            slot.set_text(packed_part(slot.text(), row.is_null(bound.column)
                                                       ? std::string_view()
                                                       : row.at(bound.column)));
            return true;
        case StepKind::map:
            return apply_map(bound, slot);
        case StepKind::unix_seconds:
        case StepKind::unix_date:
            return apply_time(step.kind, slot);
        case StepKind::local_time:
            return apply_local_time(bound, slot);
        case StepKind::integer:
        case StepKind::decimal:
        case StepKind::plain_amount:
        case StepKind::php_number:
        case StepKind::positive_or_null:
        case StepKind::nonzero_or_null:
        case StepKind::negate:
        case StepKind::round:
        case StepKind::times:
        case StepKind::multiply:
            return apply_number(bound, row, slot);
        default:
            return apply_text(step.kind, slot);
    }
}

bool Evaluator::apply_text(StepKind kind, Slot& slot) {
    const std::string_view text = slot.text();
    if (kind == StepKind::trim) {
        slot.set_text(trimmed(text));
        return true;
    }
    if (kind == StepKind::first_line) {
        slot.set_text(first_line(text));
        return true;
    }
    if (kind == StepKind::empty_is_null) {
        if (text.empty()) slot.set_null();
        return true;
    }
    std::string& out = slot.scratch();
    switch (kind) {
        case StepKind::strip_nul:
            strip_nul(text, out);
            break;
        case StepKind::fold:
            fold(text, out);
            break;
        case StepKind::nfc:
            if (!is_utf8(text)) return fail(slot, "is not UTF-8");
            out = to_nfc(text);
            break;
        case StepKind::unslash:
            unslash(text, out);
            break;
        case StepKind::unescape_html:
            unescape_html(text, out);
            break;
        case StepKind::repair_latin1:
            repair_latin1(text, out);
            break;
        case StepKind::unix_newlines:
            unix_newlines(text, out);
            break;
        case StepKind::rest_lines:
            if (!rest_lines(text, out)) {
                slot.set_null();
                return true;
            }
            break;
        default:
            throw Error(Fault::internal, "a step of migrate.yaml has no converter");
    }
    slot.take_scratch();
    return true;
}

bool Evaluator::apply_part(const Step& step, Slot& slot) {
    const std::string_view text = slot.text(), mark = step.words.front();
    std::optional<std::string_view> part;
    if (step.kind == StepKind::before) part = before(text, mark);
    if (step.kind == StepKind::after) part = after(text, mark);
    if (step.kind == StepKind::before_last) part = before_last(text, mark);
    if (step.kind == StepKind::after_last) part = after_last(text, mark);
    if (part) {
        slot.set_text(*part);
    } else {
        slot.set_null();
    }
    return true;
}

bool Evaluator::apply_time(StepKind kind, Slot& slot) {
    std::int64_t seconds = 0;
    if (!whole_seconds(slot, seconds)) return fail(slot, "is not a time in unix seconds");
    if (seconds == 0) {
        slot.set_null();
        return true;
    }
    const bool is_day = kind == StepKind::unix_date;
    std::string& out = slot.scratch();
    const bool made = is_day ? days_.append_day(seconds, out) : append_instant(seconds, out);
    if (!made) return fail(slot, "is a time outside the years 1 to 9999");
    slot.take_scratch(is_day ? Slot::Written::day : Slot::Written::instant);
    return true;
}

bool Evaluator::apply_local_time(const BoundStep& bound, Slot& slot) {
    using Reading = LocalClock::Reading;
    const Step& step = *bound.step;
    std::string& out = slot.scratch();
    const Reading reading = bound.clock->append_instant(trimmed(slot.text()), step.twice, out);
    const std::string& zone = step.words.front();
    if (reading == Reading::no_time) return fail(slot, "is not a local time that exists");
    if (reading == Reading::never) return fail(slot, "never was on the clocks of " + zone);
    if (reading == Reading::twice && step.twice == Twice::refused)
        return fail(slot, "was twice on the clocks of " + zone + ", and no `twice` says which");
    slot.take_scratch();
    return true;
}

bool Evaluator::apply_map(const BoundStep& bound, Slot& slot) {
    const std::optional<std::string>* word = bound.words.find(slot.text());
    if (word == nullptr && bound.step->has_otherwise) word = &bound.step->otherwise;
    if (word == nullptr) return fail(slot, "is not in map `" + bound.step->map->name + "`");
    if (*word) {
        slot.set_text(**word);
    } else {
        slot.set_null();
    }
    return true;
}

std::optional<Decimal> Evaluator::factor(const BoundStep& bound, const Row& row) {
    if (bound.step->kind == StepKind::multiply) return bound.constant;
    const std::string_view code = row.is_null(bound.column) ? "" : row.at(bound.column);
    const std::optional<std::string>* word = bound.words.find(code);
    if (word == nullptr && bound.step->has_otherwise) word = &bound.step->otherwise;
    return word == nullptr ? std::nullopt : Decimal::parse(**word);
}

bool Evaluator::apply_number(const BoundStep& bound, const Row& row, Slot& slot) {
    const StepKind kind = bound.step->kind;
    if (kind == StepKind::php_number || kind == StepKind::plain_amount) {
        const bool php = kind == StepKind::php_number;
        const auto read = php ? php_number(slot.text()) : plain_amount(slot.text());
        if (!read) return fail(slot, php ? "is a number beyond 38 digits" : "is not an amount");
        slot.set_number(*read);
        return true;
    }
    const auto number = slot.number();
    if (!number)
        return fail(slot, kind == StepKind::integer ? "is not an integer" : "is not a number");
    switch (kind) {
        case StepKind::integer: {
            const bool typed = slot.kind() == Slot::Kind::text;
            const Decimal whole = typed ? *number : number->normalized();
            if (whole.scale() != 0) return fail(slot, "is not an integer");
            slot.set_number(whole);
            return true;
        }
        case StepKind::positive_or_null:
        case StepKind::nonzero_or_null:
            slot.set_number(*number);
            if (number->is_zero() ||
                (kind == StepKind::positive_or_null && number->is_negative())) {
                slot.set_null();
            }
            return true;
        case StepKind::negate:
            slot.set_number(-*number);
            return true;
        case StepKind::round:
            slot.set_number(number->rounded(bound.step->number, Rounding::half_up));
            return true;
        case StepKind::times:
        case StepKind::multiply: {
            const auto by = factor(bound, row);
            if (!by) return fail(slot, "has no factor in map `" + bound.step->map->name + "`");
            try {
                slot.set_number(*number * *by);
            } catch (const Error&) {
                return fail(slot, "makes a product beyond 38 digits");
            }
            return true;
        }
        default:
            slot.set_number(*number);
            return true;
    }
}

}  // namespace tieout::migrate
