#include "verify/forecast/source/tariff.h"

#include <algorithm>
#include <array>

#include "verify/forecast/source/numbers.h"

namespace tieout::verify::forecast::source {
namespace {

// A thousand years: beyond it no interval differs from another.
constexpr std::int64_t longest_months = 12'000;
const Decimal largest(1'000'000'000'000, 0);

// Codes of services charged by the year: "1" and the months, but for one year.
int months_of_years(std::int64_t code) {
    switch (code) {
        case 111:
            return 12;
        case 1108:
            return 108;
        case 1120:
            return 120;
        default:
            return code >= 124 && code <= 196 && (code - 100) % 12 == 0
                       ? static_cast<int>(code - 100)
                       : 0;
    }
}

std::int64_t whole_number(std::string_view text) {
    const auto number = leading_number(text);
    if (!number) return longest_months;
    return static_cast<std::int64_t>(number->rounded(0, Rounding::down).coefficient());
}

Cycle standard(std::int64_t code, std::size_t part) {
    Cycle cycle;
    cycle.months = cycle.times = static_cast<int>(code);
    cycle.part = part;
    cycle.prorates = true;
    return cycle;
}

// A price that cannot be read marks the tariff.
Decimal read(std::string_view text, Tariff& tariff) {
    const auto number = leading_number(text);
    tariff.readable = tariff.readable && number;
    return number.value_or(Decimal());
}

bool within_reason(const Decimal& amount) {
    return amount < largest && -amount < largest;
}

Tariff unreadable(const Cycle& cycle) {
    Tariff tariff;
    tariff.cycle = cycle;
    tariff.readable = false;
    return tariff;
}

}  // namespace

Cycle Cycle::of(std::string_view text) {
    constexpr std::array<std::int64_t, 5> codes = {1, 3, 6, 12, 24};
    const std::int64_t code = whole_number(text);
    const auto found = std::find(codes.begin(), codes.end(), code);
    if (found != codes.end())
        return standard(code, static_cast<std::size_t>(found - codes.begin()));
    Cycle cycle;
    if (code == 100) {
        cycle.once = true;
    } else if (code == 103 || code == 106 || code == 112) {
        cycle.months = static_cast<int>(code - 100);
    } else if (const int months = months_of_years(code)) {
        cycle.months = months;
        cycle.own_price_only = true;
    } else {
        cycle.months = static_cast<int>(std::clamp<std::int64_t>(code, 0, longest_months));
        cycle.prorates = true;
    }
    return cycle;
}

std::string_view part_of(std::string_view packed, std::size_t index) {
    const std::string_view first = packed.substr(0, packed.find('|'));
    for (; index > 0; --index) {
        const std::size_t bar = packed.find('|');
        if (bar == std::string_view::npos) return first;
        packed.remove_prefix(bar + 1);
    }
    const std::string_view part = packed.substr(0, packed.find('|'));
    return part.empty() || part == "0" ? first : part;
}

Decimal Tariff::a_month() const {
    if (cycle.months == 0) return {};
    return quotient(full * (Decimal::of(1) - discount), cycle.months);
}

Tariff tariff_of(const Service& service, const Price* price) {
    static const Price none;
    if (price == nullptr) price = &none;
    Tariff tariff;
    const Cycle& cycle = tariff.cycle = Cycle::of(service.cycle);
    const Decimal own = read(service.own_price, tariff);
    const Decimal listed = read(part_of(price->recurring, cycle.part), tariff);
    const Decimal month = read(part_of(price->recurring, 0), tariff);
    const bool has_own = Decimal() < own;
    const Decimal unit = cycle.own_price_only || has_own ? own : listed;
    tariff.full = unit * service.quantity * Decimal::of(cycle.times);
    tariff.setup = read(part_of(price->setup, cycle.part), tariff);
    tariff.listed_month = month * service.quantity;
    tariff.month = cycle.months > 0 ? quotient(tariff.full, cycle.months) : tariff.full;
    tariff.own = has_own;
    tariff.discount = service.discount;
    const bool sane = within_reason(tariff.full) && within_reason(tariff.listed_month) &&
                      within_reason(tariff.discount * Decimal::of(1'000'000));
    return tariff.readable && sane ? tariff : unreadable(cycle);
}

}  // namespace tieout::verify::forecast::source
