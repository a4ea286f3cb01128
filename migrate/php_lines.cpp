// The lines of an invoice, from the cart that was kept with it as serialize() wrote it.
#include <algorithm>

#include "migrate/convert.h"
#include "migrate/lines.h"

namespace tieout::migrate {
namespace {

bool is_zero_or_absent(const std::optional<std::string>& text) {
    if (!text || trimmed(*text).empty()) return true;
    const auto number = Decimal::parse(trimmed(*text));
    return number && number->is_zero();
}

}  // namespace

PhpLines::PhpLines(const PhpSerialized& plan, const LineColumns& columns, SourceQuery& source)
    : plan_(plan),
      columns_(columns),
      charset_(source.charset_of(plan.column)),
      bytes_(source.stored_bytes(plan.column, plan.where)) {
    for (const SnapshotLine& line : plan.lines) {
        if (std::find(lists_.begin(), lists_.end(), line.list) == lists_.end()) {
            lists_.push_back(line.list);
        }
    }
}

std::optional<std::string> PhpLines::text_of(const PhpValue* value) const {
    if (value == nullptr || value->is_array() || value->kind == PhpValue::Kind::null) {
        return std::nullopt;
    }
    std::string text;
    decode(value->text, charset_, text);
    return text;
}

std::optional<Cells> PhpLines::line_of(const PhpValue& element, const SnapshotLine& line) const {
    Cells cells(columns_.size());
    for (const auto& [column, key] : line.columns)
        cells[columns_.index_of(column)] = text_of(element.find(key));
    if (!line.always && !line.unless_zero.empty() &&
        is_zero_or_absent(cells[columns_.index_of(line.unless_zero)])) {
        return std::nullopt;
    }
    columns_.set(cells, line.constants);
    return cells;
}

void PhpLines::add_lines(const PhpValue& snapshot, std::vector<Cells>& lines) const {
    for (const std::string& name : lists_) {
        const PhpValue* list = snapshot.find(name);
        if (list == nullptr || !list->is_array()) continue;
        for (const auto& [key, element] : list->members) {
            for (const SnapshotLine& line : plan_.lines) {
                if (line.list != name) continue;
                if (auto cells = line_of(element, line)) lines.push_back(std::move(*cells));
            }
        }
    }
}

std::string PhpLines::read(const Row& row, std::vector<Cells>& lines) const {
    if (row.is_null(bytes_) || row.at(bytes_).empty()) return {};
    const PhpReading reading = read_php(row.at(bytes_));
    if (reading.value && reading.value->is_array()) {
        add_lines(*reading.value, lines);
        return {};
    }
    return "not PHP serialize() output: " +
           (reading.trouble.empty() ? std::string("a scalar, not an array") : reading.trouble);
}

}  // namespace tieout::migrate
