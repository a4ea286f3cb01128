#include "rules/policy.h"

#include <algorithm>

#include "base/quantity.h"
#include "rules/yaml.h"

namespace tieout::rules {
namespace {

std::uint64_t count_at(const Yaml& node) {
    const std::int64_t value = node.integer();
    if (value < 0) node.fail("found " + node.text() + ", expected 0 or more");
    return static_cast<std::uint64_t>(value);
}

Decimal money_at(const Yaml& node) {
    const auto amount = Decimal::parse(node.text());
    if (!amount || amount->is_negative())
        node.fail("found `" + node.text() + "`, expected an amount, as 1204.50");
    return *amount;
}

std::chrono::milliseconds age_at(const Yaml& node) {
    const auto age = read_duration(node.text());
    if (!age) node.fail("found `" + node.text() + "`, expected a number of s, min or h, as 36h");
    return *age;
}

std::vector<std::string> roles_at(const Yaml& node) {
    std::vector<std::string> roles = node.texts();
    for (const std::string& role : roles) {
        if (role.empty()) node.fail("found nothing, expected a role, as finance");
        if (std::count(roles.begin(), roles.end(), role) > 1)
            node.fail("found `" + role + "` twice");
    }
    return roles;
}

}  // namespace

Policy policy_at(const Yaml& node) {
    node.only({"max_errors",
               "max_warnings",
               "max_error_rows",
               "max_error_money",
               "max_waived_rows",
               "max_waived_money",
               "max_quarantined",
               "max_quarantined_of",
               "require_coverage",
               "require_complete",
               "require_read_only_verifier",
               "require_consistent_snapshot",
               "require_integrations",
               "min_rows",
               "max_forecast_differs",
               "clean_cycles",
               "max_age",
               "require_same_set_up",
               "sign_offs",
               "profile"});
    Policy policy;
    policy.where = node.where();
    const auto read = [&node](const char* key, auto reader, auto& into) {
        if (const auto value = node.find(key)) into = reader(*value);
    };
    const auto flag_at = [](const Yaml& value) { return value.boolean(); };
    read("max_errors", count_at, policy.max_errors);
    read("max_warnings", count_at, policy.max_warnings);
    read("max_error_rows", count_at, policy.max_error_rows);
    read("max_error_money", money_at, policy.max_error_money);
    read("max_waived_rows", count_at, policy.max_waived_rows);
    read("max_waived_money", money_at, policy.max_waived_money);
    read("max_quarantined", count_at, policy.max_quarantined);
    read("min_rows", count_at, policy.min_rows);
    read("max_forecast_differs", count_at, policy.max_forecast_differs);
    read("clean_cycles", count_at, policy.clean_cycles);
    read("max_age", age_at, policy.max_age);
    read("require_coverage", flag_at, policy.require_coverage);
    read("require_complete", flag_at, policy.require_complete);
    read("require_read_only_verifier", flag_at, policy.require_read_only_verifier);
    read("require_consistent_snapshot", flag_at, policy.require_consistent_snapshot);
    read("require_integrations", flag_at, policy.require_integrations);
    read("require_same_set_up", flag_at, policy.require_same_set_up);
    read("sign_offs", roles_at, policy.sign_offs);
    if (const auto tables = node.find("max_quarantined_of"))
        for (const auto& [table, most] : tables->entries())
            policy.max_quarantined_of.emplace_back(table, count_at(most));
    if (const auto profile = node.find("profile")) policy.profile = profile->text();
    return policy;
}

}  // namespace tieout::rules
