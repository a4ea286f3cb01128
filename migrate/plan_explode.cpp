#include <algorithm>

#include "migrate/plan_reader.h"

namespace tieout::migrate {

using rules::Yaml;

namespace {

// Names in the order of their first appearance.
class Names {
public:
    void add(const std::string& name) {
        if (std::find(names_.begin(), names_.end(), name) == names_.end()) names_.push_back(name);
    }
    template <class Pairs>
    void add_first_of(const Pairs& pairs) {
        for (const auto& pair : pairs)
            add(pair.first);
    }
    void add_lines(const PhpSerialized& snapshot) {
        for (const SnapshotLine& line : snapshot.lines) {
            add_first_of(line.columns);
            add_first_of(line.constants);
        }
    }
    void add_lines(const HtmlTable& html) {
        add(html.text);
        add(html.amount);
        for (const HtmlTable::Language& language : html.languages)
            add_first_of(language.header);
        for (const HtmlTable::Line& line : html.lines)
            add_first_of(line.constants);
    }
    void add_lines(const JoinedRows& joined) {
        add(joined.text);
        add(joined.amount);
        add_first_of(joined.one);
        add_first_of(joined.several);
    }
    std::vector<std::string> take() { return std::move(names_); }

private:
    std::vector<std::string> names_;
};

}  // namespace

std::vector<std::string> produced_columns(const Explode& explode) {
    if (std::holds_alternative<PackedPrices>(explode)) return {"cycle", "price_part", "setup_part"};
    const auto* chain = std::get_if<FirstOf>(&explode);
    if (chain == nullptr) return {};
    Names names;
    names.add("position");
    for (const FirstOf::Part& part : chain->parts)
        std::visit([&](const auto& lines) { names.add_lines(lines); }, part.lines);
    if (chain->balance) names.add_first_of(chain->balance->constants);
    if (chain->mark) names.add(chain->mark->column);
    if (chain->look_up) names.add(chain->look_up->column);
    return names.take();
}

Constants PlanReader::constants(const Yaml& yaml) const {
    Constants result;
    for (const auto& [name, word] : yaml.entries())
        result.emplace_back(name, constant(word));
    return result;
}

PackedPrices PlanReader::packed_prices(const Yaml& yaml) const {
    yaml.only({"price", "setup", "used"});
    PackedPrices result;
    result.where = yaml.where();
    result.price = value(yaml.need("price"));
    result.setup = value(yaml.need("setup"));
    if (const auto used = yaml.find("used")) result.used = value(*used);
    return result;
}

SnapshotLine PlanReader::snapshot_line(const Yaml& yaml) const {
    yaml.only({"list", "always", "columns", "constants", "unless_zero"});
    SnapshotLine line;
    line.list = yaml.need("list").text();
    if (const auto always = yaml.find("always")) line.always = always->boolean();
    for (const auto& [name, key] : yaml.need("columns").entries())
        line.columns.emplace_back(name, key.text());
    if (const auto words = yaml.find("constants")) line.constants = constants(*words);
    if (const auto column = yaml.find("unless_zero")) {
        line.unless_zero = column->text();
        std::vector<std::string_view> names;
        for (const auto& entry : line.columns)
            names.push_back(entry.first);
        if (std::find(names.begin(), names.end(), line.unless_zero) == names.end()) {
            column->fail_word(line.unless_zero, names);
        }
    }
    return line;
}

PhpSerialized PlanReader::php_serialized(const Yaml& yaml) const {
    PhpSerialized result;
    result.where = yaml.where();
    result.column = yaml.need("column").text();
    for (const Yaml& line : yaml.need("lines").items())
        result.lines.push_back(snapshot_line(line));
    return result;
}

JoinedRows PlanReader::joined_rows(const Yaml& yaml) const {
    yaml.only({"column", "text", "amount", "one", "several"});
    JoinedRows result;
    result.where = yaml.where();
    result.column = yaml.need("column").text();
    result.text = yaml.need("text").text();
    result.amount = yaml.need("amount").text();
    if (const auto words = yaml.find("one")) result.one = constants(*words);
    if (const auto words = yaml.find("several")) result.several = constants(*words);
    return result;
}

FirstOf::Part PlanReader::part(const Yaml& yaml) const {
    yaml.only({"php_serialized", "html_table", "joined_rows", "mark"});
    FirstOf::Part result;
    if (const auto word = yaml.find("mark")) result.mark = text(*word);
    const std::size_t others = result.mark ? 1 : 0;
    if (yaml.entries().size() != 1 + others) yaml.fail("expected one row producer");
    if (const auto snapshot = yaml.find("php_serialized")) {
        snapshot->only({"column", "lines"});
        result.lines = php_serialized(*snapshot);
    } else if (const auto html = yaml.find("html_table")) {
        result.lines = html_table(*html);
    } else {
        result.lines = joined_rows(yaml.need("joined_rows"));
    }
    return result;
}

FirstOf::Balance PlanReader::balance(const Yaml& yaml) const {
    yaml.only({"to", "column", "round", "constants"});
    FirstOf::Balance result;
    result.to = value(yaml.need("to"));
    result.column = yaml.need("column").text();
    if (const auto digits = yaml.find("round")) result.round = static_cast<int>(digits->integer());
    if (const auto words = yaml.find("constants")) result.constants = constants(*words);
    return result;
}

FirstOf::Mark PlanReader::mark(const Yaml& yaml) const {
    yaml.only({"column", "exact", "adjusted", "none"});
    return {yaml.need("column").text(), text(yaml.need("exact")), text(yaml.need("adjusted")),
            text(yaml.need("none"))};
}

// The parts of a chain stand beside `first_of`; a snapshot alone has its balance inside.
FirstOf PlanReader::first_of(const Yaml& yaml) const {
    FirstOf result;
    result.where = yaml.where();
    auto balance = yaml.find("balance");
    if (const auto parts = yaml.find("first_of")) {
        yaml.only({"first_of", "balance", "mark", "look_up"});
        for (const Yaml& each : parts->items())
            result.parts.push_back(part(each));
    } else {
        yaml.only({"php_serialized"});
        const Yaml snapshot = yaml.need("php_serialized");
        snapshot.only({"column", "lines", "balance"});
        result.parts.push_back({php_serialized(snapshot), std::nullopt});
        balance = snapshot.find("balance");
    }
    if (balance) result.balance = this->balance(*balance);
    if (const auto word = yaml.find("mark")) result.mark = mark(*word);
    if (const auto found = yaml.find("look_up")) {
        found->only({"column", "in", "by"});
        result.look_up = FirstOf::LookUp{found->need("column").text(), found->need("in").text(),
                                         found->need("by").text()};
    }
    const auto names = produced_columns(Explode(result));
    const auto known = [&](const Yaml& node, const std::string& column) {
        if (std::find(names.begin(), names.end(), column) == names.end())
            node.fail_word(column, {names.begin(), names.end()});
    };
    if (balance) known(balance->need("column"), result.balance->column);
    if (result.look_up) known(yaml.need("look_up").need("by"), result.look_up->by);
    for (const FirstOf::Part& each : result.parts) {
        if (std::holds_alternative<JoinedRows>(each.lines) && !result.balance)
            yaml.fail("`joined_rows` has the amount of `balance`, and there is none");
    }
    return result;
}

Explode PlanReader::explode(const Yaml& yaml) const {
    yaml.only({"packed_prices", "php_serialized", "first_of", "balance", "mark", "look_up"});
    if (const auto prices = yaml.find("packed_prices")) {
        if (yaml.entries().size() != 1) yaml.fail("expected one row producer");
        return packed_prices(*prices);
    }
    return first_of(yaml);
}

}  // namespace tieout::migrate
