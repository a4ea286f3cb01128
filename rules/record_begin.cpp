#include "rules/record_begin.h"

#include <fmt/format.h>

#include "base/digest.h"
#include "base/version.h"

namespace tieout::rules {
namespace {

// Everything of the project that decides what is compared or judged; URLs do, passwords are not in
// it.
std::string digest_of(const Project& project) {
    std::string text = project.pack + '\n' + project.zone + '\n' + project.currency + '\n' +
                       project.profile.name + '\n' + project.source_prefix + '\n';
    for (const auto& [name, value] : project.parameters)
        text += fmt::format("{}={}\n", name, value);
    const Policy& policy = project.profile.policy;
    const ForecastWish& wish = project.forecast;
    text +=
        fmt::format("{} {} {} {} {}\n", wish.as_of, wish.mode, wish.months, wish.tax, wish.credits);
    text += fmt::format("{} {} {} {} {} {} {} {} {}", policy.max_errors, policy.max_warnings,
                        policy.max_quarantined, policy.require_coverage, policy.require_complete,
                        policy.require_read_only_verifier, policy.require_consistent_snapshot,
                        policy.min_rows, policy.max_forecast_differs);
    if (policy.require_integrations) text += " integrations";
    if (project.profile.defang.value_or(false)) text += " defanged";
    return Digest::of(text).text();
}

}  // namespace

CycleRecord begin_record(const Project& project, const Pack& pack, const std::string& command,
                         const std::string& started_at) {
    CycleRecord record;
    record.command = command;
    record.started_at = started_at;
    record.profile = project.profile.name;
    record.tieout_version = version;
    record.pack = pack.name;
    record.pack_version = pack.version;
    record.pack_digest = pack.digest();
    record.config_digest = digest_of(project);
    record.zone = project.zone;
    record.currency = project.currency;
    record.source.label = pack.source.label;
    record.target.label = pack.target.label;
    return record;
}

}  // namespace tieout::rules
