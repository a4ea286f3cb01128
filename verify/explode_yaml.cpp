#include "verify/explode_yaml.h"

#include <algorithm>

#include "rules/yaml.h"

namespace tieout::verify {
namespace {

using rules::Pack;
using rules::Yaml;

std::string text_at(const Yaml& node, std::string_view key, const Pack& pack) {
    const auto found = node.find(key);
    return found ? pack.expand(found->text()) : std::string();
}

std::vector<std::string> texts_at(const Yaml& node, std::string_view key, const Pack& pack) {
    std::vector<std::string> texts;
    if (const auto found = node.find(key))
        for (const std::string& text : found->texts())
            texts.push_back(pack.expand(text));
    return texts;
}

Constants pairs_at(const Yaml& node, std::string_view key, const Pack& pack) {
    Constants pairs;
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

PhpSerialized read_php_serialized(const Yaml& node, const Pack& pack) {
    PhpSerialized result;
    result.column = pack.expand(node.need("column").text());
    for (const Yaml& line : node.need("lines").items())
        result.lines.push_back(read_line(line, pack));
    return result;
}

std::vector<HtmlTable::Words> read_word_lists(const Yaml& node, const Pack& pack) {
    std::vector<HtmlTable::Words> lists;
    for (const auto& [name, words] : node.entries())
        lists.emplace_back(name, texts_at(node, name, pack));
    return lists;
}

HtmlTable::Language read_language(const Yaml& node, const HtmlTable& table, const Pack& pack) {
    node.only({"header", "rows"});
    HtmlTable::Language language;
    const Yaml header = node.need("header");
    for (const std::string& column : {table.text, table.amount})
        if (!header.find(column)) header.fail("a header needs the words of `" + column + "`");
    language.header = read_word_lists(header, pack);
    if (const auto rows = node.find("rows")) language.rows = read_word_lists(*rows, pack);
    return language;
}

HtmlTable read_html_table(const Yaml& node, const Pack& pack) {
    node.only(
        {"column", "text", "amount", "prices", "whole", "currency", "end", "languages", "lines"});
    HtmlTable table;
    table.column = pack.expand(node.need("column").text());
    table.text = node.need("text").text();
    table.amount = node.need("amount").text();
    table.prices = texts_at(node, "prices", pack);
    table.whole = texts_at(node, "whole", pack);
    table.currency = texts_at(node, "currency", pack);
    table.end = text_at(node, "end", pack);
    for (const auto& [name, language] : node.need("languages").entries())
        table.languages.push_back(read_language(language, table, pack));
    for (const auto& [role, line] : node.need("lines").entries()) {
        line.only({"negative", "only_where_null", "constants"});
        const auto negative = line.find("negative");
        table.lines.push_back({role, negative && negative->boolean(),
                               texts_at(line, "only_where_null", pack),
                               pairs_at(line, "constants", pack)});
    }
    return table;
}

JoinedRows read_joined_rows(const Yaml& node, const Pack& pack) {
    node.only({"column", "text", "amount", "one", "several"});
    return {pack.expand(node.need("column").text()), node.need("text").text(),
            node.need("amount").text(), pairs_at(node, "one", pack),
            pairs_at(node, "several", pack)};
}

FirstOf::Part read_part(const Yaml& node, const Pack& pack) {
    node.only({"php_serialized", "html_table", "joined_rows", "mark"});
    FirstOf::Part part;
    if (const auto mark = node.find("mark")) part.mark = pack.expand(mark->text());
    if (node.entries().size() != (part.mark ? 2U : 1U)) node.fail("one row producer is expected");
    if (const auto php = node.find("php_serialized")) {
        php->only({"column", "lines"});
        part.lines = read_php_serialized(*php, pack);
    } else if (const auto html = node.find("html_table")) {
        part.lines = read_html_table(*html, pack);
    } else {
        part.lines = read_joined_rows(node.need("joined_rows"), pack);
    }
    return part;
}

FirstOf::Balance read_balance(const Yaml& node, SideName side, const Words& words,
                              const Pack& pack) {
    node.only({"to", "column", "round", "constants"});
    const auto digits = node.find("round");
    return {read_value(node.need("to"), side, words, pack), node.need("column").text(),
            digits ? std::optional(static_cast<int>(digits->integer())) : std::nullopt,
            pairs_at(node, "constants", pack)};
}

void check_names(const Yaml& node, const FirstOf& chain) {
    const std::vector<std::string> known = produced_columns(chain);
    const auto check = [&](const Yaml& where, const std::string& name) {
        if (std::find(known.begin(), known.end(), name) == known.end())
            where.fail_word(name, {known.begin(), known.end()});
    };
    if (chain.look_up) check(node.need("look_up").need("by"), chain.look_up->by);
    for (const FirstOf::Part& part : chain.parts)
        if (std::holds_alternative<JoinedRows>(part.lines) && !chain.balance)
            node.fail("`joined_rows` takes its amount from `balance`, and there is none");
}

FirstOf read_chain(const Yaml& node, SideName side, const Words& words, const Pack& pack) {
    node.only({"first_of", "balance", "mark", "look_up"});
    FirstOf chain;
    for (const Yaml& part : node.need("first_of").items())
        chain.parts.push_back(read_part(part, pack));
    if (const auto balance = node.find("balance"))
        chain.balance = read_balance(*balance, side, words, pack);
    if (const auto mark = node.find("mark")) {
        mark->only({"column", "exact", "adjusted", "none"});
        chain.mark = FirstOf::Mark{mark->need("column").text(), mark->need("exact").text(),
                                   mark->need("adjusted").text(), mark->need("none").text()};
    }
    if (const auto look_up = node.find("look_up")) {
        look_up->only({"column", "in", "by"});
        chain.look_up = FirstOf::LookUp{look_up->need("column").text(), look_up->need("in").text(),
                                        look_up->need("by").text()};
    }
    check_names(node, chain);
    return chain;
}

}  // namespace

Explode read_explode(const Yaml& node, SideName side, const Words& words, const Pack& pack) {
    node.only({"packed_prices", "php_serialized", "first_of", "balance", "mark", "look_up"});
    if (node.find("first_of")) return read_chain(node, side, words, pack);
    if (node.entries().size() != 1) node.fail("one row producer is expected");
    if (const auto packed = node.find("packed_prices")) return read_packed_prices(*packed, pack);
    const Yaml php = node.need("php_serialized");
    php.only({"column", "lines", "balance"});
    FirstOf alone;
    alone.parts.push_back({read_php_serialized(php, pack), std::nullopt});
    if (const auto balance = php.find("balance"))
        alone.balance = read_balance(*balance, side, words, pack);
    return alone;
}

}  // namespace tieout::verify
