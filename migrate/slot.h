// The value under way from a source row to a target column: NULL, text, or an exact number.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.h"

namespace tieout::migrate {

// Reused from row to row, so that a running migration allocates nothing. Not thread-safe.
class Slot {
public:
    enum class Kind { null, text, number };
    // What is known of a text because we wrote it: a day as "YYYY-MM-DD", an instant as "YYYY-MM-DD
    // hh:mm:ss+00". Nobody needs to read it again to know that it exists.
    enum class Written { somehow, day, instant };

    Kind kind() const { return kind_; }
    bool is_null() const { return kind_ == Kind::null; }
    void set_null() { kind_ = Kind::null; }
    // `text` must live as long as the row it comes from.
    void set_text(std::string_view text) {
        kind_ = Kind::text;
        written_ = Written::somehow;
        text_ = text;
    }
    void set_number(const Decimal& number) {
        kind_ = Kind::number;
        number_ = number;
    }

    // The text of either kind; numbers are written out as held. Not for NULL.
    std::string_view text() {
        if (kind_ == Kind::number) write_number();
        return text_;
    }
    // The number, read strictly from trimmed text where it is text. nullopt: it is none.
    std::optional<Decimal> number() const;

    // For steps that make new text: write it into scratch(), then take_scratch().
    std::string& scratch() {
        scratch_.clear();
        return scratch_;
    }
    void take_scratch(Written written = Written::somehow) {
        buffer_.swap(scratch_);
        set_text(buffer_);
        written_ = written;
    }
    bool is_written(Written written) const { return kind_ == Kind::text && written_ == written; }

private:
    void write_number();

    Kind kind_ = Kind::null;
    Written written_ = Written::somehow;
    std::string_view text_;
    Decimal number_;
    std::string buffer_, scratch_;
};

}  // namespace tieout::migrate
