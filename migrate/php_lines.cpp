// The lines of an invoice, from the cart that ModernBill kept with it as serialize() wrote it.
#include <algorithm>

#include "migrate/explode.h"

namespace tieout::migrate {
namespace {

bool is_zero_or_absent(const std::optional<std::string>& text) {
    if (!text || trimmed(*text).empty()) return true;
    const auto number = Decimal::parse(trimmed(*text));
    return number && number->is_zero();
}

}  // namespace

PhpSerializedProducer::PhpSerializedProducer(const PhpSerialized& plan, SourceQuery& source)
    : plan_(plan),
      names_(produced_columns(Explode(plan))),
      charset_(source.charset_of(plan.column)),
      bytes_(source.stored_bytes(plan.column, plan.where)) {
    for (const SnapshotLine& line : plan.lines) {
        if (std::find(lists_.begin(), lists_.end(), line.list) == lists_.end()) {
            lists_.push_back(line.list);
        }
    }
    if (plan.balance) to_ = bind(plan.balance->to, source);
}

std::size_t PhpSerializedProducer::index_of(const std::string& column) const {
    return static_cast<std::size_t>(std::find(names_.begin(), names_.end(), column) -
                                    names_.begin());
}

std::optional<std::string> PhpSerializedProducer::text_of(const PhpValue* value) const {
    if (value == nullptr || value->is_array() || value->kind == PhpValue::Kind::null) {
        return std::nullopt;
    }
    std::string text;
    decode(value->text, charset_, text);
    return text;
}

std::optional<PhpSerializedProducer::Cells> PhpSerializedProducer::line_of(
    const PhpValue& element, const SnapshotLine& line) const {
    Cells cells(names_.size());
    for (const auto& [column, key] : line.columns)
        cells[index_of(column)] = text_of(element.find(key));
    if (!line.always && !line.unless_zero.empty() &&
        is_zero_or_absent(cells[index_of(line.unless_zero)])) {
        return std::nullopt;
    }
    for (const auto& [column, word] : line.constants)
        cells[index_of(column)] = word;
    return cells;
}

void PhpSerializedProducer::add_lines(const PhpValue& snapshot, std::vector<Cells>& rows) const {
    for (const std::string& name : lists_) {
        const PhpValue* list = snapshot.find(name);
        if (list == nullptr || !list->is_array()) continue;
        for (const auto& [key, element] : list->members) {
            for (const SnapshotLine& line : plan_.lines) {
                if (line.list != name) continue;
                if (auto cells = line_of(element, line)) rows.push_back(std::move(*cells));
            }
        }
    }
}

bool PhpSerializedProducer::add_balance(const Row& row, Evaluator& evaluator,
                                        std::vector<Cells>& rows) {
    if (!evaluator.evaluate(*to_, row, slot_)) {
        reason_ = evaluator.reason();
        return false;
    }
    if (slot_.is_null()) return true;
    auto difference = slot_.number();
    if (!difference) {
        reason_ = "`to` of `balance` is not a number";
        return false;
    }
    const std::size_t amount = index_of(plan_.balance->column);
    const std::optional<int> digits = plan_.balance->round;
    for (const Cells& cells : rows) {
        // An amount that is no number goes to quarantine with its own row.
        const auto part = cells[amount] ? Decimal::parse(trimmed(*cells[amount])) : std::nullopt;
        if (part) *difference -= digits ? part->rounded(*digits, Rounding::half_up) : *part;
    }
    if (difference->is_zero()) return true;
    Cells cells(names_.size());
    for (const auto& [column, word] : plan_.balance->constants)
        cells[index_of(column)] = word;
    cells[amount] = difference->text();
    rows.push_back(std::move(cells));
    return true;
}

bool PhpSerializedProducer::produce(const Row& row, Evaluator& evaluator, db::RowBatch& out) {
    const bool written = !row.is_null(bytes_) && !row.at(bytes_).empty();
    PhpReading reading;
    if (written) reading = read_php(row.at(bytes_));
    const bool array = reading.value && reading.value->is_array();
    if (written && !array && !plan_.balance) {
        reason_ =
            "not PHP serialize() output: " +
            (reading.trouble.empty() ? std::string("a scalar, not an array") : reading.trouble);
        return false;
    }
    std::vector<Cells> rows;
    if (array) add_lines(*reading.value, rows);
    if (plan_.balance && !add_balance(row, evaluator, rows)) return false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i][0] = std::to_string(i + 1);
        for (const auto& cell : rows[i]) {
            if (cell) {
                out.add(*cell);
            } else {
                out.add_null();
            }
        }
    }
    return true;
}

}  // namespace tieout::migrate
