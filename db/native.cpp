#include "db/native.h"

#include <algorithm>

namespace tieout::db::native {
namespace {

void append_group(int group, std::string& out) {
    for (int unit = 1000; unit > 0; unit /= 10)
        out += static_cast<char>('0' + group / unit % 10);
}

}  // namespace

std::optional<Decimal> decimal(std::string_view cell) {
    std::int64_t coefficient = 0;
    int scale = 0;
    if (small_number(cell, coefficient, scale)) return Decimal(coefficient, scale).normalized();
    std::string digits;
    append_digits(numeric(cell), digits);
    return Decimal::parse(digits);
}

void append_digits(const Numeric& number, std::string& out) {
    const auto group = [&number](int power) {
        const int index = number.weight - power;
        return index >= 0 && index < number.groups ? number.group(index) : 0;
    };
    if (number.negative) out += '-';
    const std::size_t whole = out.size();
    for (int power = std::max(number.weight, 0); power >= 0; --power)
        append_group(group(power), out);
    const std::size_t zeros = std::min(out.find_first_not_of('0', whole), out.size() - 1) - whole;
    out.erase(whole, zeros);
    if (number.scale == 0) return;
    out += '.';
    const std::size_t fraction = out.size();
    for (int power = -1; - 4 * (power + 1) < number.scale; --power)
        append_group(group(power), out);
    out.resize(fraction + static_cast<std::size_t>(number.scale));
}

}  // namespace tieout::db::native
