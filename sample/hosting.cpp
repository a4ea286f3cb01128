#include "sample/hosting.h"

#include <algorithm>
#include <array>

namespace tieout::sample {

namespace {

std::string digits(std::int64_t number, std::size_t length) {
    std::string text = std::to_string(number);
    return std::string(length - std::min(length, text.size()), '0') + text;
}

const DomainRow* domain_named(const Book& book, const Text& name) {
    for (const DomainRow& row : book.domains)
        if (name && row.name == *name) return &row;
    return nullptr;
}

PackageRow* package_of(Book& book, std::int64_t id) {
    for (PackageRow& row : book.packages)
        if (row.id == id) return &row;
    return nullptr;
}

class Hosting {
public:
    Hosting(const Host& host, Book& book) : host_(host), book_(book) {}

    void add() {
        for (PackageRow& row : book_.packages)
            settle(row);
        for (PackageRow& row : book_.packages)
            if (kind_of(row) == ProductKind::domain) register_domain(row);
        agree();
        become_affiliate();
    }

private:
    ProductKind kind_of(const PackageRow& row) const {
        return host_.catalogue.product(row.product).kind;
    }

    // Only what is hosted has a log-in; v4 keeps it on the package too.
    void settle(PackageRow& row) {
        row.username.reset();
        if (kind_of(row) != ProductKind::hosting) return;
        row.username = *book_.client.username + (hosted_++ == 0 ? "" : "x" + digits(row.id, 1));
        row.server = "web" + std::to_string(row.id % 3 + 1) + ".example.net";
        row.ip = "192.0.2." + std::to_string(row.id % 250 + 1);
        if (row.id % 4 == 0) row.external_id = std::to_string(7000 + row.id);
        if (row.id % 5 == 1) refer(row);
        LogInRow& log_in = add_log_in(row, row.id * 2);
        if (const DomainRow* domain = domain_named(book_, row.domain)) log_in.domain = domain->id;
        if (row.id % 3 == 0) add_database(row);
        add_mailboxes(row);
        if (row.id % 9 == 0) book_.variables.push_back({row.id, row.id, "Shell access", "no"});
    }

    LogInRow& add_log_in(const PackageRow& host, std::int64_t id) {
        LogInRow row;
        row.id = id;
        row.client = host.client;
        row.package = host.id;
        row.server = *host.server;
        row.username = *host.username;
        row.ip = host.ip;
        row.password = "pw" + digits(host.id * 7919 % 1'000'000, 6);
        return book_.log_ins.emplace_back(std::move(row));
    }

    // Some packages of domains know theirs by its name only.
    void register_domain(const PackageRow& row) {
        const DomainRow* domain = domain_named(book_, row.domain);
        const PackageRow* main = package_of(book_, row.parent.value_or(0));
        if (domain == nullptr || main == nullptr || !main->username || row.id % 4 == 3) return;
        LogInRow& log_in = add_log_in(*main, row.id * 2 + 1);
        log_in.package = row.id;
        log_in.domain = domain->id;
    }

    void add_database(const PackageRow& host) {
        DatabaseRow row;
        row.id = host.id;
        row.client = host.client;
        row.package = host.id;
        row.kind = host.id % 2 == 0 ? 1 : 3;
        row.name = "db" + std::to_string(host.id);
        row.user = "dbu" + std::to_string(host.id);
        row.password = "pw" + digits(host.id * 104'729 % 1'000'000, 6);
        row.saved = host.saved;
        book_.databases.push_back(std::move(row));
    }

    void add_mailboxes(const PackageRow& host) {
        for (int nth = 0; nth < static_cast<int>(host.id % 3); ++nth) {
            MailboxRow row;
            row.id = host.id * 2 + nth;
            row.client = host.client;
            row.package = host.id;
            row.real_name = nth == 0 ? book_.client.first_name + " " + book_.client.last_name : "";
            row.user = (nth == 0 ? "info" : "sales") + std::to_string(host.id);
            row.password = "pw" + digits(row.id * 1'299'709 % 1'000'000, 6);
            row.space = nth == 0 ? "10" : "0";
            row.ftp = host.id % 2;
            row.saved = host.saved;
            book_.mailboxes.push_back(std::move(row));
        }
    }

    void refer(PackageRow& row) {
        const std::int64_t affiliate = affiliate_of(host_, book_.client.id);
        if (affiliate == book_.client.id) return;
        row.affiliate_code = "FRIEND" + std::to_string(affiliate);
        if (row.renewed_on > row.start) row.affiliate_paid = row.renewed_on;
    }

    void agree() {
        if (book_.client.method != "5" || book_.invoices.empty()) return;
        const InvoiceRow& first = book_.invoices.front();
        AgreementRow row;
        row.id = first.id;
        row.client = book_.client.id;
        row.invoice = first.id;
        row.status = book_.client.status == "2" ? 1 : 3;
        row.reference = "S-" + digits(first.id * 7919 + 1'000'003, 12);
        row.gateway = "5";
        row.created = first.saved;
        row.changed = book_.client.status == "2" ? 0 : book_.invoices.back().saved;
        book_.agreements.push_back(std::move(row));
    }

    void become_affiliate() {
        const std::int64_t client = book_.client.id;
        if (client != host_.clients && client % 40 != 1) return;
        if (client - 1 < host_.clients * 4 / 5) return;
        AffiliateRow row;
        row.id = row.client = client;
        row.code = "FRIEND" + std::to_string(client);
        row.kind = client % 80 == 1 ? 2 : 1;
        row.cycle = row.kind == 2 ? 100 : 1;
        if (row.kind == 2) row.pays = Decimal(500, 2);
        row.paid = Decimal(client % 900 * 125, 2);
        row.hits = client % 700;
        row.orders = client % 12;
        row.saved = book_.client.saved;
        book_.affiliates.push_back(std::move(row));
    }

    const Host& host_;
    Book& book_;
    int hosted_ = 0;
};

}  // namespace

void add_hosting(const Host& host, Book& book) {
    Hosting(host, book).add();
}

std::int64_t affiliate_of(const Host& host, std::int64_t client) {
    const std::int64_t from = host.clients * 4 / 5 + 1;
    const std::int64_t first = from + (41 - from % 40) % 40;
    if (first > host.clients) return host.clients;
    return first + client % ((host.clients - first) / 40 + 1) * 40;
}

std::int64_t extra_id(std::int64_t client, int nth) {
    return 1'000'000'000 + client * 8 + nth;
}

}  // namespace tieout::sample
