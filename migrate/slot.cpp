#include "migrate/slot.h"

#include "migrate/convert.h"

namespace tieout::migrate {

std::string_view Slot::text() {
    if (kind_ == Kind::number) {
        scratch().append(number_.text());
        take_scratch();
    }
    return text_;
}

std::optional<Decimal> Slot::number() const {
    if (kind_ == Kind::number) return number_;
    return Decimal::parse(trimmed(text_));
}

}  // namespace tieout::migrate
