// What the invented host sells: package_type with packed prices of every shape, TLDs, coupons and
// tax zones.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "sample/office.h"

namespace tieout::sample {

enum class ProductKind { hosting, addon, once, domain };

struct Product {
    std::int64_t id = 0;
    ProductKind kind = ProductKind::hosting;
    std::string name, price, setup;  // packed as modernbill.md 2.5 says
    std::int64_t status = 2;         // 2 active, 1 inactive
    int share = 0;                   // how often it is bought, against the others of its kind

    // The written part for that cycle is a price of its own: neither missing, '' nor "0".
    bool prices(int cycle) const;
    Decimal unit(int cycle) const;       // by the month; 2.5 with its fallback
    Decimal setup_for(int cycle) const;  // once
};

struct Tld {
    std::string_view ending;
    std::int64_t product = 0;
    Decimal a_year;
    int share = 0;
};

struct TaxZone {
    std::int64_t id = 0;
    std::string_view country, region;  // region "none": the whole country
    Decimal percent;
    std::string_view label;
};

struct Coupon {
    std::int64_t id = 0;
    std::string code;
    Decimal percent{0, 2}, dollars{0, 2};  // exactly one is not zero; percent is a fraction
    std::string comments;
    std::int64_t status = 2;
    std::int64_t uses = 0, at_most = 0;
    bool renews = false, new_only = false;
};

struct Catalogue {
    std::vector<Product> products;
    std::vector<Tld> tlds;
    std::vector<TaxZone> zones;
    std::vector<Coupon> coupons;
    Office office;

    static Catalogue make();
    const Product& product(std::int64_t id) const;
    const TaxZone* zone(std::string_view country, std::string_view region) const;
};

// Products that planted defects and tests name.
inline constexpr std::int64_t steady_product = 2;    // five parts, all written
inline constexpr std::int64_t one_part_product = 5;  // priced by the month only
inline constexpr std::int64_t retired_product = 19;  // inactive

}  // namespace tieout::sample
