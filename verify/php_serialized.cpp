#include "verify/php_serialized.h"

#include <algorithm>

#include "base/unicode.h"

namespace tieout::verify {
namespace {

bool is_zero(const std::optional<std::string>& text) {
    if (!text) return true;
    const auto number = php_number(*text);
    return number && number->is_zero();
}

}  // namespace

PhpSerializedRows::PhpSerializedRows(const PhpSerialized& spec, const FindColumn& column,
                                     const FindExpression& expression, std::string charset)
    : spec_(spec), charset_(std::move(charset)), column_(column(spec.column).index) {
    add_column("position");
    for (const auto& line : spec.lines) {
        for (const auto& [name, key] : line.columns)
            add_column(name);
        for (const auto& [name, text] : line.constants)
            add_column(name);
    }
    if (!spec.balance) return;
    balance_to_.emplace(spec.balance->to, column, expression);
    add_column(spec.balance->column);
    for (const auto& [name, text] : spec.balance->constants)
        add_column(name);
}

std::size_t PhpSerializedRows::index_of(const std::string& column) const {
    return std::size_t(std::find(columns_.begin(), columns_.end(), column) - columns_.begin());
}

void PhpSerializedRows::add_column(const std::string& column) {
    if (index_of(column) == columns_.size()) columns_.push_back(column);
}

std::string PhpSerializedRows::add_line(const PhpSerialized::Line& line, const PhpValue& element) {
    Cells cells(columns_.size());
    for (const auto& [name, key] : line.columns) {
        const PhpValue* value = element.find(key);
        if (value == nullptr || value->kind == PhpValue::Kind::null) continue;
        if (value->kind == PhpValue::Kind::array) return "`" + key + "` is an array";
        std::string text;
        if (!decode_charset(value->text, charset_, text))
            return "`" + key + "` is not text in " + charset_;
        cells[index_of(name)] = std::move(text);
    }
    for (const auto& [name, text] : line.constants)
        cells[index_of(name)] = text;
    const bool skipped =
        !line.always && !line.unless_zero.empty() && is_zero(cells[index_of(line.unless_zero)]);
    if (!skipped) made_.push_back(std::move(cells));
    return {};
}

std::string PhpSerializedRows::read_list(const PhpValue& snapshot, const std::string& list) {
    const PhpValue* elements = snapshot.find(list);
    if (elements == nullptr || elements->kind == PhpValue::Kind::null) return {};
    if (elements->kind != PhpValue::Kind::array) return "`" + list + "` is not an array";
    for (const auto& [position, element] : elements->elements) {
        if (element.kind != PhpValue::Kind::array) return "`" + list + "` holds no arrays";
        for (const auto& line : spec_.lines)
            if (line.list == list)
                if (std::string why = add_line(line, element); !why.empty()) return why;
    }
    return {};
}

ProducerTrouble PhpSerializedRows::read_lines(std::string_view bytes) {
    const PhpReading reading = read_php(bytes);
    std::string why = reading.why;
    if (reading.value && reading.value->kind != PhpValue::Kind::array) why = "is not an array";
    std::vector<std::string> seen;
    for (const auto& line : spec_.lines) {
        if (!why.empty()) break;
        if (std::find(seen.begin(), seen.end(), line.list) != seen.end()) continue;
        seen.push_back(line.list);
        why = read_list(*reading.value, line.list);
    }
    if (why.empty()) return {};
    made_.clear();
    constexpr std::size_t enough = 200;  // of a text that may be a whole page
    return {"is not a PHP-serialised list: " + why, std::string(bytes.substr(0, enough))};
}

ProducerTrouble PhpSerializedRows::balance(const RowView& row, Reading& reading) {
    const Cell to = balance_to_->read(row, reading);
    if (to.is_null()) return {};
    const auto whole =
        to.kind == Cell::Kind::number ? std::optional(to.number) : strict_number(to.text);
    if (!whole || to.is_unreadable())
        return {"has no whole to be balanced with", std::string(to.text)};
    Decimal rest = *whole;
    for (const Cells& cells : made_)
        if (const auto& text = cells[index_of(spec_.balance->column)]) {
            const auto part = php_number(*text);
            if (!part) return {"has an amount of more than 38 digits", *text};
            const auto& digits = spec_.balance->round;
            rest -= digits ? part->rounded(*digits, Rounding::half_up) : *part;
        }
    if (rest.is_zero()) return {};
    Cells cells(columns_.size());
    cells[index_of(spec_.balance->column)] = rest.normalized().text();
    for (const auto& [name, text] : spec_.balance->constants)
        cells[index_of(name)] = text;
    made_.push_back(std::move(cells));
    return {};
}

ProducerTrouble PhpSerializedRows::produce(const RowView& row, Reading& reading,
                                           db::RowBatch& rows) {
    made_.clear();
    const Cell stored = row.at(column_);
    // No copy was kept: not a fault, only nothing to read.
    ProducerTrouble trouble;
    if (!stored.text.empty()) trouble = read_lines(stored.text);
    if (balance_to_) {
        const ProducerTrouble unbalanced = balance(row, reading);
        if (trouble.why.empty()) trouble = unbalanced;
    }
    rows.clear(columns_.size());
    for (std::size_t i = 0; i < made_.size(); ++i) {
        made_[i][0] = std::to_string(i + 1);
        for (const auto& cell : made_[i])
            cell ? rows.add(*cell) : rows.add_null();
    }
    return trouble;
}

}  // namespace tieout::verify
