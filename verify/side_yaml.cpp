#include "verify/side_yaml.h"

#include <algorithm>

#include "rules/pack.h"
#include "rules/yaml.h"
#include "verify/literal_rows.h"

namespace tieout::verify {
namespace {

using rules::Pack;
using rules::Yaml;

std::string text_at(const Yaml& node, std::string_view key, const Pack& pack) {
    const auto found = node.find(key);
    return found ? pack.expand(found->text()) : std::string();
}

std::vector<std::pair<std::string, std::string>> pairs_at(const Yaml& node, std::string_view key,
                                                          const Pack& pack) {
    std::vector<std::pair<std::string, std::string>> pairs;
    if (const auto map = node.find(key))
        for (const auto& [name, text] : map->entries())
            pairs.emplace_back(name, pack.expand(text.text()));
    return pairs;
}

PackedPrices read_packed_prices(const Yaml& node, const Pack& pack) {
    node.only({"price", "setup", "used"});
    return {pack.expand(node.need("price").text()), text_at(node, "setup", pack),
            text_at(node, "used", pack)};
}

bool produces(const PhpSerialized::Line& line, const std::string& column) {
    const auto named = [&](const auto& pair) { return pair.first == column; };
    return std::any_of(line.columns.begin(), line.columns.end(), named);
}

PhpSerialized::Line read_line(const Yaml& node, const Pack& pack) {
    node.only({"list", "always", "columns", "constants", "unless_zero"});
    PhpSerialized::Line line;
    line.list = pack.expand(node.need("list").text());
    if (const auto always = node.find("always")) line.always = always->boolean();
    line.columns = pairs_at(node, "columns", pack);
    line.constants = pairs_at(node, "constants", pack);
    line.unless_zero = text_at(node, "unless_zero", pack);
    if (!line.unless_zero.empty() && !produces(line, line.unless_zero))
        node.need("unless_zero").fail("no column of this line has that name");
    return line;
}

PhpSerialized read_php_serialized(const Yaml& node, SideName side, const Words& words,
                                  const Pack& pack) {
    node.only({"column", "lines", "balance"});
    PhpSerialized result;
    result.column = pack.expand(node.need("column").text());
    for (const Yaml& line : node.need("lines").items())
        result.lines.push_back(read_line(line, pack));
    if (const auto balance = node.find("balance")) {
        balance->only({"to", "column", "round", "constants"});
        const auto digits = balance->find("round");
        result.balance = PhpSerialized::Balance{
            read_value(balance->need("to"), side, words, pack), balance->need("column").text(),
            digits ? std::optional(static_cast<int>(digits->integer())) : std::nullopt,
            pairs_at(*balance, "constants", pack)};
    }
    return result;
}

Explode read_explode(const Yaml& node, SideName side, const Words& words, const Pack& pack) {
    node.only({"packed_prices", "php_serialized"});
    if (node.entries().size() != 1) node.fail("one row producer is expected");
    if (const auto packed = node.find("packed_prices")) return read_packed_prices(*packed, pack);
    return read_php_serialized(node.need("php_serialized"), side, words, pack);
}

// The file that SQL came from, as people are told; by engine there may be several: the first.
std::string sql_label(const Yaml& node) {
    if (node.is_scalar()) return node.text();
    const auto entries = node.entries();
    if (entries.empty() || node.find("inline")) return "SQL of the pack";
    return sql_label(entries.front().second);
}

void read_sql(const Yaml& node, const Yaml& sql, const Pack& pack, Side& side) {
    node.only({"sql", "key", "explode", "covers"});
    side.sql_name = sql_label(sql);
    for (auto& [engine, text] : pack.sql_at(sql))
        side.sql[engine] = pack.expand(text);
}

void read_from(const Yaml& node, const Pack& pack, Side& side) {
    node.only({"from", "joins", "where", "key", "explode", "covers"});
    side.from = pack.expand(node.need("from").text());
    side.joins = text_at(node, "joins", pack);
    side.where = text_at(node, "where", pack);
}

}  // namespace

Side read_side(const Yaml& node, SideName name, const Words& words, const Pack& pack) {
    Side side;
    side.position = node.where();
    if (const auto sql = node.find("sql")) {
        read_sql(node, *sql, pack, side);
    } else if (const auto rows = node.find("rows")) {
        node.only({"rows", "key", "explode"});
        side.literal = read_literal_rows(*rows, pack);
    } else {
        read_from(node, pack, side);
    }
    const Yaml key = node.need("key");
    if (key.is_list())
        for (const Yaml& part : key.items())
            side.key.push_back(read_value(part, name, words, pack));
    else
        side.key.push_back(read_value(key, name, words, pack));
    if (side.key.empty()) key.fail("a key has at least one column");
    if (const auto explode = node.find("explode"))
        side.explode = read_explode(*explode, name, words, pack);
    if (const auto covers = node.find("covers")) side.covers = covers->texts();
    return side;
}

}  // namespace tieout::verify
