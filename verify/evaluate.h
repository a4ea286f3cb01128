// Values of a pack compiled for one side: columns are looked up once, and a row is read without
// allocating.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "db/column.h"
#include "db/row_batch.h"
#include "verify/cell.h"
#include "verify/decode.h"
#include "verify/value.h"

namespace tieout::verify {

// One row as values see it: the columns of the result, then those that a row producer added.
struct RowView {
    const db::RowBatch* batch = nullptr;
    std::size_t row = 0;
    const db::RowBatch* produced = nullptr;  // nullptr: the side produces no rows
    std::size_t produced_row = 0;

    Cell at(std::size_t column) const {
        const db::RowBatch* from = batch;
        std::size_t from_row = row;
        if (column >= batch->columns()) {
            column -= batch->columns();
            from = produced;
            from_row = produced_row;
        }
        const db::Form form = from->form(from_row, column);
        if (form == db::Form::null) return Cell::null();
        const std::string_view cell = from->at(from_row, column);
        return form == db::Form::text ? Cell::of(cell) : of_native(form, cell);
    }
    static Cell of_native(db::Form form, std::string_view cell);
};

// Strings that live as long as a row is being read, and keep their capacity from row to row.
class Scratch {
public:
    std::string& take() {
        if (used_ == texts_.size()) texts_.emplace_back();
        return texts_[used_++];
    }
    void clear() { used_ = 0; }

private:
    std::deque<std::string> texts_;  // a deque: references stay good while it grows
    std::size_t used_ = 0;
};

// What the reading of a row needs beside the row.
struct Reading {
    explicit Reading(const std::string& zone_name) : zone(zone_name) {}
    Scratch scratch;
    Zone zone;
    std::map<std::string, Zone> zones;  // of local_time, by name
    Code code;                          // reused by look-ups
    // Set by an intended change of text, until the caller clears it.
    bool transformed = false;
    std::string_view before, after;
};

struct ColumnRef {
    std::size_t index = 0;
    db::ValueType type = db::ValueType::text;
};
using FindColumn = std::function<ColumnRef(const std::string& column)>;
using FindExpression = std::function<ColumnRef(const Value& value)>;

class CompiledValue {
public:
    // `column` and `expression` throw where there is none.
    CompiledValue(const Value& value, const FindColumn& column, const FindExpression& expression);

    Cell read(const RowView& row, Reading& reading) const;
    // Where the value's column stands; only of a column or an expression.
    ColumnRef column() const { return {column_, from_}; }
    // What the database said of the value, where it comes straight from a column; else text.
    db::ValueType from() const { return from_; }
    // A plain column, and none that a row producer adds.
    bool reads_only_the_source(std::size_t result_columns) const {
        return value_->form == Value::Form::column && column_ < result_columns;
    }

private:
    struct CodeMap {
        std::vector<std::pair<std::string, const std::optional<std::string>*>> by_text, by_number;
        const std::optional<std::string>* find(const Code& code) const;
    };
    struct CompiledStep {
        const Step* step;
        std::size_t column = 0;
        CodeMap map;
        std::vector<Code> codes;
        Decimal factor;
    };
    const Value* value_;
    std::size_t column_ = 0;
    db::ValueType from_ = db::ValueType::text;
    std::vector<CompiledValue> parts_, minus_;
    std::vector<std::vector<Code>> cases_;
    std::vector<CompiledStep> steps_;

    static CodeMap compile_map(const WordMap& map);
    void compile_step(const Step& step, const FindColumn& column);
    Cell read_form(const RowView& row, Reading& reading) const;
    Cell choose(const RowView& row, Reading& reading) const;
    Cell add_up(const RowView& row, Reading& reading) const;
    Cell put_together(const RowView& row, Reading& reading) const;
    Cell apply(const CompiledStep& step, const Cell& cell, const RowView& row,
               Reading& reading) const;
    static Cell apply_text(StepName name, std::string_view text, Reading& reading);
    static Cell apply_number(const CompiledStep& step, const Cell& cell, const RowView& row,
                             Reading& reading);
    static Cell apply_moment(StepName name, const Cell& cell, Reading& reading);
    static Cell apply_cut(const Step& step, std::string_view text);
    static Cell apply_clock(const Step& step, std::string_view text, Reading& reading);
    static Cell apply_map(const CompiledStep& step, const Cell& cell, Reading& reading);
};

// A cell's text, made in `reading` where it is a number or a moment.
std::string_view text_of(const Cell& cell, Reading& reading);

}  // namespace tieout::verify
