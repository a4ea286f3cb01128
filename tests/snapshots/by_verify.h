// The lines of a page as the verifier reads them with the words of the pack's verify.yaml.
#pragma once

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "rules/pack.h"
#include "tests/snapshots/pages.h"
#include "verify/line_reader.h"

namespace tieout::tests::by_verify {

inline const verify::FirstOf& chain() {
    static const verify::Ties ties = [] {
        rules::Pack pack = rules::Pack::load(TIEOUT_SOURCE_DIR "/rules/modernbill");
        pack.set("zone", "UTC");
        pack.set("currency", "USD");
        return verify::Ties::load(pack);
    }();
    return std::get<verify::FirstOf>(ties.find("invoice_item")->source.explode);
}

inline const verify::HtmlTable& words() {
    for (const verify::FirstOf::Part& part : chain().parts)
        if (const auto* html = std::get_if<verify::HtmlTable>(&part.lines)) return *html;
    throw std::runtime_error("the pack reads no pages");
}

// The source row: the page first, then each column that a kind of line asks to be NULL.
inline std::vector<std::string> lines_of(const InvoicePage& page) {
    std::vector<std::string> names{words().column};
    db::RowBatch row;
    for (const verify::HtmlTable::Line& kind : words().lines)
        for (const std::string& column : kind.only_where_null)
            names.push_back(column);
    row.clear(names.size());
    row.add(page.bytes);
    for (std::size_t i = 1; i < names.size(); ++i)
        page.is_null(names[i]) ? row.add_null() : row.add("0.00");
    const verify::FindColumn find = [&names](const std::string& name) -> verify::ColumnRef {
        return {std::size_t(std::find(names.begin(), names.end(), name) - names.begin()),
                db::ValueType::text};
    };
    const verify::LineColumns columns(produced_columns(chain()));
    const verify::HtmlTableLines reader(words(), columns, find,
                                        [&page](const std::string&) { return page.charset; });
    std::vector<verify::LineCells> lines;
    reader.read({&row, 0, nullptr, 0}, std::nullopt, lines);
    std::vector<std::string> texts;
    for (const verify::LineCells& cells : lines) {
        std::string text;
        for (const char* name : {"line_kind", "text", "how_many", "each", "line_amount"})
            text += (text.empty() ? "" : " / ") + cells[columns.at(name)].value_or("-");
        texts.push_back(text);
    }
    return texts;
}

}  // namespace tieout::tests::by_verify
