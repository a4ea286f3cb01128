#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "db/session.h"
#include "verify/forecast/plan.h"
#include "verify/forecast/target/rows.h"

namespace tieout::verify::forecast::target {
namespace {

using Cell = std::optional<std::string_view>;

// The answer to one statement, row after row, its cells asked by column name. A statement that the
// pack does not ask has no rows.
class Answer {
public:
    Answer(const SidePlan& plan, const std::string& statement, db::Session& session)
        : statement_(statement) {
        const std::string engine(db::name(session.engine()));
        const std::string* sql = sql_of(plan, statement, engine);
        if (sql != nullptr)
            stream_ = session.stream({*sql, {}});
        else if (plan.statements.count(statement) != 0)
            throw Error(Fault::usage,
                        fmt::format("{}: the forecast's statement {} is not written for {}",
                                    plan.statements.at(statement).position, statement, engine));
    }

    // False at the end.
    bool next() {
        if (stream_ == nullptr) return false;
        for (++row_; row_ >= batch_.rows(); row_ = 0)
            if (!stream_->next(batch_)) return false;
        return true;
    }

    bool has(std::string_view column) const { return at(column) != stream_->columns().size(); }

    // nullopt for NULL, and where the statement has no such column. Dies at the next row.
    Cell may(std::string_view column) const {
        return has(column) ? cell(at(column)) : std::nullopt;
    }
    std::string need(std::string_view column) const {
        if (!has(column))
            throw Error(
                Fault::schema,
                fmt::format("the forecast's statement {} of the target returns no column {}",
                            statement_, column));
        const Cell cell = this->cell(at(column));
        if (!cell) fail(column, "NULL", "a value");
        return std::string(*cell);
    }
    std::string text(std::string_view column) const {
        return std::string(may(column).value_or(""));
    }

    std::optional<Decimal> number(std::string_view column) const {
        const Cell cell = may(column);
        if (!cell) return std::nullopt;
        const auto number = Decimal::parse(*cell);
        if (!number) fail(column, *cell, "a number");
        return number;
    }
    Decimal number_or_zero(std::string_view column) const {
        return number(column).value_or(Decimal());
    }
    int whole(std::string_view column) const {
        const Decimal number = number_or_zero(column).normalized();
        if (number.scale() != 0 || number < Decimal() || number > Decimal::of(100'000))
            fail(column, number.text(), "a whole number from 0 to 100000");
        return static_cast<int>(number.coefficient());
    }
    bool flag(std::string_view column) const {
        const Cell cell = may(column);
        if (!cell || *cell == "0" || *cell == "f" || *cell == "false") return false;
        if (*cell == "1" || *cell == "t" || *cell == "true") return true;
        fail(column, *cell, "0 or 1");
    }
    std::optional<Date> day(std::string_view column) const {
        const Cell cell = may(column);
        if (!cell) return std::nullopt;
        const auto day = Date::parse(*cell);
        if (!day) fail(column, *cell, "a day as 2005-12-31");
        return day;
    }
    std::optional<BillingMode> mode(std::string_view column) const {
        const Cell cell = may(column);
        if (!cell || cell->empty()) return std::nullopt;
        if (*cell == "monthly") return BillingMode::monthly;
        if (*cell == "anniversary") return BillingMode::anniversary;
        fail(column, *cell, "monthly or anniversary");
    }

    [[noreturn]] void fail(std::string_view column, std::string_view found,
                           const char* expected) const {
        const Cell key = cell(0);
        throw Error(Fault::data,
                    fmt::format("the forecast's statement {} of the target: row {}, "
                                "column {}: found {}, expected {}",
                                statement_, key.value_or("NULL"), column, found, expected));
    }

private:
    std::size_t at(std::string_view column) const {
        const auto& columns = stream_->columns();
        const auto found =
            std::find_if(columns.begin(), columns.end(),
                         [&](const db::Column& each) { return each.name == column; });
        return static_cast<std::size_t>(found - columns.begin());
    }
    Cell cell(std::size_t column) const {
        if (batch_.is_null(row_, column)) return std::nullopt;
        return batch_.at(row_, column);
    }

    std::string statement_;
    std::unique_ptr<db::RowStream> stream_;
    db::RowBatch batch_;
    std::size_t row_ = 0;
};

std::vector<Client> clients_of(Answer answer) {
    std::vector<Client> clients;
    while (answer.next()) {
        Client& client = clients.emplace_back();
        client.client = answer.need("client");
        client.status = answer.need("status");
        client.mode = answer.mode("billing_mode");
        client.tax_exempt = answer.flag("tax_exempt");
        client.country = answer.text("country");
        client.region = answer.text("region");
        client.discount_rate = answer.number_or_zero("discount_rate");
    }
    return clients;
}

Service service_of(const Answer& answer) {
    Service service;
    service.service = answer.need("service");
    service.client = answer.need("client");
    service.status = answer.need("status");
    service.cycle = {answer.whole("unit_days"), answer.whole("unit_months"),
                     answer.whole("unit_years")};
    answer.need("quantity");
    service.quantity = *answer.number("quantity");
    service.override_price = answer.number("own_price");
    service.price = answer.number("price");
    service.setup = answer.number("setup");
    service.discount_rate = answer.number_or_zero("discount_rate");
    service.starts = answer.day("starts");
    service.next_renewal = answer.day("next_renewal");
    service.last_renewed = answer.day("last_renewed");
    service.ends = answer.day("ends");
    service.proratable = answer.flag("proratable");
    const Cell product = answer.may("product"), cycle = answer.may("cycle");
    if (product && cycle) service.price_key = std::string(*product).append("/").append(*cycle);
    return service;
}

std::deque<Service> services_of(Answer answer) {
    std::deque<Service> services;
    while (answer.next())
        services.push_back(service_of(answer));
    return services;
}

std::vector<Credit> credits_of(Answer answer) {
    std::vector<Credit> credits;
    while (answer.next())
        credits.push_back(
            {answer.need("credit"), answer.need("client"), answer.number_or_zero("remaining")});
    return credits;
}

std::vector<TaxRule> tax_rules_of(Answer answer) {
    std::vector<TaxRule> rules;
    while (answer.next())
        rules.push_back({answer.need("rule"), answer.text("country"), answer.text("region"),
                         answer.number_or_zero("rate")});
    return rules;
}

Settings settings_of(Answer answer) {
    Settings settings;
    while (answer.next()) {
        const std::string name = answer.need("setting");
        if (name == "billing_mode") settings.mode = answer.mode("value");
        if (name == "bill_day") settings.bill_day = answer.whole("value");
        if (name == "bill_suspended") settings.bill_suspended = answer.flag("value");
        if (name == "days_before") settings.days_before = answer.whole("value");
        if (settings.bill_day && (*settings.bill_day < 1 || *settings.bill_day > 31))
            answer.fail("value", std::to_string(*settings.bill_day), "a day from 1 to 31");
    }
    return settings;
}

}  // namespace

Rows read_rows(const SidePlan& plan, db::Session& target) {
    Rows rows;
    rows.clients = clients_of(Answer(plan, "clients", target));
    rows.services = services_of(Answer(plan, "services", target));
    rows.credits = credits_of(Answer(plan, "credits", target));
    rows.tax_rules = tax_rules_of(Answer(plan, "tax", target));
    rows.settings = settings_of(Answer(plan, "settings", target));
    return rows;
}

}  // namespace tieout::verify::forecast::target
