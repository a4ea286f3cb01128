// One column of the target as its catalogue declares it, and what may go into it: checked before
// anything is sent, so that a refusal names the value and nothing is ever rounded or cut on its
// way.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "db/catalogue.h"
#include "db/url.h"
#include "migrate/slot.h"

namespace tieout::migrate {

class TargetColumn {
public:
    TargetColumn(const db::TableColumn& column, db::Engine engine);

    const std::string& name() const { return name_; }
    // Appends the cell in its ValueType's textual form to `out`. False: it does not fit; reason()
    // says why. Not for NULL.
    bool append(Slot& slot, std::string& out);
    // Of a text: it goes in as it is, which most do. False: append() knows the way, if there is
    // one.
    bool is_plain(std::string_view text) const;
    bool takes_null() const { return nullable_; }
    const std::string& reason() const { return reason_; }

private:
    bool append_integer(Slot& slot, std::string& out);
    bool append_decimal(Slot& slot, std::string& out);
    bool append_boolean(Slot& slot, std::string& out);
    bool append_text(Slot& slot, std::string& out);
    bool append_date(Slot& slot, std::string& out);
    bool append_time(Slot& slot, std::string& out);
    bool fail(std::string_view what);

    std::string name_, declared_;
    db::ValueType type_;
    bool nullable_, no_nul_;
    int128 least_ = 0, greatest_ = 0;
    std::size_t safe_digits_ = 0;   // so many are in range, whatever they are
    std::size_t whole_digits_ = 0;  // decimal: before the point
    std::optional<int> length_, precision_, scale_;
    std::string reason_;
};

}  // namespace tieout::migrate
