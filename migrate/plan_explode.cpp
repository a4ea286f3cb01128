#include <algorithm>

#include "migrate/plan_reader.h"

namespace tieout::migrate {

using rules::Yaml;

std::vector<std::string> produced_columns(const Explode& explode) {
    if (std::holds_alternative<PackedPrices>(explode)) return {"cycle", "price_part", "setup_part"};
    std::vector<std::string> names;
    const auto* snapshot = std::get_if<PhpSerialized>(&explode);
    if (snapshot == nullptr) return names;
    const auto add = [&](const auto& pairs) {
        for (const auto& pair : pairs) {
            if (std::find(names.begin(), names.end(), pair.first) == names.end()) {
                names.push_back(pair.first);
            }
        }
    };
    names.emplace_back("position");
    for (const SnapshotLine& line : snapshot->lines) {
        add(line.columns);
        add(line.constants);
    }
    if (snapshot->balance) add(snapshot->balance->constants);
    return names;
}

PlanReader::Constants PlanReader::constants(const Yaml& yaml) const {
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
    yaml.only({"column", "lines", "balance"});
    PhpSerialized result;
    result.where = yaml.where();
    result.column = yaml.need("column").text();
    for (const Yaml& line : yaml.need("lines").items())
        result.lines.push_back(snapshot_line(line));
    if (const auto balance = yaml.find("balance")) {
        balance->only({"to", "column", "round", "constants"});
        PhpSerialized::Balance read;
        read.to = value(balance->need("to"));
        read.column = balance->need("column").text();
        if (const auto digits = balance->find("round"))
            read.round = static_cast<int>(digits->integer());
        if (const auto words = balance->find("constants")) read.constants = constants(*words);
        result.balance = std::move(read);
        const auto names = produced_columns(Explode(result));
        if (std::find(names.begin(), names.end(), result.balance->column) == names.end()) {
            balance->need("column").fail_word(result.balance->column, {names.begin(), names.end()});
        }
    }
    return result;
}

Explode PlanReader::explode(const Yaml& yaml) const {
    yaml.only({"packed_prices", "php_serialized"});
    if (yaml.entries().size() != 1) yaml.fail("expected one row producer");
    if (const auto prices = yaml.find("packed_prices")) return packed_prices(*prices);
    return php_serialized(yaml.need("php_serialized"));
}

}  // namespace tieout::migrate
