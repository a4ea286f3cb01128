#include "verify/forecast/plan.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "rules/pack.h"

using namespace tieout;
using namespace tieout::verify;

namespace {

std::optional<forecast::Plan> plan_of(const std::string& forecast) {
    const auto folder = std::filesystem::temp_directory_path() / "tieout-forecast-plan-test";
    std::filesystem::create_directories(folder);
    rules::Pack pack;
    pack.folder = folder;
    pack.parameters["day"] = "2005-06-15";
    std::ofstream(folder / "verify.yaml")
        << "ties:\n  client: {source: {from: client_info c}}\n  subscription: {}\n"
        << forecast;
    return forecast::Plan::load(pack);
}

std::string refusal(const std::string& forecast) {
    try {
        plan_of(forecast);
    } catch (const Error& error) {
        const std::string text = error.what();
        return text.substr(text.find("verify.yaml:"));
    }
    return "accepted";
}

const std::string head = "forecast:\n  clients: client\n  services: subscription\n";
const std::string sides =
    "  source:\n    clients: {sql: {inline: \"select '${day}'\"}}\n"
    "    services: {sql: {mysql: {inline: m}, sqlite: {inline: s}}}\n"
    "  target:\n    clients: {sql: {inline: c}}\n    services: {sql: {inline: s}}\n"
    "    options: {month: 12}\n";

}  // namespace

BOOST_AUTO_TEST_CASE(a_pack_without_a_forecast_has_none) {
    BOOST_TEST(!plan_of("").has_value());
}

BOOST_AUTO_TEST_CASE(statements_are_found_by_engine_with_parameters_put_in) {
    const auto plan = plan_of(head + sides);
    BOOST_REQUIRE(plan.has_value());
    BOOST_TEST(plan->client_tie == "client");
    BOOST_TEST(plan->client_table == "client_info");
    BOOST_TEST(plan->price_tie == "");
    BOOST_TEST(plan->mode == "monthly");
    BOOST_TEST(plan->bill_day == 1);
    BOOST_TEST(*sql_of(plan->source, "clients", "postgresql") == "select '2005-06-15'");
    BOOST_TEST(*sql_of(plan->source, "services", "sqlite") == "s");
    BOOST_TEST((sql_of(plan->source, "services", "postgresql") == nullptr));
    BOOST_TEST((sql_of(plan->source, "tax", "sqlite") == nullptr));
    BOOST_TEST(plan->target.options.at("month") == "12");
}

BOOST_AUTO_TEST_CASE(mistakes_in_a_forecast_are_told_with_their_place_and_the_nearest_word) {
    BOOST_TEST(refusal(head + sides) == "accepted");
    BOOST_TEST(refusal("forecast:\n  clients: clent\n  services: subscription\n" + sides) ==
               "verify.yaml:5:12: found `clent`, expected client or subscription; did you mean "
               "`client`?");
    BOOST_TEST(refusal(head + "  mode: weekly\n" + sides).find("monthly") != std::string::npos);
    BOOST_TEST(refusal(head + "  bill_day: 32\n" + sides).find("7:13: found 32") !=
               std::string::npos);
    BOOST_TEST(refusal(head + "  source:\n    clients: {sql: {inline: c}}\n  target: {}\n")
                   .find("services") != std::string::npos);
    BOOST_TEST(refusal(head + sides + "    credit: {sql: {inline: c}}\n").find("`credits`") !=
               std::string::npos);
}
