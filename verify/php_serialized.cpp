// The lines of an invoice, from the PHP-serialised copy that the source keeps of it.
#include <algorithm>

#include "base/unicode.h"
#include "verify/line_reader.h"

namespace tieout::verify {
namespace {

bool is_zero(const std::optional<std::string>& text) {
    if (!text) return true;
    const auto number = php_number(*text);
    return number && number->is_zero();
}

}  // namespace

PhpSerializedLines::PhpSerializedLines(const PhpSerialized& spec, const LineColumns& columns,
                                       const FindColumn& column, const FindCharset& charset)
    : spec_(spec),
      columns_(columns),
      charset_(charset(spec.column)),
      column_(column(spec.column).index) {}

std::string PhpSerializedLines::add_line(const PhpSerialized::Line& line, const PhpValue& element,
                                         std::vector<LineCells>& lines) const {
    LineCells cells(columns_.names().size());
    for (const auto& [name, key] : line.columns) {
        const PhpValue* value = element.find(key);
        if (value == nullptr || value->kind == PhpValue::Kind::null) continue;
        if (value->kind == PhpValue::Kind::array) return "`" + key + "` is an array";
        std::string text;
        if (!decode_charset(value->text, charset_, text))
            return "`" + key + "` is not text in " + charset_;
        cells[columns_.at(name)] = std::move(text);
    }
    for (const auto& [name, text] : line.constants)
        cells[columns_.at(name)] = text;
    const bool skipped =
        !line.always && !line.unless_zero.empty() && is_zero(cells[columns_.at(line.unless_zero)]);
    if (!skipped) lines.push_back(std::move(cells));
    return {};
}

std::string PhpSerializedLines::read_list(const PhpValue& snapshot, const std::string& list,
                                          std::vector<LineCells>& lines) const {
    const PhpValue* elements = snapshot.find(list);
    if (elements == nullptr || elements->kind == PhpValue::Kind::null) return {};
    if (elements->kind != PhpValue::Kind::array) return "`" + list + "` is not an array";
    for (const auto& [position, element] : elements->elements) {
        if (element.kind != PhpValue::Kind::array) return "`" + list + "` holds no arrays";
        for (const auto& line : spec_.lines)
            if (line.list == list)
                if (std::string why = add_line(line, element, lines); !why.empty()) return why;
    }
    return {};
}

std::string PhpSerializedLines::read_lists(std::string_view bytes,
                                           std::vector<LineCells>& lines) const {
    const PhpReading reading = read_php(bytes);
    std::string why = reading.why;
    if (reading.value && reading.value->kind != PhpValue::Kind::array) why = "is not an array";
    std::vector<std::string> seen;
    for (const auto& line : spec_.lines) {
        if (!why.empty()) break;
        if (std::find(seen.begin(), seen.end(), line.list) != seen.end()) continue;
        seen.push_back(line.list);
        why = read_list(*reading.value, line.list, lines);
    }
    return why;
}

ProducerTrouble PhpSerializedLines::read(const RowView& row, const std::optional<Decimal>&,
                                         std::vector<LineCells>& lines) const {
    const std::string_view bytes = row.at(column_).text;
    if (bytes.empty()) return {};  // no copy was kept: not a fault, only nothing to read
    const std::string why = read_lists(bytes, lines);
    if (why.empty()) return {};
    lines.clear();
    constexpr std::size_t enough = 200;  // of a text that may be a whole page
    return {"is not a PHP-serialised list: " + why, std::string(bytes.substr(0, enough)),
            spec_.column};
}

}  // namespace tieout::verify
