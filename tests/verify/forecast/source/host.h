// A little host in a few words: services, clients and terms for the tests of the source's forecast.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "tests/verify/forecast/whole.h"
#include "verify/forecast/source/local_time.h"
#include "verify/forecast/source/project.h"

namespace tieout::tests {

using namespace verify::forecast;
using namespace verify::forecast::source;

inline Decimal dec(const char* text) {
    return *Decimal::parse(text);
}
inline Date day(const char* text) {
    return *Date::parse(text);
}
inline std::string text(const Decimal& number) {
    return number.normalized().text();
}

// Of all clients.
inline Readings whole(const Books& books, const Terms& terms) {
    Readings all;
    Projector projector(books, terms);
    for (const std::string* client : by_key(projector.clients())) {
        Readings readings = projector.of(*client);
        append(std::move(readings.faithful), all.faithful);
        append(std::move(readings.intended), all.intended);
    }
    return all;
}

class Host {
public:
    explicit Host(const std::string& zone = "America/New_York") : time_(zone) {
        terms.zone = zone;
        terms.as_of = day("2004-01-01");
    }

    std::int64_t at(const char* date) const { return time_.midnight(day(date)); }

    Customer& client(const std::string& key) {
        Customer customer;
        customer.key = key;
        books.customers.push_back(customer);
        return books.customers.back();
    }
    void price(const std::string& product, const std::string& recurring,
               const std::string& setup = "0") {
        books.prices[product] = {recurring, setup};
    }
    // Billed before, so that it renews. The reference lives until the next service is added.
    Service& service(const std::string& client, const std::string& key, const std::string& product,
                     const std::string& cycle, const char* renews) {
        Service service;
        service.key = key;
        service.client = client;
        service.product = product;
        service.cycle = cycle;
        service.start = service.renewed = at("2003-01-01");
        service.renew = at(renews);
        books.services.push_back(service);
        return books.services.back();
    }
    void credit(const std::string& client, const std::string& key, const char* amount,
                const char* given = "2003-06-01", const std::string& comment = "goodwill") {
        books.credits.push_back({key, client, dec(amount), comment, at(given)});
    }

    Readings project() const { return whole(books, terms); }

    Books books;
    Terms terms;

private:
    LocalTime time_;
};

// "2004-01-01 1 20.00" a line: run, client, total.
inline std::vector<std::string> lines(const Projection& projection) {
    std::vector<std::string> lines;
    for (const ProjectedInvoice& invoice : projection.invoices)
        lines.push_back(invoice.run.text() + " " + invoice.client + " " + invoice.total.text());
    return lines;
}

inline std::vector<std::string> totals(const Projection& projection) {
    std::vector<std::string> totals;
    for (const ProjectedInvoice& invoice : projection.invoices)
        totals.push_back(invoice.total.text());
    return totals;
}

// "stale_renewal 1/11 20": id, client/service, and the amount; the run where there is one.
inline std::vector<std::string> flags(const Projection& projection) {
    std::vector<std::string> lines;
    for (const Flag& flag : projection.flags)
        lines.push_back(flag.id + " " + flag.client +
                        (flag.service.empty() ? "" : "/" + flag.service) +
                        (flag.run ? " " + flag.run->text() : "") + " " + text(flag.amount));
    return lines;
}

inline bool speaks(const Flag& flag, const std::string& client, int month) {
    return flag.client == client && (!flag.run || month_number(*flag.run) == month);
}

}  // namespace tieout::tests

#include <ostream>

namespace std {
inline ostream& operator<<(ostream& out, const vector<string>& lines) {
    for (const auto& line : lines)
        out << "\n  " << line;
    return out;
}
}  // namespace std
