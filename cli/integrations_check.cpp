#include "cli/integrations_check.h"

#include <algorithm>
#include <cstdio>

#include "base/error.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cutover/probe.h"
#include "cycle/ledger.h"
#include "cycle/state_folder.h"
#include "reports/integrations_words.h"
#include "rules/integrations.h"

namespace tieout::cli {
namespace {

using cutover::Probed;
using rules::IntegrationState;

std::vector<rules::Integration> inventory_of(const rules::Project& project,
                                             const rules::Pack& pack) {
    const auto of_the_pack = pack.folder / "integrations.yaml";
    auto integrations = rules::load_integrations(of_the_pack, project.integrations);
    if (integrations.empty())
        throw Error(Fault::usage, "no integrations: neither " + of_the_pack.string() + " nor " +
                                      project.integrations.string() +
                                      " lists what production is tied to (docs/integrations.md)");
    return integrations;
}

// A cycle may be at work in the state folder; SQLite keeps the two apart.
cycle::Ledger ledger_of(const rules::Project& project) {
    const auto file = project.state / "ledger.db";
    if (!std::filesystem::exists(file)) {
        const cycle::StateFolder made(project.state);
    }
    return cycle::Ledger(file);
}

int exit_code_of(const std::vector<Probed>& answers) {
    const auto any = [&answers](auto is_so) {
        return std::any_of(answers.begin(), answers.end(), is_so);
    };
    if (any([](const Probed& one) { return one.result.state == IntegrationState::fails; }))
        return broken;
    if (any([](const Probed& one) { return one.fault && exit_code(*one.fault) == wrong_usage; }))
        return wrong_usage;
    if (any([](const Probed& one) { return one.fault.has_value(); })) return could_not_look;
    const bool asked =
        any([](const Probed& one) { return one.result.state == IntegrationState::works; });
    return asked ? holds : could_not_look;
}

}  // namespace

int check_integrations(const Flags& flags) {
    const rules::Project project = project_of(flags, Takes::state_only);
    const rules::Pack pack = pack_of(project);
    const auto integrations = inventory_of(project, pack);
    cycle::Ledger ledger = ledger_of(project);
    cutover::ProbeOptions options;
    options.source = project.profile.source;
    options.target = project.profile.target_read.empty() ? project.profile.target_write
                                                         : project.profile.target_read;
    options.pack = &pack;
    options.stop = &interrupted();
    rules::IntegrationsCheck check;
    check.checked_at = now_utc();
    const std::vector<Probed> answers = cutover::run_probes(integrations, options);
    for (const Probed& answer : answers)
        check.results.push_back(answer.result);
    // What was broken off says less than the check before it.
    if (!interrupted()) ledger.add(check);
    const std::string text =
        flags.json ? rules::to_json(check) : reports::integrations_text(check, colour());
    std::fputs(text.c_str(), stdout);
    if (std::any_of(answers.begin(), answers.end(),
                    [](const Probed& one) { return one.fault == Fault::interrupted; }))
        throw Error(Fault::interrupted, "not all integrations were asked");
    return exit_code_of(answers);
}

}  // namespace tieout::cli
