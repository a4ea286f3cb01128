#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "db/session.h"
#include "verify/forecast/plan.h"
#include "verify/forecast/target/rows.h"

namespace tieout::verify::forecast::target {
namespace {

using Cell = std::optional<std::string>;

// The answer to one statement, its cells asked by column name.
class Answer {
public:
    Answer(const SidePlan& plan, const std::string& statement, db::Session& session)
        : statement_(statement) {
        const std::string engine(db::name(session.engine()));
        const std::string* sql = sql_of(plan, statement, engine);
        if (sql != nullptr)
            result_ = session.query(*sql);
        else if (plan.statements.count(statement) != 0)
            throw Error(Fault::usage,
                        fmt::format("{}: the forecast's statement {} is not written for {}",
                                    plan.statements.at(statement).position, statement, engine));
    }

    std::size_t rows() const { return result_.rows.size(); }

    bool has(std::string_view column) const { return at(column) != result_.columns.size(); }

    // Empty text for NULL, and where the statement has no such column.
    Cell may(std::size_t row, std::string_view column) const {
        return has(column) ? result_.rows[row][at(column)] : std::nullopt;
    }
    std::string need(std::size_t row, std::string_view column) const {
        if (!has(column))
            throw Error(
                Fault::schema,
                fmt::format("the forecast's statement {} of the target returns no column {}",
                            statement_, column));
        const Cell& cell = result_.rows[row][at(column)];
        if (!cell) fail(row, column, "NULL", "a value");
        return *cell;
    }

    std::optional<Decimal> number(std::size_t row, std::string_view column) const {
        const Cell cell = may(row, column);
        if (!cell) return std::nullopt;
        const auto number = Decimal::parse(*cell);
        if (!number) fail(row, column, *cell, "a number");
        return number;
    }
    Decimal number_or_zero(std::size_t row, std::string_view column) const {
        return number(row, column).value_or(Decimal());
    }
    int whole(std::size_t row, std::string_view column) const {
        const Decimal number = number_or_zero(row, column).normalized();
        if (number.scale() != 0 || number < Decimal() || number > Decimal::of(100'000))
            fail(row, column, number.text(), "a whole number from 0 to 100000");
        return static_cast<int>(number.coefficient());
    }
    bool flag(std::size_t row, std::string_view column) const {
        const Cell cell = may(row, column);
        if (!cell || *cell == "0" || *cell == "f" || *cell == "false") return false;
        if (*cell == "1" || *cell == "t" || *cell == "true") return true;
        fail(row, column, *cell, "0 or 1");
    }
    std::optional<Date> day(std::size_t row, std::string_view column) const {
        const Cell cell = may(row, column);
        if (!cell) return std::nullopt;
        const auto day = Date::parse(*cell);
        if (!day) fail(row, column, *cell, "a day as 2005-12-31");
        return day;
    }
    std::optional<BillingMode> mode(std::size_t row, std::string_view column) const {
        const Cell cell = may(row, column);
        if (!cell || cell->empty()) return std::nullopt;
        if (*cell == "monthly") return BillingMode::monthly;
        if (*cell == "anniversary") return BillingMode::anniversary;
        fail(row, column, *cell, "monthly or anniversary");
    }

    [[noreturn]] void fail(std::size_t row, std::string_view column, const std::string& found,
                           const char* expected) const {
        const Cell& key = result_.rows[row].front();
        throw Error(Fault::data,
                    fmt::format("the forecast's statement {} of the target: row {}, "
                                "column {}: found {}, expected {}",
                                statement_, key.value_or("NULL"), column, found, expected));
    }

private:
    std::size_t at(std::string_view column) const {
        const auto found =
            std::find_if(result_.columns.begin(), result_.columns.end(),
                         [&](const db::Column& each) { return each.name == column; });
        return static_cast<std::size_t>(found - result_.columns.begin());
    }

    std::string statement_;
    db::SmallResult result_;
};

std::vector<Client> clients_of(const Answer& answer) {
    std::vector<Client> clients;
    for (std::size_t row = 0; row < answer.rows(); ++row) {
        Client& client = clients.emplace_back();
        client.client = answer.need(row, "client");
        client.status = answer.need(row, "status");
        client.mode = answer.mode(row, "billing_mode");
        client.tax_exempt = answer.flag(row, "tax_exempt");
        client.country = answer.may(row, "country").value_or("");
        client.region = answer.may(row, "region").value_or("");
        client.discount_rate = answer.number_or_zero(row, "discount_rate");
    }
    return clients;
}

Service service_of(const Answer& answer, std::size_t row) {
    Service service;
    service.service = answer.need(row, "service");
    service.client = answer.need(row, "client");
    service.status = answer.need(row, "status");
    service.cycle = {answer.whole(row, "unit_days"), answer.whole(row, "unit_months"),
                     answer.whole(row, "unit_years")};
    answer.need(row, "quantity");
    service.quantity = *answer.number(row, "quantity");
    service.override_price = answer.number(row, "own_price");
    service.price = answer.number(row, "price");
    service.setup = answer.number(row, "setup");
    service.discount_rate = answer.number_or_zero(row, "discount_rate");
    service.starts = answer.day(row, "starts");
    service.next_renewal = answer.day(row, "next_renewal");
    service.last_renewed = answer.day(row, "last_renewed");
    service.ends = answer.day(row, "ends");
    service.proratable = answer.flag(row, "proratable");
    const Cell product = answer.may(row, "product"), cycle = answer.may(row, "cycle");
    if (product && cycle) service.price_key = *product + "/" + *cycle;
    return service;
}

std::vector<Credit> credits_of(const Answer& answer) {
    std::vector<Credit> credits;
    for (std::size_t row = 0; row < answer.rows(); ++row)
        credits.push_back({answer.need(row, "credit"), answer.need(row, "client"),
                           answer.number_or_zero(row, "remaining")});
    return credits;
}

std::vector<TaxRule> tax_rules_of(const Answer& answer) {
    std::vector<TaxRule> rules;
    for (std::size_t row = 0; row < answer.rows(); ++row)
        rules.push_back({answer.need(row, "rule"), answer.may(row, "country").value_or(""),
                         answer.may(row, "region").value_or(""),
                         answer.number_or_zero(row, "rate")});
    return rules;
}

Settings settings_of(const Answer& answer) {
    Settings settings;
    for (std::size_t row = 0; row < answer.rows(); ++row) {
        const std::string name = answer.need(row, "setting");
        if (name == "billing_mode") settings.mode = answer.mode(row, "value");
        if (name == "bill_day") settings.bill_day = answer.whole(row, "value");
        if (name == "bill_suspended") settings.bill_suspended = answer.flag(row, "value");
        if (name == "days_before") settings.days_before = answer.whole(row, "value");
        if (settings.bill_day && (*settings.bill_day < 1 || *settings.bill_day > 31))
            answer.fail(row, "value", std::to_string(*settings.bill_day), "a day from 1 to 31");
    }
    return settings;
}

}  // namespace

Rows read_rows(const SidePlan& plan, db::Session& target) {
    Rows rows;
    rows.clients = clients_of(Answer(plan, "clients", target));
    const Answer services(plan, "services", target);
    for (std::size_t row = 0; row < services.rows(); ++row)
        rows.services.push_back(service_of(services, row));
    rows.credits = credits_of(Answer(plan, "credits", target));
    rows.tax_rules = tax_rules_of(Answer(plan, "tax", target));
    rows.settings = settings_of(Answer(plan, "settings", target));
    return rows;
}

}  // namespace tieout::verify::forecast::target
