#include <algorithm>
#include <array>

#include "base/error.h"
#include "rules/pack.h"
#include "rules/yaml.h"
#include "verify/decode.h"
#include "verify/value_text.h"

namespace tieout::verify {
namespace {

using rules::Yaml;

constexpr std::array<std::string_view, 14> as_words = {
    "integer", "decimal", "money",  "date", "instant", "boolean", "label",
    "text",    "bytes",   "secret", "real", "time",    "json",    "uuid"};

// In the order of StepName.
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

const std::vector<std::string_view>& repair_words() {
    static const std::vector<std::string_view> words(step_words.begin(), step_words.begin() + 8);
    return words;
}

class Reader {
public:
    Reader(SideName side, const Words& words, const rules::Pack& pack)
        : side_(side), words_(words), pack_(pack) {}

    Value value(const Yaml& node) const {
        Value result;
        result.where = node.where();
        if (!node.is_map()) {
            result.form = Value::Form::column;
            result.text = text(node);
            return result;
        }
        read_form(node, result);
        if (side_ == SideName::target && node.find("repair"))
            node.position_of("repair").fail(
                "a repair on the target's side would hide what it is meant to show; repair on the "
                "source's side only");
        if (const auto repairs = node.find("repair")) add_steps(*repairs, true, result.steps);
        if (const auto decode = node.find("decode")) add_steps(*decode, false, result.steps);
        return result;
    }

private:
    SideName side_;
    const Words& words_;
    const rules::Pack& pack_;

    std::string text(const Yaml& node) const { return pack_.expand(node.text()); }

    void read_form(const Yaml& node, Value& result) const {
        using Form = Value::Form;
        if (node.find("value"))
            read_constant(node, result);
        else if (const auto sql = node.find("sql"))
            read_sql(node, *sql, result);
        else if (node.find("first_of"))
            read_parts(node, Form::first_of, "first_of", result);
        else if (node.find("case"))
            read_case(node, result);
        else if (node.find("sum"))
            read_parts(node, Form::sum, "sum", result);
        else if (node.find("concat"))
            read_concat(node, result);
        else
            read_column(node, result);
    }

    void read_column(const Yaml& node, Value& result) const {
        node.only({"column", "repair", "decode"});
        result.form = Value::Form::column;
        result.text = text(node.need("column"));
    }

    void read_constant(const Yaml& node, Value& result) const {
        node.only({"value", "repair", "decode"});
        const Yaml constant = node.need("value");
        result.form =
            constant.kind() == Yaml::Kind::null ? Value::Form::null : Value::Form::constant;
        if (constant.kind() != Yaml::Kind::null) result.text = text(constant);
    }

    void read_sql(const Yaml& node, const Yaml& sql, Value& result) const {
        node.only({"sql", "repair", "decode"});
        result.form = Value::Form::sql;
        if (!sql.is_map()) {
            result.sql["any"] = text(sql);
            return;
        }
        sql.only({"mysql", "postgresql", "sqlite"});
        for (const auto& [engine, expression] : sql.entries())
            result.sql[engine] = text(expression);
    }

    void read_parts(const Yaml& node, Value::Form form, std::string_view key, Value& result) const {
        if (form == Value::Form::sum)
            node.only({"sum", "minus", "repair", "decode"});
        else
            node.only({key, "repair", "decode"});
        result.form = form;
        for (const Yaml& part : node.need(key).items())
            result.parts.push_back(value(part));
        if (const auto minus = node.find("minus"))
            for (const Yaml& part : minus->items())
                result.minus.push_back(value(part));
        if (result.parts.empty() && result.minus.empty()) node.fail("the list has no value");
    }

    void read_concat(const Yaml& node, Value& result) const {
        node.only({"concat", "with", "repair", "decode"});
        result.form = Value::Form::concat;
        for (const Yaml& part : node.need("concat").items())
            result.parts.push_back(value(part));
        if (result.parts.empty()) node.fail("the list has no value");
        if (const auto with = node.find("with")) result.text = text(*with);
    }

    void read_case(const Yaml& node, Value& result) const {
        node.only({"case", "when", "otherwise", "repair", "decode"});
        result.form = Value::Form::choose;
        result.text = text(node.need("case"));
        for (const Yaml& branch : node.need("when").items()) {
            branch.only({"is", "in", "then"});
            result.cases.push_back(branch_words(branch));
            result.parts.push_back(value(branch.need("then")));
        }
        if (const auto otherwise = node.find("otherwise"))
            result.parts.push_back(value(*otherwise));
    }

    std::vector<std::string> branch_words(const Yaml& branch) const {
        if (branch.find("is").has_value() == branch.find("in").has_value())
            branch.fail("a branch has either `is` or `in`");
        if (const auto is = branch.find("is")) return expanded(is->texts());
        const Yaml set = branch.need("in");
        const auto found = words_.sets.find(set.text());
        if (found != words_.sets.end()) return found->second;
        std::vector<std::string_view> known;
        for (const auto& [name, unused] : words_.sets)
            known.push_back(name);
        set.fail_word(set.text(), known);
    }

    std::vector<std::string> expanded(std::vector<std::string> texts) const {
        for (std::string& each : texts)
            each = pack_.expand(each);
        return texts;
    }

