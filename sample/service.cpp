#include "sample/service.h"

#include <array>

#include "sample/people.h"

namespace tieout::sample {

namespace {

constexpr bool is_standard(int cycle) {
    return cycle == 1 || cycle == 3 || cycle == 6 || cycle == 12 || cycle == 24;
}

int code_of_years(int years) {
    return years == 1 ? 111 : years < 9 ? 100 + 12 * years : 1000 + 12 * years;
}

template <class Choices, class Fits>
const auto& weighted(Random& random, const Choices& choices, Fits fits) {
    int sum = 0;
    for (const auto& choice : choices)
        if (fits(choice)) sum += choice.share;
    int left = random.below(sum);
    for (const auto& choice : choices)
        if (fits(choice) && (left -= choice.share) < 0) return choice;
    return choices[0];
}

const Product& product_of(const Host& host, Random& random, ProductKind kind) {
    return weighted(random, host.catalogue.products,
                    [&](const Product& p) { return p.kind == kind && p.status == 2; });
}

int cycle_for(Random& random, const Product& product) {
    static constexpr std::array<int, 20> habits{1, 1, 1, 1, 1, 1, 1, 1,  1,  1,
                                                1, 1, 1, 1, 3, 3, 6, 12, 12, 24};
    const int wished = random.pick(habits);
    return product.prices(wished) ? wished : 1;
}

Service bought(const Product& product, int cycle, Date day) {
    Service service;
    service.product = &product;
    service.cycle = cycle;
    service.row.cycle = std::to_string(cycle);
    service.row.product = product.id;
    service.unit = product.unit(cycle);
    service.setup = product.setup_for(cycle);
    service.ordered = day;
    service.ends = never;
    return service;
}

// A price of his own, a discount, more than one: some clients bargain.
void bargain(Random& random, Service& service) {
    if (random.percent(6) && !service.unit.is_zero()) {
        service.unit = (service.unit * Decimal(85, 2)).rounded(2, Rounding::half_up);
        service.row.price_override = service.unit.text();
    }
    if (random.percent(8)) {
        static constexpr std::array<int, 5> rates{5, 10, 15, 20, 33};
        service.row.discount = Decimal(random.pick(rates), 2);
    }
    if (random.percent(5)) service.row.quantity = random.between(2, 12);
}

Service domain_service(const Host& host, Random& random, std::int64_t client, Date day, int parent,
                       int nth) {
    const Tld& tld = weighted(random, host.catalogue.tlds, [](const Tld&) { return true; });
    static constexpr std::array<int, 10> terms{1, 1, 1, 1, 1, 1, 2, 2, 3, 5};
    const int years = random.pick(terms);
    Service service = bought(host.catalogue.product(tld.product), code_of_years(years), day);
    service.years = years;
    service.unit = tld.a_year * Decimal::of(years);
    service.setup = Decimal(0, 2);
    service.row.price_override = service.unit.text();
    service.parent = parent;
    service.domain = domain_label(random, client, nth) + std::string(tld.ending);
    return service;
}

}  // namespace

int Service::interval_months() const {
    if (of_domain()) return years * 12;
    return cycle > 100 ? cycle - 100 : cycle;
}

Decimal Service::charge() const {
    const Decimal one = unit * Decimal::of(row.quantity);
    return is_standard(cycle) ? one * Decimal::of(cycle) : one;
}

std::vector<Service> order(const Host& host, Random& random, std::int64_t client, Date day,
                           int first) {
    std::vector<Service> made;
    const Product& main = product_of(host, random, ProductKind::hosting);
    made.push_back(bought(main, cycle_for(random, main), day));
    bargain(random, made[0]);
    const int domains = random.percent(75) ? random.percent(20) ? 2 : 1 : 0;
    for (int nth = 0; nth < domains; ++nth)
        made.push_back(domain_service(host, random, client, day, first, first * 2 + nth));
    if (domains > 0) made[0].domain = made[1].domain;
    if (random.percent(25)) {
        const Product& addon = product_of(host, random, ProductKind::addon);
        made.push_back(bought(addon, addon.prices(made[0].cycle) ? made[0].cycle : 1, day));
        made.back().parent = first;
    }
    if (random.percent(10))
        made.push_back(bought(product_of(host, random, ProductKind::once), 100, day));
    return made;
}

std::vector<Service> steady_order(const Host& host, Random& random, std::int64_t client, Date day,
                                  const Shape& shape) {
    std::vector<Service> made;
    made.push_back(bought(host.catalogue.product(shape.product), shape.cycle, day));
    made.push_back(domain_service(host, random, client, day, 0, 0));
    made[0].domain = made[1].domain;
    return made;
}

}  // namespace tieout::sample
