// modernbill.md 5.2: what v5 wants once and v4 has twice.
#include "sample/defect.h"

namespace tieout::sample {

namespace {

std::string upper(std::string text) {
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

void also_partner(Planting& p) {
    p.also("client_info", p.partner->client.id);
}

void same_mail(Planting& p) {
    p.client().email = p.partner->client.email;
    also_partner(p);
}

void almost_same_mail(Planting& p) {
    const std::string& mail = p.partner->client.email;
    if (p.turn(0, 4))
        p.client("letter case").email = upper(mail);
    else if (p.turn(1, 4))
        p.client("a blank after it").email = mail + " ";
    else if (p.turn(2, 4))
        p.client("a dot after it").email = mail + ".";
    else
        p.client("empty").email = "";
    if (!p.turn(3, 4)) also_partner(p);
}

void two_mails(Planting& p) {
    ClientRow& client = p.client();
    client.email += ", billing" + std::to_string(client.id) + "@example.com";
}

void same_user_name(Planting& p) {
    if (p.turn(1, 3)) {
        p.client("empty: the e-mail address stands in").username = "";
        p.tolerate();
        return;
    }
    p.client().username =
        p.turn(0, 3) ? *p.partner->client.username : upper(*p.partner->client.username);
    also_partner(p);
}

void same_domain(Planting& p) {
    DomainRow& row = p.domain();
    row.name = p.partner->domain.name;
    p.service().domain = p.domain_service().domain = row.name;
    p.also("domain_names", p.partner->domain.id);
}

void domain_variant(Planting& p) {
    DomainRow& row = p.domain();
    switch (p.instance % 5) {
        case 0:
            row.name = upper(row.name);
            break;
        case 1:
            row.name = "www." + row.name;
            break;
        case 2:
            row.name = "http://" + row.name;
            break;
        case 3:
            row.name += ".";
            break;
        default:
            row.name += " ";
    }
    p.service().domain = p.domain_service().domain = row.name;
}

// Even instances double a coupon, odd ones a product that nobody has.
void same_name_twice(Catalogue& catalogue, int instance, Planted& entry) {
    if (instance % 2 == 0) {
        Coupon again = catalogue.coupons[static_cast<std::size_t>(instance / 2) % 3];
        entry.also.push_back({"coupon_codes", std::to_string(again.id)});
        again.id = catalogue.coupons.back().id + 1;
        if (instance % 4 == 2) again.code[0] = 'w';
        entry.row = {"coupon_codes", std::to_string(again.id)};
        catalogue.coupons.push_back(again);
        return;
    }
    Product again = catalogue.products[static_cast<std::size_t>(instance / 2) % 3];
    entry.also.push_back({"package_type", std::to_string(again.id)});
    again.id = catalogue.products.back().id + 1;
    again.share = 0;
    entry.row = {"package_type", std::to_string(again.id)};
    catalogue.products.push_back(again);
}

// An ending that is listed twice, once without the dot or in capitals.
void tld_twice(Catalogue& catalogue, int instance, Planted& entry) {
    static constexpr std::string_view endings[] = {"com", ".NET"};
    Tld again = catalogue.tlds[static_cast<std::size_t>(instance) % 2];
    again.ending = endings[static_cast<std::size_t>(instance) % 2];
    again.share = 0;
    catalogue.tlds.push_back(again);
    entry.row = {"tld_config", std::to_string(catalogue.tlds.size())};
    entry.also.push_back({"tld_config", std::to_string(instance % 2 + 1)});
}

void odd_packed_price(Catalogue& catalogue, int instance, Planted& entry) {
    static constexpr std::string_view prices[] = {"19.95|18.95|17.95|16.95|15.95|14.95",
                                                  "$15.00|$14.00",
                                                  "1,200.00|1,150.00",
                                                  "12,50",
                                                  "15.00 USD",
                                                  "call us"};
    Product odd;
    odd.id = catalogue.products.back().id + 1;
    odd.name = "Special offer " + std::to_string(odd.id);
    odd.price = prices[static_cast<std::size_t>(instance) % 6];
    odd.setup = "0";
    entry.row = {"package_type", std::to_string(odd.id)};
    entry.note = odd.price;
    catalogue.products.push_back(odd);
}

void free_or_fallback(Catalogue& catalogue, int instance, Planted& entry) {
    Product product;
    product.id = catalogue.products.back().id + 1;
    product.name = "Promotion " + std::to_string(product.id);
    product.price = instance % 2 == 0 ? "20.00|0.00|0|" : "20.00|0|0.00|0.0|0";
    product.setup = instance % 2 == 0 ? "25.00|25.00|25.00|0.00" : "10.00|0";
    entry.row = {"package_type", std::to_string(product.id)};
    entry.note = product.price;
    catalogue.products.push_back(product);
}

}  // namespace

void add_unique_defects(std::vector<Defect>& defects) {
    using enum Share;
    defects.insert(
        defects.end(),
        {{18, usual, "the e-mail address of another client", same_mail, false, true},
         {19, usual, "an e-mail address that differs in case, blank or dot, or is empty",
          almost_same_mail, false, true},
         {20, usual, "two e-mail addresses in one column", two_mails},
         {21, usual, "the user name of another client, or none", same_user_name, false, true},
         {23, usual, "a domain of two clients", same_domain, false, true},
         {24, usual, "a domain written otherwise", domain_variant}});
}

std::vector<SetUpDefect> set_up_defects() {
    std::vector<SetUpDefect> defects{
        {26, Share::rare, "a coupon code or product name twice", same_name_twice},
        {26, Share::rare, "a domain ending twice", tld_twice},
        {43, Share::usual, "a packed price with more than numbers and bars", odd_packed_price},
        {44, Share::usual, "parts \"0\" (falls back) and \"0.00\" (free)", free_or_fallback, true}};
    add_office_defects(defects);
    return defects;
}

}  // namespace tieout::sample
