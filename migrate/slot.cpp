#include "migrate/slot.h"

#include "migrate/convert.h"

namespace tieout::migrate {

void Slot::write_number() {
    scratch().append(number_.text());
    take_scratch();
}

std::optional<Decimal> Slot::number() const {
    if (kind_ == Kind::number) return number_;
    return Decimal::parse(trimmed(text_));
}

}  // namespace tieout::migrate
