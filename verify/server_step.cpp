// Steps of the pack as SQL: what verify/evaluate.cpp does with a cell.
#include <fmt/format.h>

#include "verify/decode.h"
#include "verify/server_parts.h"

namespace tieout::verify {
namespace {

using Kind = ServerValue::Kind;

ServerValue looked_up(const ServerValue& value, const Step& step, const ServerSql& server) {
    std::vector<std::vector<std::string>> raws;
    for (const auto& [raw, word] : step.map)
        raws.push_back({raw});
    if (!is_code(value)) return ServerValue::none(no_code);
    if (!numbers_differ(raws)) return ServerValue::none("two codes of a map are one number");
    const ServerValue text = as_text(value, server);
    ServerValue word{Kind::text, "CASE", value.doubt, {}};
    std::string known;
    for (const auto& [raw, mapped] : step.map) {
        const std::string fits = one_of(text.sql, writings(raw, value.kind), server);
        word.sql += fmt::format(" WHEN {} THEN {}", fits,
                                mapped ? server.literal(*mapped) : server.null_text());
        known += (known.empty() ? "" : " OR ") + fits;
    }
    if (known.empty()) return ServerValue::none("a map is empty");
    const auto& otherwise = step.otherwise;
    if (step.has_otherwise && otherwise)
        word.sql +=
            fmt::format(" WHEN {} IS NOT NULL THEN {}", text.sql, server.literal(*otherwise));
    word.sql += " END";
    if (step.has_otherwise) known += " OR " + is_plain_code(text.sql, value.kind, server);
    ServerValue code = text;
    code.doubt.clear();
    demand(known, code);
    add_doubt(code.doubt, word);
    return word;
}

ServerValue multiplied(const ServerValue& value, const std::string& factor) {
    ServerValue product = value;
    product.sql = fmt::format("({} * {})", value.sql, factor);
    return product;
}

ServerValue times(const ServerValue& value, const Step& step, const ServerColumns& columns) {
    const ServerValue number = as_number(value, columns.server);
    ServerValue factor = columns.column(step.column);
    if (factor.why_not.empty()) factor = looked_up(factor, step, columns.server);
    if (factor.why_not.empty()) factor = as_number(factor, columns.server);
    if (!number.why_not.empty()) return number;
    if (!factor.why_not.empty()) return factor;
    ServerValue product = number;
    demand(columns.server.keeps_its_digits(number.sql), product);
    product = multiplied(product, factor.sql);
    add_doubt(factor.doubt, product);
    return product;
}

// Days of a zone are known to servers for the years 1970 to 2049: what lies beyond, we read.
constexpr std::int64_t first_second = 0, last_second = 2'524'607'999;

// What the zone's clocks are ahead of UTC at `seconds`: a search among its spans.
std::string offset_sql(const std::string& seconds, const Zone::Span* first,
                       const Zone::Span* last) {
    if (first == last) return std::to_string(first->offset);
    const Zone::Span* const middle = first + (last - first + 1) / 2;
    return fmt::format("CASE WHEN {} < {} THEN {} ELSE {} END", seconds, middle->begin,
                       offset_sql(seconds, first, middle - 1), offset_sql(seconds, middle, last));
}

ServerValue seconds_of(const ServerValue& value, const ServerSql& server) {
    ServerValue seconds = as_number(value, server);
    if (seconds.why_not.empty() && value.kind != Kind::whole)
        demand(fmt::format("{} = {}", seconds.sql, server.floor_of(seconds.sql)), seconds);
    return seconds;
}

// 0 is none, of days and of moments.
ServerValue day_of_moment(const ServerValue& value, const ServerColumns& columns) {
    const ServerSql& server = columns.server;
    ServerValue day = seconds_of(value, server);
    if (!day.why_not.empty()) return day;
    const std::string seconds = day.sql, &asked = value.kind == Kind::whole ? value.sql : seconds;
    const std::string known = fmt::format("{} BETWEEN {} AND {}", asked, first_second, last_second);
    demand(known, day);
    const auto spans = Zone(columns.zone).spans(first_second, last_second);
    const std::string clock =
        fmt::format("({} + {})", seconds, offset_sql(asked, &spans.front(), &spans.back()));
    day.kind = Kind::days;
    day.sql = where(fmt::format("{} AND {} <> 0", known, asked), server.days_of_seconds(clock));
    return day;
}

ServerValue moment(const ServerValue& value, const ServerSql& server) {
    ServerValue moment = seconds_of(value, server);
    if (!moment.why_not.empty()) return moment;
    const std::string seconds = moment.sql;
    const std::string known = fmt::format("{} BETWEEN -62135596800 AND 253402300799", seconds);
    demand(known, moment);
    moment.kind = Kind::micros;
    moment.sql =
        where(fmt::format("{} AND {} <> 0", known, seconds), server.times_million(seconds));
    return moment;
}

// What a repair leaves as it is.
std::string is_left_alone(StepName name, const std::string& text, const ServerSql& server) {
    switch (name) {
        case StepName::strip_nul:
            return fmt::format("NOT ({})", server.contains(text, '\0'));
        case StepName::unslash:
            return fmt::format("NOT ({})", server.contains(text, '\\'));
        case StepName::unescape_html:
            return fmt::format("NOT ({})", server.contains(text, '&'));
        case StepName::unix_newlines:
            return fmt::format("NOT ({})", server.contains(text, '\r'));
        case StepName::nfc:
        case StepName::repair_latin1:
            return server.is_ascii(text);
        default:
            return {};
    }
}

ServerValue text_step(const ServerValue& value, const Step& step, const ServerSql& server) {
    ServerValue text = as_text(value, server);
    if (!text.why_not.empty()) return text;
    // Numbers and codes have nothing that these would change.
    switch (step.name) {
        case StepName::empty_is_null:
            text.sql = where(fmt::format("NOT ({})", server.is(text.sql, "")), text.sql);
            return text;
        case StepName::first_line:
            text.sql = server.first_line(text.sql);
            return text;
        case StepName::rest_lines:
            text.sql = server.rest_lines(text.sql);
            return text;
        case StepName::left:
            text.sql = server.left(text.sql, step.number);
            return text;
        case StepName::trim: {
            const std::string trimmed = server.trimmed(text.sql);
            demand(step.repair ? server.same(trimmed, text.sql) : trimmed + " IS NOT NULL", text);
            text.sql = trimmed;
            return text;
        }
        case StepName::fold: {
            demand(server.is_ascii(text.sql), text);
            const std::string lower = server.lower_ascii(text.sql);
            if (step.repair) demand(server.same(lower, text.sql), text);
            text.sql = lower;
            return text;
        }
        default:
            break;
    }
    const std::string holds = is_left_alone(step.name, text.sql, server);
    if (holds.empty()) return ServerValue::none("a step cuts texts or zones");
    demand(holds, text);
    return text;
}

ServerValue number_step(const ServerValue& value, const Step& step, const ServerSql& server) {
    ServerValue number = as_number(value, server);
    if (!number.why_not.empty()) return number;
    const std::string sql = number.sql;
    switch (step.name) {
        case StepName::integer:
            demand(fmt::format("{} = {}", sql, server.floor_of(sql)), number);
            return number;
        case StepName::decimal:
        case StepName::plain_amount:
        case StepName::php_number:
            return number;
        case StepName::positive_or_null:
            number.sql = where(sql + " > 0", sql);
            return number;
        case StepName::nonzero_or_null:
            number.sql = where(sql + " <> 0", sql);
            return number;
        case StepName::negate:
            return multiplied(number, "-1");
        case StepName::round:
            number.sql = server.rounded(sql, step.number);
            return number;
        case StepName::multiply:
            demand(server.keeps_its_digits(sql), number);
            return multiplied(number, strict_number(step.words[0])->normalized().text());
        default:
            return ServerValue::none("a step is not known to servers");
    }
}

ServerValue none_if(const ServerValue& value, const Step& step, const ServerSql& server) {
    if (value.kind == Kind::date) return ServerValue::none("days are compared with words");
    const ServerValue text = as_text(value, server);
    if (!text.why_not.empty()) return text;
    std::vector<std::string> words;
    for (const std::string& word : step.words)
        words.push_back(Code::of(word).text);
    const std::string trimmed = value.kind == Kind::text ? server.trimmed(text.sql) : text.sql;
    ServerValue left = value;
    demand(trimmed + " IS NOT NULL", left);
    left.sql = where(fmt::format("NOT {}", one_of(trimmed, words, server)), value.sql);
    return left;
}

}  // namespace

ServerValue server_step(const ServerValue& value, const Step& step, const ServerColumns& columns) {
    const ServerSql& server = columns.server;
    switch (step.name) {
        case StepName::none_if:
            return none_if(value, step, server);
        case StepName::if_null: {
            ServerValue text = as_text(value, server);
            if (text.why_not.empty())
                text.sql = fmt::format("COALESCE({}, {})", text.sql, server.literal(step.words[0]));
            return text;
        }
        case StepName::map:
            return looked_up(value, step, server);
        case StepName::times:
            return times(value, step, columns);
        case StepName::unix_seconds:
            return moment(value, server);
        case StepName::unix_date:
            return day_of_moment(value, columns);
        default:
            return step.name >= StepName::integer && step.name <= StepName::multiply
                       ? number_step(value, step, server)
                       : text_step(value, step, server);
    }
}

}  // namespace tieout::verify
