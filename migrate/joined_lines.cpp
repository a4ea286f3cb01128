#include "migrate/convert.h"
#include "migrate/lines.h"

namespace tieout::migrate {

std::vector<JoinedEntry> joined_entries(std::string_view list) {
    std::vector<JoinedEntry> entries;
    while (!list.empty()) {
        const std::string_view entry = list.substr(0, list.find('\n'));
        list.remove_prefix(std::min(entry.size() + 1, list.size()));
        const std::size_t tab = std::min(entry.find('\t'), entry.size());
        const std::string_view rest = entry.substr(std::min(tab + 1, entry.size()));
        if (!entry.empty())
            entries.push_back({entry.substr(0, tab), rest.substr(0, rest.find('\t'))});
    }
    return entries;
}

JoinedLines::JoinedLines(const JoinedRows& plan, const LineColumns& columns, SourceQuery& source)
    : plan_(plan), columns_(columns), list_(source.column(plan.column, plan.where)) {}

void JoinedLines::read(const Row& row, const Decimal& whole, std::vector<Cells>& lines) const {
    const auto entries = joined_entries(row.is_null(list_) ? std::string_view() : row.at(list_));
    if (entries.empty() || whole.is_zero()) return;
    std::string names;
    for (const JoinedEntry& entry : entries)
        names.append(names.empty() ? "" : ", ").append(entry.second);
    Cells cells(columns_.size());
    columns_.set(cells, entries.size() == 1 ? plan_.one : plan_.several);
    cells[columns_.index_of(plan_.text)] = names;
    cells[columns_.index_of(plan_.amount)] = whole.text();
    lines.push_back(std::move(cells));
}

}  // namespace tieout::migrate
