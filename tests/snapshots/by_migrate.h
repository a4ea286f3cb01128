// The lines of a page as the migrator reads them with the words of the pack's migrate.yaml.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "migrate/lines.h"
#include "migrate/plan.h"
#include "tests/snapshots/pages.h"

namespace tieout::tests::by_migrate {

inline const migrate::Plan& plan() {
    static const migrate::Plan read = [] {
        rules::Pack pack = rules::Pack::load(TIEOUT_SOURCE_DIR "/rules/modernbill");
        pack.set("zone", "UTC");
        pack.set("currency", "USD");
        return migrate::Plan::load(pack);
    }();
    return read;
}

inline const migrate::FirstOf& chain() {
    for (const migrate::TablePlan& table : plan().tables)
        if (table.table == "invoice_item") return std::get<migrate::FirstOf>(table.explode);
    throw std::runtime_error("the pack has no invoice_item");
}

inline const migrate::HtmlTable& words() {
    for (const migrate::FirstOf::Part& part : chain().parts)
        if (const auto* html = std::get_if<migrate::HtmlTable>(&part.lines)) return *html;
    throw std::runtime_error("the pack reads no pages");
}

// "kind / description / quantity / unit price / amount"
inline std::vector<std::string> lines_of(const InvoicePage& page) {
    const migrate::LineColumns columns(produced_columns(migrate::Explode(chain())));
    std::vector<bool> wanted;
    for (const migrate::HtmlTable::Line& kind : words().lines) {
        const auto& nulls = kind.only_where_null;
        wanted.push_back(std::all_of(nulls.begin(), nulls.end(), [&](const std::string& column) {
            return page.is_null(column);
        }));
    }
    std::vector<migrate::Cells> lines;
    read_page(words(), columns, page.bytes, page.charset, wanted, lines);
    std::vector<std::string> texts;
    for (const migrate::Cells& cells : lines) {
        std::string text;
        for (const char* name : {"kind", "description", "quantity", "unit", "amount"})
            text.append(text.empty() ? "" : " / ")
                .append(cells[columns.index_of(name)].value_or("-"));
        texts.push_back(text);
    }
    return texts;
}

}  // namespace tieout::tests::by_migrate
