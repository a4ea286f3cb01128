#include "verify/side_yaml.h"

#include "rules/pack.h"
#include "rules/yaml.h"
#include "verify/explode_yaml.h"
#include "verify/literal_rows.h"

namespace tieout::verify {
namespace {

using rules::Pack;
using rules::Yaml;

std::string text_at(const Yaml& node, std::string_view key, const Pack& pack) {
    const auto found = node.find(key);
    return found ? pack.expand(found->text()) : std::string();
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
    if (const auto joins = node.find("joins")) {
        if (joins->is_scalar())
            side.joins["any"] = pack.expand(joins->text());
        else
            for (auto& [engine, text] : pack.sql_at(*joins))
                side.joins[engine] = pack.expand(text);
    }
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
