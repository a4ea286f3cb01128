#include "verify/forecast/source/read.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/error.h"
#include "verify/forecast/source/numbers.h"
#include "verify/forecast/source/statement.h"

namespace tieout::verify::forecast::source {
namespace {

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

// "a, b" as its parts.
std::vector<std::string> parts(std::string_view list) {
    std::vector<std::string> parts;
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        const std::string_view part = trimmed(list.substr(0, comma));
        if (!part.empty()) parts.emplace_back(part);
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return parts;
}

// Codes are equal as trimmed text, or as numbers where both are numbers; '' is 0.
bool same_code(std::string_view a, std::string_view b) {
    a = trimmed(a);
    b = trimmed(b);
    if (a == b) return true;
    const auto x = Decimal::parse(a.empty() ? "0" : a), y = Decimal::parse(b.empty() ? "0" : b);
    return x && y && *x == *y;
}

std::string option(const SidePlan& plan, const std::string& name) {
    const auto found = plan.options.find(name);
    return found == plan.options.end() ? std::string() : found->second;
}

class Codes {
public:
    Codes(const SidePlan& plan, const std::string& name) : codes_(parts(option(plan, name))) {}
    bool hold(std::string_view code) const {
        return std::any_of(codes_.begin(), codes_.end(),
                           [&](const std::string& known) { return same_code(known, code); });
    }

private:
    std::vector<std::string> codes_;
};

// "1: inactive, 3: pending"
class Words {
public:
    Words(const SidePlan& plan, const std::string& name) {
        for (const std::string& part : parts(option(plan, name))) {
            const std::size_t colon = std::min(part.find(':'), part.size());
            words_.emplace_back(
                part.substr(0, colon),
                trimmed(std::string_view(part).substr(std::min(colon + 1, part.size()))));
        }
    }
    // `otherwise`: where no word is said for the code.
    std::string word(std::string_view code, const std::string& otherwise) const {
        for (const auto& [known, word] : words_)
            if (same_code(known, code)) return word;
        return otherwise;
    }
    std::string state(std::string_view code) const {
        return word(code, "of status `" + std::string(trimmed(code)) + "`");
    }

private:
    std::vector<std::pair<std::string, std::string>> words_;
};

std::int64_t moment(std::string_view text) {
    std::int64_t seconds = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), seconds);
    return end.ec == std::errc() ? seconds : 0;
}

// A number beyond all amounts is kept as one that no tariff accepts.
Decimal number(std::string_view text) {
    static const Decimal beyond(1'000'000'000'000, 0);
    return leading_number(text).value_or(beyond);
}

void read_customers(db::Session& session, const SidePlan& plan, Books& books) {
    StatementRows rows(session, plan, "clients",
                       {"client", "status", "country", "region", "currency", "exempt"});
    const Codes billed(plan, "billed_clients");
    const Words states(plan, "client_states"), currencies(plan, "currency_names");
    while (rows.next()) {
        const std::string currency(trimmed(rows.at(4)));
        books.customers.push_back({rows.text(0), billed.hold(rows.at(1)), states.state(rows.at(1)),
                                   rows.text(2), rows.text(3), currencies.word(currency, currency),
                                   same_code(rows.at(5), "1")});
    }
}

void read_services(db::Session& session, const SidePlan& plan, Books& books) {
    StatementRows rows(session, plan, "services",
                       {"service", "client", "product", "status", "cycle", "quantity", "own_price",
                        "discount", "starts", "renews", "renewed"});
    const Codes billed(plan, "billed_services"), meant(plan, "meant_services");
    const Words states(plan, "service_states");
    while (rows.next()) {
        Service service{rows.text(0),        rows.text(1),       rows.text(2),
                        rows.text(4),        rows.text(6),       number(rows.at(5)),
                        number(rows.at(7)),  moment(rows.at(8)), moment(rows.at(9)),
                        moment(rows.at(10)), Standing::none,     states.state(rows.at(3))};
        if (billed.hold(rows.at(3)))
            service.standing = Standing::billed;
        else if (meant.hold(rows.at(3)))
            service.standing = Standing::meant;
        books.services.push_back(std::move(service));
    }
}

void read_prices(db::Session& session, const SidePlan& plan, Books& books) {
    StatementRows rows(session, plan, "prices", {"product", "price", "setup"});
    while (rows.next())
        books.prices[rows.text(0)] = {rows.text(1), rows.text(2)};
}

void read_credits(db::Session& session, const SidePlan& plan, Books& books) {
    StatementRows rows(session, plan, "credits", {"credit", "client", "amount", "note", "given"});
    while (rows.next())
        books.credits.push_back(
            {rows.text(0), rows.text(1), number(rows.at(2)), rows.text(3), moment(rows.at(4))});
}

void read_zones(db::Session& session, const SidePlan& plan, Books& books) {
    StatementRows rows(session, plan, "tax", {"country", "region", "percent"});
    while (rows.next())
        books.zones.push_back(
            {rows.text(0), rows.text(1), (number(rows.at(2)) * Decimal(1, 2)).normalized()});
}

void read_settings(db::Session& session, const SidePlan& plan, Books& books) {
    Settings& settings = books.settings;
    settings.currency = option(plan, "currency");
    StatementRows rows(session, plan, "settings", {"name", "value"});
    while (rows.next()) {
        const std::string_view name = rows.at(0), value = rows.at(1);
        if (name == "taxed") settings.taxed = same_code(value, "1");
        if (name == "tax_rate") settings.tax_rate = number(value);
        if (name == "daily") settings.daily = same_code(value, "1");
        if (name == "renew_day" && moment(value) >= 1 && moment(value) <= 31)
            settings.renew_day = static_cast<int>(moment(value));
    }
}

}  // namespace

Books read_books(db::Session& session, const SidePlan& plan) {
    Books books;
    read_customers(session, plan, books);
    read_services(session, plan, books);
    read_prices(session, plan, books);
    read_credits(session, plan, books);
    read_zones(session, plan, books);
    read_settings(session, plan, books);
    return books;
}

}  // namespace tieout::verify::forecast::source
