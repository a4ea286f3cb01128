// modernbill.md section 5, where the problem lives in what hangs on services: log-ins, domains'
// packages, affiliates, agreements, queued charges, cards.
#include "sample/defect.h"
#include "sample/hosting.h"

namespace tieout::sample {

namespace {

LogInRow& log_in_of(Planting& p, const PackageRow& package) {
    for (LogInRow& row : p.book.log_ins)
        if (row.package == package.id) return row;
    LogInRow row;
    row.id = extra_id(p.book.client.id, 7);
    row.client = package.client;
    row.package = package.id;
    return p.book.log_ins.emplace_back(std::move(row));
}

// A second log-in of the hosting service.
LogInRow& another_log_in(Planting& p) {
    LogInRow row = log_in_of(p, p.service());
    row.id = extra_id(p.book.client.id, 0);
    row.domain.reset();
    return p.book.log_ins.emplace_back(std::move(row));
}

void log_in_of_no_service(Planting& p) {
    LogInRow& row = another_log_in(p);
    row.package = p.ids.unused(Numbered::package) + p.instance;
    p.at("account_details", row.id, "package " + std::to_string(row.package) + " is gone");
}

void database_of_no_service(Planting& p) {
    const std::int64_t id = extra_id(p.book.client.id, 0);
    const std::int64_t gone = p.ids.unused(Numbered::package) + p.instance;
    p.book.databases.push_back({id, p.book.client.id, gone, 1, "lost", "lost", "secret", 0});
    p.at("account_dbs", id, "package " + std::to_string(gone) + " is gone");
}

void log_in_of_another_client(Planting& p) {
    LogInRow& row = log_in_of(p, p.service());
    row.client = p.partner->client.id;
    p.at("account_details", row.id, "its service's client is another");
}

void mailbox_of_another_client(Planting& p) {
    const std::int64_t id = extra_id(p.book.client.id, 0);
    p.book.mailboxes.push_back(
        {id, p.partner->client.id, p.service().id, "", "astray", "secret", "0", 0, 0, 0});
    p.at("account_pops", id, "its service's client is another");
}

void astray(Planting& p) {
    static constexpr void (*variants[])(Planting&) = {
        log_in_of_no_service, log_in_of_another_client, database_of_no_service,
        mailbox_of_another_client};
    variants[p.instance % 4](p);
}

void domain_of_log_in_deleted(Planting& p) {
    LogInRow& row = log_in_of(p, p.service());
    row.domain = p.ids.unused(Numbered::domain) + p.instance;
    p.at("account_details", row.id, "domain " + std::to_string(*row.domain) + " is gone");
}

void two_log_ins(Planting& p) {
    LogInRow& row = another_log_in(p);
    row.username += p.turn(0, 2) ? "old" : "new";
    row.password.reset();
    row.ip.reset();
    p.at("client_package", p.service().id, "a second log-in, " + row.username);
    p.also("account_details", row.id);
}

void domain_of_another_item(Planting& p) {
    LogInRow& row = log_in_of(p, p.service());
    row.domain = p.partner->domain.id;
    p.at("account_details", row.id, "domain of client " + std::to_string(p.partner->client.id));
}

void domain_of_a_service_only(Planting& p) {
    PackageRow& row = p.service_alone();
    p.also("account_details", log_in_of(p, row).id);
    row.domain = "elsewhere-" + std::to_string(row.id) + ".example.com";
}

void same_affiliate_code(Planting& p) {
    const std::int64_t other = affiliate_of(p.host, p.book.client.id);
    AffiliateRow row;
    row.id = extra_id(p.book.client.id, 0);
    row.client = p.book.client.id;
    row.code = (p.turn(0, 2) ? "FRIEND" : "friend") + std::to_string(other);
    p.book.affiliates.push_back(row);
    p.at("affiliate_config", row.id, "the code of affiliate " + std::to_string(other));
    p.also("affiliate_config", other);
}

void affiliate_twice(Planting& p) {
    for (int nth = 0; nth < 2; ++nth) {
        AffiliateRow row;
        row.id = extra_id(p.book.client.id, nth);
        row.client = p.book.client.id;
        row.code = "TWICE" + std::to_string(row.id);
        p.book.affiliates.push_back(row);
        if (nth == 0)
            p.also("affiliate_config", row.id);
        else
            p.at("affiliate_config", row.id, "the client is an affiliate already");
    }
}

void bad_affiliate(Planting& p) {
    if (p.turn(1, 2)) return affiliate_twice(p);
    PackageRow& row = p.service_alone("an affiliate code of nobody");
    row.affiliate_code = "GONE" + std::to_string(p.instance);
    row.affiliate_paid = 0;
}

// A transfer: the domain's row was made, a package was not.
void domain_without_service(Planting& p) {
    const std::int64_t package = p.domain_service().id;
    p.service().domain.reset();
    std::erase_if(p.book.log_ins, [&](const LogInRow& row) { return row.package == package; });
    log_in_of(p, p.service()).domain.reset();
    p.book.packages.erase(p.book.packages.begin() + 1);
    p.domain("transferred: no package");
}

void domain_price_of_its_own(Planting& p) {
    PackageRow& row = p.domain_service();
    row.price_override = p.turn(0, 2) ? "9.99" : "149.00";
    p.at("client_package", row.id, "pays " + row.price_override);
}

void charge_waiting(Planting& p) {
    const InvoiceRow& invoice = p.invoice();
    QueueRow row{extra_id(p.book.client.id, 0),
                 p.book.client.id,
                 invoice.id,
                 invoice.amount,
                 "%8F%2C%A1%03%D4",
                 "08/2006",
                 invoice.saved};
    p.book.queue.push_back(row);
    p.at("authnet_batch", row.id, "of invoice " + std::to_string(invoice.id));
}

void two_agreements(Planting& p) {
    p.book.agreements.clear();
    AgreementRow row;
    row.client = p.book.client.id;
    row.reference = "S-T" + std::to_string(p.book.client.id);
    row.gateway = "5";
    for (int nth = 0; nth < 2; ++nth) {
        row.id = extra_id(p.book.client.id, nth);
        row.invoice = p.invoice(1 - nth).id;
        row.created = row.changed = p.invoice(1 - nth).saved;
        p.book.agreements.push_back(row);
    }
    p.at("client_subscriptions", extra_id(p.book.client.id, 0), "the older of one reference");
    p.also("client_subscriptions", extra_id(p.book.client.id, 1));
}

ClientRow& pays_by_card(Planting& p) {
    ClientRow& client = p.client();
    client.card_type = "Visa-4242";
    client.card_number = "%8F%2C%A1%03%D4%9B";
    client.card_expiry = "08/2006";
    return client;
}

// Keyed by the client's stamp alone, or in hexadecimal: nothing in the row says which it is.
void encrypted_card(Planting& p) {
    ClientRow& client = pays_by_card(p);
    if (p.turn(0, 2)) {
        client.card_number = "9f86d081884c7d659a2feaa0c55ad015";
        client.card_type = "";
        return;
    }
    client.saved += 86'400;
    p.tolerate();
}

void odd_card_text(Planting& p) {
    ClientRow& client = pays_by_card(p);
    if (p.turn(0, 4)) client.card_type = "-1234";
    if (p.turn(1, 4)) client.card_expiry = "13/2006";
    if (p.turn(2, 4)) client.card_expiry = "soon";
    if (!p.turn(3, 4)) return;
    client.card_expiry = "08/06";
    p.tolerate();
}

void card_type_cut(Planting& p) {
    pays_by_card(p).card_type = "American Express Corporat";
}

void forbidden_data(Planting& p) {
    ClientRow& client = p.client();
    if (p.turn(0, 3)) client.card_code = 123;
    if (p.turn(1, 3)) {
        client.bank_name = "First Bank";
        client.bank_account = "000123456789";
    }
    if (p.turn(2, 3)) client.license_number = "D1234567";
}

}  // namespace

void add_service_defects(std::vector<Defect>& defects) {
    using enum Share;
    defects.insert(
        defects.end(),
        {{6, usual, "a log-in, database or mailbox of another service or client", astray, false,
          true},
         {7, usual, "a log-in of a deleted domain", domain_of_log_in_deleted},
         {8, usual, "a service with two log-ins", two_log_ins},
         {9, rare, "a log-in of another item's domain", domain_of_another_item, false, true},
         {25, usual, "a domain that only a service names", domain_of_a_service_only},
         {26, rare, "an affiliate code twice", same_affiliate_code},
         {27, usual, "an affiliate twice, or the code of none", bad_affiliate},
         {40, usual, "a domain without a service", domain_without_service},
         {54, usual, "a domain's price that is not the list's", domain_price_of_its_own},
         {79, rare, "a card charge that waits", charge_waiting},
         {80, usual, "two agreements of one reference", two_agreements},
         {95, usual, "a card's brand cut at its column", card_type_cut},
         {102, usual, "an encrypted card", encrypted_card},
         {103, usual, "a card without brand, or with an odd expiry", odd_card_text},
         {104, usual, "a CVV, bank or identity data in plain text", forbidden_data}});
}

}  // namespace tieout::sample
