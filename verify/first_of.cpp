#include "verify/first_of.h"

#include <algorithm>

namespace tieout::verify {

std::size_t LineColumns::at(std::string_view name) const {
    return std::size_t(std::find(names_.begin(), names_.end(), name) - names_.begin());
}

LineCells LineColumns::filled_with(const Constants& constants) const {
    LineCells cells(names_.size());
    for (const auto& [name, text] : constants)
        cells[at(name)] = text;
    return cells;
}

FirstOfRows::FirstOfRows(const FirstOf& spec, const FindColumn& column,
                         const FindExpression& expression, const FindCharset& charset)
    : spec_(spec), columns_(produced_columns(spec)) {
    for (const FirstOf::Part& part : spec.parts) {
        if (const auto* php = std::get_if<PhpSerialized>(&part.lines))
            readers_.push_back(
                std::make_unique<PhpSerializedLines>(*php, columns_, column, charset));
        else if (const auto* html = std::get_if<HtmlTable>(&part.lines))
            readers_.push_back(std::make_unique<HtmlTableLines>(*html, columns_, column, charset));
        else
            readers_.push_back(std::make_unique<JoinedRowsLine>(std::get<JoinedRows>(part.lines),
                                                                columns_, column));
    }
    if (spec.balance) balance_to_.emplace(spec.balance->to, column, expression);
    if (spec.look_up) joined_ = column(spec.look_up->in).index;
}

// Leaves `whole` empty where the source has no figure.
ProducerTrouble FirstOfRows::read_whole(const RowView& row, Reading& reading,
                                        std::optional<Decimal>& whole) const {
    if (!balance_to_) return {};
    const Cell to = balance_to_->read(row, reading);
    if (to.is_null()) return {};
    if (!to.is_unreadable())
        whole = to.kind == Cell::Kind::number ? std::optional(to.number) : strict_number(to.text);
    if (whole) return {};
    return {"has no whole to be balanced with", std::string(to.text), {}};
}

// Adds what the lines lack of the whole.
ProducerTrouble FirstOfRows::balance(const Decimal& whole) {
    const std::size_t amount = columns_.at(spec_.balance->column);
    Decimal rest = whole;
    for (const LineCells& cells : lines_)
        if (const auto& text = cells[amount]) {
            const auto part = php_number(*text);
            if (!part) return {"has an amount of more than 38 digits", *text, {}};
            const auto& digits = spec_.balance->round;
            rest -= digits ? part->rounded(*digits, Rounding::half_up) : *part;
        }
    if (rest.is_zero()) return {};
    LineCells cells = columns_.filled_with(spec_.balance->constants);
    cells[amount] = rest.normalized().text();
    lines_.push_back(std::move(cells));
    return {};
}

void FirstOfRows::mark(const FirstOf::Part* from, bool balanced) {
    if (!spec_.mark) return;
    const std::string& word = from == nullptr ? spec_.mark->none
                              : from->mark    ? *from->mark
                              : balanced      ? spec_.mark->adjusted
                                              : spec_.mark->exact;
    for (LineCells& cells : lines_)
        cells[columns_.at(spec_.mark->column)] = word;
}

void FirstOfRows::look_up(const RowView& row) {
    if (!spec_.look_up) return;
    const auto entries = split_joined(row.at(joined_).text);
    for (LineCells& cells : lines_) {
        const auto& name = cells[columns_.at(spec_.look_up->by)];
        if (!name) continue;
        const auto same = [&name](const auto& entry) { return entry.second == *name; };
        if (std::count_if(entries.begin(), entries.end(), same) != 1) continue;
        cells[columns_.at(spec_.look_up->column)] =
            std::find_if(entries.begin(), entries.end(), same)->first;
    }
}

ProducerTrouble FirstOfRows::produce(const RowView& row, Reading& reading, db::RowBatch& rows) {
    lines_.clear();
    ProducerTrouble trouble;
    const auto told = [&trouble](ProducerTrouble other) {
        if (trouble.why.empty()) trouble = std::move(other);
    };
    std::optional<Decimal> whole;
    const ProducerTrouble no_whole = read_whole(row, reading, whole);
    const FirstOf::Part* from = nullptr;
    for (std::size_t i = 0; i < readers_.size() && from == nullptr; ++i) {
        told(readers_[i]->read(row, whole, lines_));
        if (!lines_.empty()) from = &spec_.parts[i];
    }
    told(no_whole);
    const std::size_t before = lines_.size();
    if (whole) told(balance(*whole));
    mark(from, lines_.size() > before);
    look_up(row);
    rows.clear(columns_.names().size());
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        lines_[i][0] = std::to_string(i + 1);
        for (const auto& cell : lines_[i])
            cell ? rows.add(*cell) : rows.add_null();
    }
    return trouble;
}

}  // namespace tieout::verify
