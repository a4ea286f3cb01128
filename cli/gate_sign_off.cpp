// tieout gate --sign-off ROLE: somebody has read the report of the last cycle and stands for it.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "cli/append.h"
#include "cli/book.h"
#include "cli/exit_code.h"
#include "cli/gate_parts.h"
#include "cli/output.h"
#include "cycle/last_gate.h"
#include "rules/yaml.h"

namespace tieout::cli {
namespace {

void refuse_unknown(const std::string& role, const rules::Policy& policy) {
    if (std::count(policy.sign_offs.begin(), policy.sign_offs.end(), role) > 0) return;
    if (policy.sign_offs.empty())
        throw Error(Fault::usage,
                    "the policy wants no sign-offs: `sign_offs` of the profile's "
                    "policy in tieout.yaml names the roles");
    throw Error(Fault::usage, fmt::format("no role `{}` signs off; the policy ({}) names {}", role,
                                          policy.where, fmt::join(policy.sign_offs, ", ")));
}

std::string entry(const GateFlags& flags, const rules::CycleRecord& record) {
    std::string text = fmt::format(
        "  - role: {}\n    who: {}\n    cycle: {}\n    digest: {}\n    on: {}\n",
        rules::yaml_quoted(flags.sign_off), rules::yaml_quoted(flags.who), record.number,
        rules::yaml_quoted(record.digest), now_utc().substr(0, std::size("YYYY-MM-DD") - 1));
    if (!flags.note.empty()) text += "    note: " + rules::yaml_quoted(flags.note) + "\n";
    return text;
}

}  // namespace

int sign_off(const GateFlags& flags) {
    if (flags.who.empty()) throw Error(Fault::usage, "--sign-off needs --who: whose name it is");
    const rules::Project project = project_of(flags.common, Takes::state_only);
    refuse_unknown(flags.sign_off, project.profile.policy);
    const cycle::Ledger ledger = open_book(project);
    const rules::CycleRecord record = cycle::last_cycle(ledger, project);
    if (record.profile != project.profile.name)
        throw Error(Fault::usage, fmt::format("cycle {}, the last, is of profile {}, not of {}",
                                              record.number, record.profile, project.profile.name));
    rules::load_sign_offs(project.sign_offs);
    append(project.sign_offs, "sign_offs:\n", entry(flags, record), rules::load_sign_offs);
    if (flags.common.json)
        std::printf("%s\n", nlohmann::ordered_json{{"schema", 1},
                                                   {"cycle", record.number},
                                                   {"record_digest", record.digest},
                                                   {"role", flags.sign_off},
                                                   {"who", flags.who},
                                                   {"file", project.sign_offs.string()}}
                                .dump(2)
                                .c_str());
    else
        std::printf("%s (%s) signed off cycle %d in %s\n", flags.who.c_str(),
                    flags.sign_off.c_str(), record.number, project.sign_offs.c_str());
    return holds;
}

}  // namespace tieout::cli
