#include "base/error.h"
#include "migrate/convert.h"
#include "migrate/plan_reader.h"

namespace tieout::migrate {
namespace {

using rules::Yaml;

// In the order of StepKind.
const std::vector<std::string_view> step_words = {"strip_nul",
                                                  "trim",
                                                  "fold",
                                                  "nfc",
                                                  "unslash",
                                                  "unescape_html",
                                                  "repair_latin1",
                                                  "unix_newlines",
                                                  "empty_is_null",
                                                  "first_line",
                                                  "rest_lines",
                                                  "left",
                                                  "before",
                                                  "after",
                                                  "before_last",
                                                  "after_last",
                                                  "none_if",
                                                  "if_null",
                                                  "integer",
                                                  "decimal",
                                                  "plain_amount",
                                                  "php_number",
                                                  "positive_or_null",
                                                  "nonzero_or_null",
                                                  "negate",
                                                  "round",
                                                  "times",
                                                  "multiply",
                                                  "packed_part",
                                                  "unix_seconds",
                                                  "unix_date",
                                                  "local_time",
                                                  "map"};

bool takes_argument(StepKind kind) {
    switch (kind) {
        case StepKind::left:
        case StepKind::before:
        case StepKind::after:
        case StepKind::before_last:
        case StepKind::after_last:
        case StepKind::none_if:
        case StepKind::if_null:
        case StepKind::round:
        case StepKind::times:
        case StepKind::multiply:
        case StepKind::packed_part:
        case StepKind::map:
            return true;
        default:
            return false;
    }
}

bool repairs(StepKind kind) {
    return kind <= StepKind::unix_newlines;
}

StepKind kind_of(const Yaml& yaml, const std::string& word) {
    for (std::size_t i = 0; i < step_words.size(); ++i) {
        if (step_words[i] == word) return static_cast<StepKind>(i);
    }
    yaml.fail_word(word, step_words);
}

int small_number(const Yaml& yaml) {
    const std::int64_t number = yaml.integer();
    if (number < 0 || number > 1'000'000) yaml.fail("expected a number from 0 to 1000000");
    return static_cast<int>(number);
}

// `zone`, said to be unknown where it stands and not at the first row.
std::string known_zone(const Yaml& yaml, const std::string& zone) {
    try {
        LocalClock{zone};
    } catch (const Error& error) {
        yaml.fail(error.what());
    }
    return zone;
}

}  // namespace

std::vector<std::string> PlanReader::texts(const Yaml& yaml) const {
    std::vector<std::string> result = yaml.texts();
    for (std::string& text : result)
        text = pack_.expand(text);
    return result;
}

std::optional<std::string> PlanReader::constant(const Yaml& yaml) const {
    if (yaml.kind() == Yaml::Kind::null) return std::nullopt;
    return text(yaml);
}

std::vector<Code> PlanReader::codes(const Yaml& yaml) const {
    std::vector<Code> result;
    for (const std::string& word : texts(yaml))
        result.push_back(Code::of(word));
    return result;
}

void PlanReader::read_maps(const Yaml& yaml) {
    for (const auto& [name, entries] : yaml.entries()) {
        WordMap& map = plan_.maps[name];
        map.name = name;
        for (const auto& [code, word] : entries.entries()) {
            map.entries.emplace_back(Code::of(pack_.expand(code)), constant(word));
        }
    }
}

void PlanReader::read_sets(const Yaml& yaml) {
    for (const auto& [name, members] : yaml.entries())
        plan_.sets[name] = codes(members);
}

const WordMap* PlanReader::find_map(const Yaml& name) const {
    const auto found = plan_.maps.find(name.text());
    if (found != plan_.maps.end()) return &found->second;
    std::vector<std::string_view> names;
    for (const auto& [known, map] : plan_.maps)
        names.push_back(known);
    name.fail_word(name.text(), names);
}

Step PlanReader::map_step(Step step, const Yaml& argument) const {
    if (argument.is_scalar()) {
        step.map = find_map(argument);
        return step;
    }
    argument.only({"name", "otherwise"});
    step.map = find_map(argument.need("name"));
    if (const auto otherwise = argument.find("otherwise")) {
        step.has_otherwise = true;
        step.otherwise = constant(*otherwise);
    }
    return step;
}

Step PlanReader::times_step(Step step, const Yaml& argument) const {
    argument.only({"column", "map", "otherwise"});
    step.column = argument.need("column").text();
    step.map = find_map(argument.need("map"));
    for (const auto& [code, word] : step.map->entries) {
        if (!word || !Decimal::parse(*word)) {
            argument.fail("map `" + step.map->name + "` has `" + word.value_or("null") +
                          "`, expected numbers only where it multiplies");
        }
    }
    if (const auto otherwise = argument.find("otherwise")) {
        step.has_otherwise = true;
        step.otherwise = text(*otherwise);
        if (!Decimal::parse(*step.otherwise)) otherwise->fail("expected a number");
    }
    return step;
}

Step PlanReader::local_time_step(Step step, const Yaml& argument) const {
    if (argument.is_scalar()) {
        step.words = {known_zone(argument, text(argument))};
        return step;
    }
    argument.only({"zone", "twice"});
    const auto zone = argument.find("zone");
    step.words = {
        known_zone(zone.value_or(argument), zone ? text(*zone) : pack_.expand("${zone}"))};
    if (const auto twice = argument.find("twice"))
        step.twice = twice->one_of({"earlier", "later"}) == 0 ? Twice::earlier : Twice::later;
    return step;
}

Step PlanReader::step(const Yaml& yaml) const {
    if (yaml.is_scalar()) {
        const StepKind kind = kind_of(yaml, yaml.text());
        if (takes_argument(kind)) yaml.fail("`" + yaml.text() + "` needs an argument");
        Step step{kind, yaml.where(), {}, {}, nullptr, false, {}};
        if (kind == StepKind::local_time) step.words = {known_zone(yaml, pack_.expand("${zone}"))};
        return step;
    }
    const auto entries = yaml.entries();
    if (entries.size() != 1) yaml.fail("expected one step, as `name` or `{name: argument}`");
    const auto& [word, argument] = entries.front();
    Step step{kind_of(yaml.position_of(word), word), yaml.where(), {}, {}, nullptr, false, {}};
    if (!takes_argument(step.kind) && step.kind != StepKind::local_time)
        argument.fail("`" + word + "` takes no argument");
    switch (step.kind) {
        case StepKind::map:
            return map_step(std::move(step), argument);
        case StepKind::times:
            return times_step(std::move(step), argument);
        case StepKind::packed_part:
            step.column = argument.text();
            return step;
        case StepKind::left:
        case StepKind::round:
            step.number = small_number(argument);
            if (step.kind == StepKind::round && step.number > Decimal::max_digits) {
                argument.fail("expected at most 38 digits");
            }
            return step;
        case StepKind::if_null:
            step.words = {text(argument)};
            return step;
        case StepKind::before:
        case StepKind::after:
        case StepKind::before_last:
        case StepKind::after_last:
            step.words = {text(argument)};
            if (step.words.front().empty()) argument.fail("expected the mark that parts the text");
            return step;
        case StepKind::local_time:
            return local_time_step(std::move(step), argument);
        case StepKind::multiply:
            step.words = {text(argument)};
            if (!Decimal::parse(step.words.front())) argument.fail("expected a number");
            return step;
        default:
            step.words = texts(argument);
            return step;
    }
}

std::vector<Step> PlanReader::steps(const Yaml& yaml) const {
    std::vector<Step> result;
    if (const auto repair = yaml.find("repair")) {
        for (const Yaml& item : repair->is_list() ? repair->items() : std::vector{*repair}) {
            result.push_back(step(item));
            if (!repairs(result.back().kind))
                item.fail("not a repair of text: use it under `convert`");
        }
    }
    if (const auto convert = yaml.find("convert")) {
        for (const Yaml& item : convert->is_list() ? convert->items() : std::vector{*convert})
            result.push_back(step(item));
    }
    return result;
}

std::vector<Value> PlanReader::values(const Yaml& yaml) const {
    std::vector<Value> result;
    for (const Yaml& item : yaml.items())
        result.push_back(value(item));
    if (result.empty()) yaml.fail("expected at least one value");
    return result;
}

std::map<std::string, std::string> PlanReader::expression(const Yaml& yaml) const {
    if (yaml.is_scalar()) return {{"any", text(yaml)}};
    yaml.only({"mysql", "postgresql", "sqlite"});
    std::map<std::string, std::string> result;
    for (const auto& [engine, sql] : yaml.entries())
        result[engine] = text(sql);
    return result;
}

void PlanReader::read_branches(const Yaml& yaml, Value& value) const {
    value.parts.push_back(this->value(yaml.need("case")));
    for (const Yaml& item : yaml.need("when").items()) {
        item.only({"is", "in", "then"});
        Branch branch;
        if (item.find("is").has_value() == item.find("in").has_value()) {
            item.fail("expected `is` or `in`, one of them");
        }
        if (const auto is = item.find("is")) {
            branch.codes = codes(*is);
        } else {
            const Yaml name = item.need("in");
            const auto set = plan_.sets.find(name.text());
            if (set == plan_.sets.end()) {
                std::vector<std::string_view> names;
                for (const auto& [known, members] : plan_.sets)
                    names.push_back(known);
                name.fail_word(name.text(), names);
            }
            branch.codes = set->second;
        }
        branch.then.push_back(this->value(item.need("then")));
        value.branches.push_back(std::move(branch));
    }
    if (const auto otherwise = yaml.find("otherwise")) {
        value.otherwise.push_back(this->value(*otherwise));
    }
}

Value PlanReader::value(const Yaml& yaml) const {
    Value value;
    value.where = yaml.where();
    if (yaml.is_scalar()) {
        value.text = text(yaml);
        return value;
    }
    yaml.only({"column", "value", "sql", "first_of", "case", "when", "otherwise", "sum", "minus",
               "concat", "with", "repair", "convert"});
    int forms = 0;
    for (const char* form : {"column", "value", "sql", "first_of", "case", "sum", "concat"})
        forms += yaml.find(form) ? 1 : 0;
    if (forms != 1) yaml.fail("expected one of column, value, sql, first_of, case, sum and concat");
    if (const auto column = yaml.find("column")) {
        value.text = text(*column);
    } else if (const auto constant_text = yaml.find("value")) {
        value.kind = Value::Kind::constant;
        value.constant = constant(*constant_text);
    } else if (const auto sql = yaml.find("sql")) {
        value.kind = Value::Kind::sql;
        value.sql = expression(*sql);
    } else if (const auto first_of = yaml.find("first_of")) {
        value.kind = Value::Kind::first_of;
        value.parts = values(*first_of);
    } else if (const auto sum = yaml.find("sum")) {
        value.kind = Value::Kind::sum;
        value.parts = values(*sum);
        if (const auto minus = yaml.find("minus")) value.minus = values(*minus);
    } else if (const auto concat = yaml.find("concat")) {
        value.kind = Value::Kind::concat;
        value.parts = values(*concat);
        if (const auto with = yaml.find("with")) value.text = text(*with);
    } else {
        value.kind = Value::Kind::choice;
        read_branches(yaml, value);
    }
    value.steps = steps(yaml);
    return value;
}

}  // namespace tieout::migrate
