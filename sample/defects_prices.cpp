// modernbill.md 5.4: prices, cycles, quantities and discounts of a client's own.
#include "sample/defect.h"

namespace tieout::sample {

namespace {

void odd_override(Planting& p) {
    PackageRow& row = p.service_alone();
    row.price_override = p.variant({"-5.00", "free", "$9.95", "n/a"});
    p.at("client_package", row.id, row.price_override);
}

// The whole life of this client was billed so (see the shape): the year costs twelve times the
// monthly part.
void unpriced_cycle(Planting& p) {
    p.at("client_package", p.service().id, "yearly, of a price with a monthly part only");
}

void cycle_of_nothing(Planting& p) {
    PackageRow& row = p.service_alone();
    row.cycle = p.variant({"0", ""});
}

void odd_discount(Planting& p) {
    static const Decimal rates[] = {Decimal(1000, 2), Decimal(-10, 2), Decimal(150, 2)};
    PackageRow& row = p.service_alone();
    row.discount = rates[p.instance % 3];
    p.at("client_package", row.id, row.discount.text());
}

void odd_quantity(Planting& p) {
    p.service().quantity = p.turn(0, 2) ? 0 : -1;
    p.at("client_package", p.service().id, std::to_string(p.service().quantity));
    p.also("client_package", p.domain_service().id);
}

}  // namespace

void add_price_defects(std::vector<Defect>& defects) {
    using enum Share;
    defects.insert(defects.end(),
                   {{47, usual, "a price of the client's own that is no price", odd_override},
                    {48, common, "a cycle that the catalogue does not price", unpriced_cycle, true,
                     false, Shape{true, one_part_product, 12}},
                    {51, usual, "an active service on cycle 0 or none", cycle_of_nothing},
                    {52, usual, "a discount above one or below zero", odd_discount},
                    {53, usual, "a quantity of none or less", odd_quantity}});
}

}  // namespace tieout::sample
