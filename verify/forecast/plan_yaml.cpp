#include "rules/pack.h"
#include "rules/yaml.h"
#include "verify/forecast/plan.h"

namespace tieout::verify::forecast {
namespace {

using rules::Pack;
using rules::Yaml;

Statement read_statement(const Yaml& node, const Pack& pack) {
    node.only({"sql"});
    Statement statement;
    statement.position = node.where();
    for (const auto& [engine, text] : pack.sql_at(node.need("sql")))
        statement.sql[engine] = pack.expand(text);
    return statement;
}

SidePlan read_side(const Yaml& node, const Pack& pack) {
    node.only(
        {"clients", "services", "prices", "credits", "tax", "settings", "last_run", "options"});
    node.need("clients");
    node.need("services");
    SidePlan side;
    for (const auto& [name, child] : node.entries()) {
        if (name == "options")
            for (const auto& [option, value] : child.entries())
                side.options[option] = pack.expand(value.text());
        else
            side.statements[name] = read_statement(child, pack);
    }
    return side;
}

// A tie that the file has; the forecast's findings name its keys.
std::string read_tie(const Yaml& node, const Yaml& root) {
    std::vector<std::string_view> known;
    const auto ties = root.need("ties").entries();
    for (const auto& [name, tie] : ties)
        known.push_back(name);
    node.one_of(known);
    return node.text();
}

// "client_info" of `{source: {from: client_info c, …}}`.
std::string table_of(const Yaml& tie) {
    const auto source = tie.find("source");
    const auto from = source ? source->find("from") : std::nullopt;
    if (!from) return "";
    const std::string table = from->text();
    return table.substr(0, table.find(' '));
}

std::string read_mode(const Yaml& node, const Pack& pack) {
    const std::string mode = pack.expand(node.text());
    if (mode != "monthly" && mode != "anniversary")
        node.fail_word(mode, {"monthly", "anniversary"});
    return mode;
}

}  // namespace

std::optional<Plan> Plan::load(const Pack& pack) {
    if (pack.folder.empty()) return std::nullopt;
    const Yaml root = pack.yaml("verify.yaml");
    const auto node = root.find("forecast");
    if (!node) return std::nullopt;
    node->only({"clients", "services", "prices", "cycles", "credits", "tax", "addresses", "mode",
                "bill_day", "source", "target"});
    Plan plan;
    plan.client_tie = read_tie(node->need("clients"), root);
    plan.service_tie = read_tie(node->need("services"), root);
    plan.client_table = table_of(root.need("ties").need(plan.client_tie));
    const auto tie = [&](const char* key) {
        const auto named = node->find(key);
        return named ? read_tie(*named, root) : std::string();
    };
    plan.price_tie = tie("prices");
    plan.cycle_tie = tie("cycles");
    plan.credit_tie = tie("credits");
    plan.tax_tie = tie("tax");
    plan.address_tie = tie("addresses");
    const auto mode = node->find("mode");
    plan.mode = mode ? read_mode(*mode, pack) : "monthly";
    if (const auto day = node->find("bill_day")) {
        plan.bill_day = static_cast<int>(day->integer());
        if (plan.bill_day < 1 || plan.bill_day > 31)
            day->fail("found " + day->text() + ", expected a day of the month, 1 to 31");
    }
    plan.source = read_side(node->need("source"), pack);
    plan.target = read_side(node->need("target"), pack);
    return plan;
}

}  // namespace tieout::verify::forecast
