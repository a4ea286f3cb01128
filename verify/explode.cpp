// What a row producer reads of the source, and what it adds.
#include <algorithm>

#include "verify/tie.h"

namespace tieout::verify {
namespace {

class Names {
public:
    void add(const std::string& name) {
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    template <class Pairs>
    void add_keys(const Pairs& pairs) {
        for (const auto& [name, unused] : pairs)
            add(name);
    }
    std::vector<std::string> names;
};

void add_produced(const PhpSerialized& php, Names& names) {
    for (const auto& line : php.lines) {
        names.add_keys(line.columns);
        names.add_keys(line.constants);
    }
}

void add_produced(const HtmlTable& html, Names& names) {
    names.add(html.text);
    names.add(html.amount);
    for (const HtmlTable::Language& language : html.languages)
        names.add_keys(language.header);
    for (const HtmlTable::Line& line : html.lines)
        names.add_keys(line.constants);
}

void add_produced(const JoinedRows& joined, Names& names) {
    names.add(joined.text);
    names.add(joined.amount);
    names.add_keys(joined.one);
    names.add_keys(joined.several);
}

}  // namespace

std::vector<std::string> produced_columns(const FirstOf& chain) {
    Names names;
    names.add("position");
    for (const FirstOf::Part& part : chain.parts)
        std::visit([&names](const auto& lines) { add_produced(lines, names); }, part.lines);
    if (chain.balance) {
        names.add(chain.balance->column);
        names.add_keys(chain.balance->constants);
    }
    if (chain.mark) names.add(chain.mark->column);
    if (chain.look_up) names.add(chain.look_up->column);
    return names.names;
}

std::vector<std::string> produced_columns(const Explode& explode) {
    if (std::holds_alternative<PackedPrices>(explode)) return {"cycle", "price_part", "setup_part"};
    const auto* chain = std::get_if<FirstOf>(&explode);
    return chain == nullptr ? std::vector<std::string>() : produced_columns(*chain);
}

std::vector<std::string> columns_read(const Explode& explode) {
    Names names;
    if (const auto* packed = std::get_if<PackedPrices>(&explode))
        for (const std::string& column : {packed->price, packed->setup, packed->used})
            if (!column.empty()) names.add(column);
    const auto* chain = std::get_if<FirstOf>(&explode);
    if (chain == nullptr) return names.names;
    for (const FirstOf::Part& part : chain->parts) {
        std::visit([&names](const auto& lines) { names.add(lines.column); }, part.lines);
        if (const auto* html = std::get_if<HtmlTable>(&part.lines))
            for (const HtmlTable::Line& line : html->lines)
                for (const std::string& column : line.only_where_null)
                    names.add(column);
    }
    if (chain->look_up) names.add(chain->look_up->in);
    return names.names;
}

std::vector<std::string> columns_read_as_bytes(const Explode& explode) {
    Names names;
    if (const auto* chain = std::get_if<FirstOf>(&explode))
        for (const FirstOf::Part& part : chain->parts) {
            if (const auto* php = std::get_if<PhpSerialized>(&part.lines)) names.add(php->column);
            if (const auto* html = std::get_if<HtmlTable>(&part.lines)) names.add(html->column);
        }
    return names.names;
}

}  // namespace tieout::verify
