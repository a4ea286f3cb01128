#include <algorithm>

#include "migrate/explode.h"

namespace tieout::migrate {

std::size_t LineColumns::index_of(std::string_view column) const {
    return static_cast<std::size_t>(std::find(names_.begin(), names_.end(), column) -
                                    names_.begin());
}

void LineColumns::set(Cells& cells, const Constants& constants) const {
    for (const auto& [column, word] : constants)
        cells[index_of(column)] = word;
}

FirstOfProducer::FirstOfProducer(const FirstOf& plan, SourceQuery& source)
    : plan_(plan), columns_(std::make_unique<LineColumns>(produced_columns(Explode(plan)))) {
    for (const FirstOf::Part& part : plan.parts)
        parts_.push_back(part_of(part, *columns_, source));
    if (plan.balance) to_ = bind(plan.balance->to, source);
    if (plan.look_up) looked_up_ = source.column(plan.look_up->in, plan.where);
}

FirstOfProducer::Part FirstOfProducer::part_of(const FirstOf::Part& plan,
                                               const LineColumns& columns, SourceQuery& source) {
    if (const auto* php = std::get_if<PhpSerialized>(&plan.lines))
        return {&plan, PhpLines(*php, columns, source)};
    if (const auto* html = std::get_if<HtmlTable>(&plan.lines))
        return {&plan, HtmlLines(*html, columns, source)};
    return {&plan, JoinedLines(std::get<JoinedRows>(plan.lines), columns, source)};
}

bool FirstOfProducer::read_whole(const Row& row, Evaluator& evaluator) {
    whole_.reset();
    if (!to_) return true;
    if (!evaluator.evaluate(*to_, row, slot_)) {
        reason_ = evaluator.reason();
        return false;
    }
    if (slot_.is_null()) return true;
    whole_ = slot_.number();
    if (!whole_) reason_ = "`to` of `balance` is not a number";
    return whole_.has_value();
}

// nullptr: none of them has lines.
const FirstOf::Part* FirstOfProducer::read_lines(const Row& row) {
    for (const Part& part : parts_) {
        if (const auto* php = std::get_if<PhpLines>(&part.lines)) {
            if (std::string trouble = php->read(row, lines_); trouble_.empty())
                trouble_ = std::move(trouble);
        } else if (const auto* html = std::get_if<HtmlLines>(&part.lines)) {
            html->read(row, lines_);
        } else if (whole_) {
            std::get<JoinedLines>(part.lines).read(row, *whole_, lines_);
        }
        if (!lines_.empty()) return part.plan;
    }
    return nullptr;
}

// True where a row had to be added.
bool FirstOfProducer::add_balance() {
    if (!whole_) return false;
    Decimal difference = *whole_;
    const std::size_t amount = columns_->index_of(plan_.balance->column);
    const std::optional<int> digits = plan_.balance->round;
    for (const Cells& cells : lines_) {
        // An amount that is no number goes to quarantine with its own row.
        const auto part = cells[amount] ? Decimal::parse(trimmed(*cells[amount])) : std::nullopt;
        if (part) difference -= digits ? part->rounded(*digits, Rounding::half_up) : *part;
    }
    if (difference.is_zero()) return false;
    Cells cells(columns_->size());
    columns_->set(cells, plan_.balance->constants);
    cells[amount] = difference.text();
    lines_.push_back(std::move(cells));
    return true;
}

void FirstOfProducer::add_mark(const FirstOf::Part* part, bool balanced) {
    if (!plan_.mark) return;
    std::string word = balanced ? plan_.mark->adjusted : plan_.mark->exact;
    if (part == nullptr) word = plan_.mark->none;
    if (part != nullptr && part->mark) word = *part->mark;
    for (Cells& cells : lines_)
        cells[columns_->index_of(plan_.mark->column)] = word;
}

void FirstOfProducer::look_up(const Row& row) {
    if (!plan_.look_up || row.is_null(looked_up_)) return;
    const auto entries = joined_entries(row.at(looked_up_));
    const std::size_t by = columns_->index_of(plan_.look_up->by);
    for (Cells& cells : lines_) {
        const JoinedEntry* only = nullptr;
        int found = 0;
        for (const JoinedEntry& entry : entries) {
            if (!cells[by] || *cells[by] != entry.second) continue;
            only = &entry;
            ++found;
        }
        if (found == 1) cells[columns_->index_of(plan_.look_up->column)] = only->first;
    }
}

bool FirstOfProducer::produce(const Row& row, Evaluator& evaluator, db::RowBatch& out) {
    lines_.clear();
    trouble_.clear();
    if (!read_whole(row, evaluator)) return false;
    const FirstOf::Part* part = read_lines(row);
    if (part == nullptr && !plan_.balance && !trouble_.empty()) {
        reason_ = trouble_;
        return false;
    }
    add_mark(part, add_balance());
    look_up(row);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        lines_[i][0] = std::to_string(i + 1);
        for (const auto& cell : lines_[i]) {
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