    void add_steps(const Yaml& node, bool repair, std::vector<Step>& steps) const {
        if (!node.is_list()) {
            steps.push_back(step(node, repair));
            return;
        }
        for (const Yaml& item : node.items())
            steps.push_back(step(item, repair));
    }

    Step step(const Yaml& node, bool repair) const {
        const auto& allowed = repair ? repair_words() : step_words;
        Step result;
        result.repair = repair;
        if (!node.is_map()) {
            result.name = static_cast<StepName>(node.one_of(allowed));
            if (needs_argument(result.name))
                node.fail("`" + node.text() + "` needs an argument: {" + node.text() + ": …}");
            if (result.name == StepName::local_time)
                set_zone(node, pack_.expand("${zone}"), result);
        } else {
            const auto entries = node.entries();
            if (entries.size() != 1) node.fail("a step is a name or {name: argument}");
            result.name = static_cast<StepName>(node.position_of(entries[0].first).one_of(allowed));
            read_argument(entries[0].second, result);
        }
        if (side_ == SideName::target && result.name <= StepName::unix_newlines)
            node.fail(
                "a repair of text on the target's side would hide what it is meant to show; "
                "repair on the source's side only");
        return result;
    }

    static bool is_cut(StepName name) {
        return name >= StepName::before && name <= StepName::after_last;
    }

    static bool needs_argument(StepName name) {
        return is_cut(name) || name == StepName::left || name == StepName::none_if ||
               name == StepName::if_null || name == StepName::round || name == StepName::times ||
               name == StepName::multiply || name == StepName::packed_part || name == StepName::map;
    }

    void read_argument(const Yaml& node, Step& result) const {
        switch (result.name) {
            case StepName::left:
            case StepName::round:
                result.number = count(node);
                break;
            case StepName::before:
            case StepName::after:
            case StepName::before_last:
            case StepName::after_last:
                result.words = {text(node)};
                if (result.words[0].empty()) node.fail("the mark that cuts the text is expected");
                break;
            case StepName::local_time:
                read_clock(node, result);
                break;
            case StepName::none_if:
                result.words = expanded(node.texts());
                break;
            case StepName::if_null:
                result.words = {text(node)};
                break;
            case StepName::multiply:
                result.words = {text(node)};
                if (!strict_number(result.words[0])) node.fail("a number is expected");
                break;
            case StepName::packed_part:
                result.column = text(node);
                break;
            case StepName::times:
                node.only({"column", "map", "otherwise"});
                result.column = text(node.need("column"));
                result.map = map_named(node.need("map"));
                read_otherwise(node, result);
                check_numbers(node, result);
                break;
            case StepName::map:
                read_map(node, result);
                break;
            default:
                node.fail("this step takes no argument");
        }
    }

    int count(const Yaml& node) const {
        const std::int64_t number = node.integer();
        if (number < 0 || number > 1'000'000) node.fail("a number from 0 to 1000000 is expected");
        return static_cast<int>(number);
    }

    void read_clock(const Yaml& node, Step& result) const {
        if (!node.is_map()) {
            set_zone(node, text(node), result);
            return;
        }
        node.only({"zone", "twice"});
        const auto zone = node.find("zone");
        set_zone(zone ? *zone : node, zone ? text(*zone) : pack_.expand("${zone}"), result);
        if (const auto twice = node.find("twice"))
            result.doubled = static_cast<Doubled>(1 + twice->one_of({"earlier", "later"}));
    }

    // A zone that is not known is told here, with its place in the file.
    static void set_zone(const Yaml& node, const std::string& zone, Step& result) {
        result.zone = zone;
        try {
            Zone known(zone);
        } catch (const Error& unknown) {
            node.fail(unknown.what());
        }
    }

    void read_map(const Yaml& node, Step& result) const {
        if (!node.is_map()) {
            result.map = map_named(node);
            return;
        }
        node.only({"name", "otherwise"});
        result.map = map_named(node.need("name"));
        read_otherwise(node, result);
    }

    void read_otherwise(const Yaml& node, Step& result) const {
        const auto word = node.find("otherwise");
        result.has_otherwise = word.has_value();
        if (word && word->kind() != Yaml::Kind::null) result.otherwise = text(*word);
    }

    const WordMap& map_named(const Yaml& node) const {
        const auto found = words_.maps.find(node.text());
        if (found != words_.maps.end()) return found->second;
        std::vector<std::string_view> known;
        for (const auto& [name, unused] : words_.maps)
            known.push_back(name);
        node.fail_word(node.text(), known);
    }

    static void check_numbers(const Yaml& node, const Step& step) {
        for (const auto& [code, word] : step.map)
            if (!word || !strict_number(*word))
                node.fail("the map's word for `" + code + "` is not a number");
        if (step.has_otherwise && (!step.otherwise || !strict_number(*step.otherwise)))
            node.fail("`otherwise` is not a number");
    }
};

}  // namespace

std::string_view name(As as) {
    return as_words[static_cast<std::size_t>(as)];
}

std::string_view name(StepName step) {
    return step_words[static_cast<std::size_t>(step)];
}

Value Value::column(std::string name) {
    Value value;
    value.form = Form::column;
    value.text = std::move(name);
    return value;
}

Value read_value(const Yaml& node, SideName side, const Words& words, const rules::Pack& pack) {
    return Reader(side, words, pack).value(node);
}

}  // namespace tieout::verify
