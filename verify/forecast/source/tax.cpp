#include "verify/forecast/source/tax.h"

#include <algorithm>

namespace tieout::verify::forecast::source {
namespace {

// ASCII letters are enough: these are codes.
std::string folded(std::string_view text) {
    const auto begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    const auto end = text.find_last_not_of(" \t\r\n");
    std::string code(text.substr(begin, end == std::string_view::npos ? 0 : end + 1 - begin));
    for (char& c : code)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return code;
}

// A zone may name several countries, with commas between them.
bool names(std::string_view countries, const std::string& country) {
    while (true) {
        const std::size_t comma = std::min(countries.find(','), countries.size());
        if (folded(countries.substr(0, comma)) == country) return true;
        if (comma == countries.size()) return false;
        countries.remove_prefix(comma + 1);
    }
}

bool of_whole_country(const std::string& region) {
    return region.empty() || region == "none";
}

// That of the region goes before that of its country; of several alike the first.
const TaxZone* zone_of(const Customer& customer, const std::vector<TaxZone>& zones) {
    const std::string country = folded(customer.country), region = folded(customer.region);
    if (country.empty()) return nullptr;
    const TaxZone* whole = nullptr;
    for (const TaxZone& zone : zones) {
        if (!names(zone.country, country)) continue;
        const std::string of = folded(zone.region);
        if (!of_whole_country(of) && of == region) return &zone;
        if (whole == nullptr && of_whole_country(of)) whole = &zone;
    }
    return whole;
}

}  // namespace

Decimal tax_rate(const Customer& customer, const Books& books, const Terms& terms,
                 Reading reading) {
    if (!terms.taxed) return {};
    if (terms.flat_tax_rate) return *terms.flat_tax_rate;
    if (books.settings.taxed)
        return customer.exempt && reading == Reading::intended ? Decimal()
                                                               : books.settings.tax_rate;
    const TaxZone* zone = customer.exempt ? nullptr : zone_of(customer, books.zones);
    return zone == nullptr ? Decimal() : zone->rate;
}

}  // namespace tieout::verify::forecast::source
