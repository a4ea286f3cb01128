#include <algorithm>

#include "verify/line_reader.h"

namespace tieout::verify {

std::vector<std::pair<std::string, std::string>> split_joined(std::string_view list) {
    std::vector<std::pair<std::string, std::string>> entries;
    std::vector<std::string> fields(1);
    const auto finish = [&] {
        fields.resize(std::max<std::size_t>(fields.size(), 2));
        if (!(fields[0].empty() && fields[1].empty())) entries.emplace_back(fields[0], fields[1]);
        fields.assign(1, {});
    };
    for (const char c : list) {
        if (c == '\n')
            finish();
        else if (c == '\t')
            fields.emplace_back();
        else
            fields.back() += c;
    }
    finish();
    return entries;
}

JoinedRowsLine::JoinedRowsLine(const JoinedRows& spec, const LineColumns& columns,
                               const FindColumn& column)
    : spec_(spec), columns_(columns), column_(column(spec.column).index) {}

ProducerTrouble JoinedRowsLine::read(const RowView& row, const std::optional<Decimal>& whole,
                                     std::vector<LineCells>& lines) const {
    const auto entries = split_joined(row.at(column_).text);
    if (entries.empty() || !whole || whole->is_zero()) return {};
    LineCells cells = columns_.filled_with(entries.size() > 1 ? spec_.several : spec_.one);
    std::string names = entries[0].second;
    for (std::size_t i = 1; i < entries.size(); ++i)
        names += ", " + entries[i].second;
    cells[columns_.at(spec_.text)] = names;
    cells[columns_.at(spec_.amount)] = whole->normalized().text();
    lines.push_back(std::move(cells));
    return {};
}

}  // namespace tieout::verify
