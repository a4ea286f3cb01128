#include "sample/catalogue.h"

#include "base/error.h"

namespace tieout::sample {

namespace {

int part_of(int cycle) {
    switch (cycle) {
        case 3:
            return 1;
        case 6:
            return 2;
        case 12:
            return 3;
        case 24:
            return 4;
        default:
            return 0;
    }
}

// The text between bars, or nothing where there are fewer.
std::optional<std::string_view> written(std::string_view packed, int part) {
    for (; part > 0; --part) {
        const std::size_t bar = packed.find('|');
        if (bar == std::string_view::npos) return std::nullopt;
        packed.remove_prefix(bar + 1);
    }
    return packed.substr(0, packed.find('|'));
}

bool stands(std::optional<std::string_view> part) {
    return part && !part->empty() && *part != "0";
}

Decimal picked(std::string_view packed, int cycle) {
    std::optional<std::string_view> part = written(packed, part_of(cycle));
    if (!stands(part)) part = written(packed, 0);
    return Decimal::parse(*part).value_or(Decimal()).rounded(2, Rounding::half_up);
}

std::vector<Product> all_products() {
    using enum ProductKind;
    return {
        {1, hosting, "Starter", "9.95|9.45|8.95|7.95|6.95", "25.00|25.00|15.00|0.00|0.00", 2, 30},
        {2, hosting, "Business", "19.95|18.95|17.95|16.50|14.95", "30.00", 2, 30},
        {3, hosting, "Professional", "39.95|37.95|35.00|32.50", "50.00|50.00|25.00|0.00", 2, 14},
        {4, hosting, "Reseller", "79.00|75.00", "0", 2, 6},
        {5, hosting, "Dedicated P4", "149.00", "99.00", 2, 4},
        {6, hosting, "Dedicated Xeon", "299.00|289.00|279.00", "199.00|199.00|99.00", 2, 2},
        {7, hosting, "E-mail Only", "4.95|0|4.50|3.95|0", "", 2, 6},
        {8, hosting, "Community Site", "5.00|0.00|0.00|0.00", "10.00|0.00", 2, 3},
        {9, hosting, "Charity", "0.00", "0.00", 2, 2},
        {10, addon, "Extra Disk 1 GB", "2.00|2.00|2.00|1.50|1.50", "0", 2, 40},
        {11, addon, "Dedicated IP", "3.00|3.00|2.75|2.50|2.25", "5.00|5.00|5.00|0.00|0.00", 2, 30},
        {12, addon, "Nightly Backup", "4.00|3.75|3.50|3.00|2.50", "", 2, 30},
        {13, once, "SSL Certificate", "149.00", "0", 2, 30},
        {14, once, "Site Transfer", "35.00", "", 2, 50},
        {15, once, "Logo Design (two drafts)", "120.00|0|0|0|0", "0", 2, 20},
        {16, domain, "Domain .com", "0", "0", 2, 0},
        {17, domain, "Domain .net and .org", "0", "0", 2, 0},
        {18, domain, "Domain, country codes", "0", "0", 2, 0},
        {19, hosting, "FrontPage 2000", "14.95|14.00||", "20.00", 1, 2},
        {20, hosting, "Student", "3.50|3.33|3.25|3.10|2.99", "0", 2, 5},
    };
}

std::vector<Coupon> all_coupons() {
    const Decimal none(0, 2);
    return {
        {1, "WELCOME10", Decimal(10, 2), none, "Ten percent off the first order", 2, 41, 0, false,
         true},
        {2, "SPRING2003", Decimal(15, 2), none, "Mailing of March", 1, 12, 100, false, false},
        {3, "FIVEOFF", none, Decimal(500, 2), "", 2, 7, 50, false, false},
        {4, "PARTNER20", Decimal(20, 2), none, "Partners, at renewals too", 2, 3, 0, true, false},
        {5, "XMAS2004", none, Decimal(1200, 2), "Caf\u00e9 newsletter \u2013 December", 1, 98, 100,
         false, true},
        {6, "LOYAL", Decimal(5, 2), none, "R&amp;D list", 2, 0, 0, true, false},
    };
}

}  // namespace

bool Product::prices(int cycle) const {
    return part_of(cycle) == 0 || stands(written(price, part_of(cycle)));
}

Decimal Product::unit(int cycle) const {
    return picked(price, cycle);
}

Decimal Product::setup_for(int cycle) const {
    return picked(setup, cycle);
}

Catalogue Catalogue::make() {
    Catalogue made;
    made.products = all_products();
    made.tlds = {{".com", 16, Decimal(1295, 2), 60},  {".net", 17, Decimal(1350, 2), 12},
                 {".org", 17, Decimal(1350, 2), 12},  {".de", 18, Decimal(2400, 2), 6},
                 {".co.uk", 18, Decimal(1900, 2), 6}, {".ca", 18, Decimal(2250, 2), 4}};
    made.zones = {{1, "US", "NY", Decimal(825, 2), "NY sales tax"},
                  {2, "US", "NJ", Decimal(600, 2), "NJ sales tax"},
                  {3, "CA", "none", Decimal(700, 2), "GST"},
                  {4, "GB", "none", Decimal(1750, 2), "VAT"}};
    made.coupons = all_coupons();
    made.office = Office::make();
    return made;
}

const Product& Catalogue::product(std::int64_t id) const {
    for (const Product& product : products)
        if (product.id == id) return product;
    throw Error(Fault::internal, "the sample's catalogue has no product " + std::to_string(id));
}

const TaxZone* Catalogue::zone(std::string_view country, std::string_view region) const {
    for (const TaxZone& zone : zones)
        if (zone.country == country && (zone.region == "none" || zone.region == region))
            return &zone;
    return nullptr;
}

}  // namespace tieout::sample
