#include "verify/fast_value.h"

#include <algorithm>
#include <cstring>

#include "base/unicode.h"
#include "verify/frame.h"

namespace tieout::verify {
namespace {

using db::Form;
namespace native = db::native;

template <class Word>
char* put_word(char tag, Word word, char* out) {
    out = put_head(tag, sizeof word, out);
    std::memcpy(out, &word, sizeof word);
    return out + sizeof word;
}

char* put_null(char* out) {
    *out = '0';
    return out + 1;
}

char* put_boolean(std::string_view cell, char* out) {
    if (cell.size() != 1 || (cell[0] != '0' && cell[0] != '1')) return nullptr;
    return put_word('b', cell[0], out);
}

char* put_date(Form form, std::string_view cell, char* out) {
    if (form == Form::days) return put_word('d', native::days(cell), out);
    if (cell.size() != 10) return nullptr;
    const auto date = Date::parse(cell);
    return date ? put_word('d', date->days, out) : nullptr;
}

char* put_instant(Form form, std::string_view cell, char* out) {
    if (form == Form::micros) return put_word('i', native::micros(cell), out);
    if (cell.size() <= 10) return nullptr;
    const auto instant = Instant::parse(cell);
    return instant ? put_word('i', instant->micros, out) : nullptr;
}

bool is_plain(const Value& value) {
    return (value.form == Value::Form::column || value.form == Value::Form::sql) &&
           value.steps.empty();
}

// The same cell always gives the same value, and it is nothing but this cell's.
bool is_of_one_cell(const Value& value) {
    const bool alone = value.form == Value::Form::column || value.form == Value::Form::sql;
    return alone && std::all_of(value.steps.begin(), value.steps.end(), [](const Step& step) {
               return step.column.empty() && step.name != StepName::if_null;
           });
}

}  // namespace

FastValue::Way FastValue::way_of(const Value& value, As as, db::ValueType type) {
    using db::ValueType;
    const bool number = type == ValueType::integer || type == ValueType::decimal;
    if (is_plain(value)) {
        if (is_number(as) && number) return as == As::integer ? Way::whole : Way::number;
        const bool printed = type == ValueType::text || type == ValueType::integer;
        if ((as == As::text || as == As::label) && printed) return Way::text;
        if (as == As::boolean && (type == ValueType::boolean || number)) return Way::boolean;
        if (as == As::date && type == ValueType::date) return Way::date;
        if (as == As::instant && (type == ValueType::instant || type == ValueType::datetime))
            return Way::instant;
    }
    if (value.form == Value::Form::column && value.steps.size() == 1 && number) {
        if (as == As::instant && value.steps[0].name == StepName::unix_seconds)
            return Way::unix_seconds;
        if (as == As::date && value.steps[0].name == StepName::unix_date) return Way::unix_date;
    }
    return as != As::secret && is_of_one_cell(value) ? Way::remembered : Way::none;
}

FastValue::FastValue(const Value& value, As as, ColumnRef column)
    : way_(way_of(value, as, column.type)),
      tag_(as == As::label ? 'l' : 't'),
      column_(column.index) {
    most_ = way_ == Way::remembered ? sizeof Known::frame : number_frame;
    if (way_ == Way::remembered) known_.resize(known_values);
}

std::size_t FastValue::place_of(std::string_view cell) {
    std::uint64_t mixed = cell.size();
    for (const char c : cell)
        mixed = (mixed ^ static_cast<unsigned char>(c)) * 0x9E3779B97F4A7C15;
    return mixed >> 58;
}

char* FastValue::put_known(std::string_view cell, char* out) {
    if (cell.size() > sizeof Known::cell) return nullptr;
    if (++asked_ == trial && answered_ < trial / 2) way_ = Way::none;
    for (std::size_t step = 0; step < neighbours; ++step) {
        const Known& known = known_[(place_of(cell) + step) % known_values];
        if (known.frame_size == 0) return nullptr;
        if (std::string_view(known.cell.data(), known.cell_size) != cell) continue;
        ++answered_;
        std::memcpy(out, known.frame.data(), known.frame_size);
        return out + known.frame_size;
    }
    return nullptr;
}

void FastValue::remember(const db::RowBatch::Row& row, std::string_view frame) {
    if (way_ != Way::remembered || row.form(column_) != Form::text) return;
    const std::string_view cell = row.at(column_);
    if (cell.size() > sizeof Known::cell || frame.size() > sizeof Known::frame) return;
    std::size_t at = place_of(cell);
    for (std::size_t step = 1; step < neighbours && known_[at].frame_size != 0; ++step)
        at = (at + 1) % known_values;
    Known& known = known_[at];
    std::memcpy(known.cell.data(), cell.data(), cell.size());
    std::memcpy(known.frame.data(), frame.data(), frame.size());
    known.cell_size = static_cast<std::uint8_t>(cell.size());
    known.frame_size = static_cast<std::uint8_t>(frame.size());
}

char* FastValue::put_text(std::string_view cell, char* out) const {
    out = put_head(tag_, cell.size(), out);
    if (!copy_ascii(cell, out)) {
        if (!is_utf8(cell)) return nullptr;
        std::memcpy(out, cell.data(), cell.size());
    }
    return out + cell.size();
}

char* FastValue::put_seconds(Way way, std::int64_t seconds, Zone& zone, char* out) {
    constexpr std::int64_t last = 253'402'300'799, first = -62'135'596'800;  // years 1 to 9999
    if (seconds < first || seconds > last) return nullptr;
    if (seconds == 0) return put_null(out);
    if (way == Way::unix_seconds) return put_word('i', Instant::from_seconds(seconds).micros, out);
    const auto day = zone.day_of(seconds);
    return day ? put_word('d', day->days, out) : nullptr;
}

// One jump for both: what is to be made of a cell, and what it comes as.
constexpr unsigned FastValue::way_and_form(Way way, Form form) {
    return static_cast<unsigned>(way) * forms + static_cast<unsigned>(form);
}

inline char* FastValue::put(const db::RowBatch::Row& row, Zone& zone, char* out) {
    const Form form = row.form(column_);
    if (form == Form::null) return way_ == Way::none ? nullptr : put_null(out);
    const std::string_view cell = row.at(column_);
    std::int64_t coefficient = 0;
    int scale = 0;
    switch (way_and_form(way_, form)) {
        case way_and_form(Way::whole, Form::text):
            if (!small_number(cell, coefficient, scale) || scale > 0) return nullptr;
            return put_number(coefficient, 0, out);
        case way_and_form(Way::whole, Form::int32):
        case way_and_form(Way::number, Form::int32):
            return put_number(native::integer(Form::int32, cell), 0, out);
        case way_and_form(Way::whole, Form::int16):
        case way_and_form(Way::whole, Form::int64):
        case way_and_form(Way::number, Form::int16):
        case way_and_form(Way::number, Form::int64):
            return put_number(native::integer(form, cell), 0, out);
        case way_and_form(Way::number, Form::text):
            return small_number(cell, coefficient, scale) ? put_number(coefficient, scale, out)
                                                          : nullptr;
        case way_and_form(Way::number, Form::numeric):
            return native::small_number(cell, coefficient, scale)
                       ? put_number(coefficient, scale, out)
                       : nullptr;
        case way_and_form(Way::whole, Form::numeric):
            if (!native::small_number(cell, coefficient, scale) || scale > 0) return nullptr;
            return put_number(coefficient, 0, out);
        case way_and_form(Way::text, Form::text):
            return put_text(cell, out);
        case way_and_form(Way::boolean, Form::text):
            return put_boolean(cell, out);
        case way_and_form(Way::remembered, Form::text):
            return put_known(cell, out);
        default:
            break;
    }
    return put_day_or_instant(form, cell, zone, out);
}

char* FastValue::put_day_or_instant(Form form, std::string_view cell, Zone& zone, char* out) const {
    if (way_ == Way::date) return put_date(form, cell, out);
    if (way_ == Way::instant) return put_instant(form, cell, out);
    if (way_ != Way::unix_seconds && way_ != Way::unix_date) return nullptr;
    std::int64_t seconds = 0;
    int scale = 0;
    if (!small_number(form, cell, seconds, scale) || scale > 0) return nullptr;
    return put_seconds(way_, seconds, zone, out);
}

void FastRow::add(FastValue value) {
    most_ += value.room();
    values_.push_back(std::move(value));
    const auto copied = values_.back().copied_column();
    if (!copied) return;
    const auto alike = std::count_if(values_.begin(), values_.end(), [&](const FastValue& each) {
        return each.copied_column() == copied;
    });
    texts_of_a_column_ = std::max(texts_of_a_column_, static_cast<std::size_t>(alike));
}

// What is written through a char* may be anything to the compiler: so all that the loop needs
// stands in variables that nobody can point to.
inline std::size_t FastRow::put_values(const db::RowBatch::Row row, std::size_t from, Zone& zone,
                                       char* const begin, std::uint32_t* const ends) {
    char* at = from == 0 ? begin : begin + ends[from - 1];
    FastValue* const values = values_.data();
    for (const std::size_t all = values_.size(); from < all; ++from) {
        at = values[from].put(row, zone, at);
        if (at == nullptr) break;
        ends[from] = static_cast<std::uint32_t>(at - begin);
    }
    return from;
}

std::size_t FastRow::put(const db::RowBatch::Row& row, std::size_t from, Zone& zone, char* begin,
                         std::uint32_t* ends) {
    return put_values(row, from, zone, begin, ends);
}

FastRow::Halt FastRow::put_rows(const db::RowBatch& batch, std::size_t from, std::size_t keys,
                                Zone& zone, CanonicalBatch& out) {
    const std::size_t all = batch.rows(), values = values_.size();
    if (from == all) return {all, 0};
    CanonicalBatch::Rows rows(out, all - from);
    db::RowBatch::Row row = batch.row(from);
    while (true) {
        char* const begin = rows.begin();
        std::uint32_t* const ends = rows.ends();
        const std::size_t done = put_values(row, 0, zone, begin, ends);
        if (done < values) return {from, done};
        bool null_key = is_null(begin);
        for (std::size_t i = 1; i < keys; ++i)
            null_key |= is_null(begin + ends[i - 1]);
        rows.end_row(null_key);
        if (++from == all) return {all, 0};
        row.go_on();
    }
}

}  // namespace tieout::verify
