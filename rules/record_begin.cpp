#include "rules/record_begin.h"

#include <fmt/format.h>

#include "base/digest.h"
#include "base/version.h"

namespace tieout::rules {
namespace {

// Everything of the project that decides what is moved and compared, and nothing of where and by
// what policy: the same for a rehearsal and for the final cycle.
std::string digest_of(const Project& project) {
    std::string text = fmt::format("{}\n{}\n{}\n{}\n", project.pack, project.zone, project.currency,
                                   project.source_prefix);
    for (const auto& [name, value] : project.parameters)
        text += fmt::format("{}={}\n", name, value);
    const ForecastWish& wish = project.forecast;
    text +=
        fmt::format("{} {} {} {} {}\n", wish.as_of, wish.mode, wish.months, wish.tax, wish.credits);
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
