// tieout gate: the verdict of the last cycle under the policy.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "cli/book.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/output.h"
#include "cli/setting.h"
#include "cycle/gate.h"

namespace tieout::cli {
namespace {

void print_clauses(const rules::GateResult& gate, int cycle, const std::string& policy) {
    std::printf("gate of profile %s, cycle %d, policy %s\n", gate.profile.c_str(), cycle,
                policy.c_str());
    for (const rules::GateClause& clause : gate.clauses)
        std::printf("  %-4s %-50s %s (wanted: %s)\n", clause.holds ? "ok" : "NO",
                    clause.clause.c_str(), clause.figure.c_str(), clause.wanted.c_str());
    std::printf("the gate is %s\n", gate.open ? "open" : "closed");
}

void print_json(const rules::GateResult& gate, int cycle) {
    nlohmann::ordered_json json{
        {"schema", 1}, {"cycle", cycle}, {"profile", gate.profile}, {"open", gate.open}};
    for (const rules::GateClause& clause : gate.clauses)
        json["clauses"].push_back({{"clause", clause.clause},
                                   {"figure", clause.figure},
                                   {"wanted", clause.wanted},
                                   {"holds", clause.holds}});
    std::printf("%s\n", json.dump(2).c_str());
}

int judge_last(const Flags& flags) {
    const rules::Project project = project_of(flags, Takes::state_only);
    const cycle::Ledger ledger = open_book(project);
    const auto lines = ledger.lines();
    auto record = ledger.last();
    if (!record) throw Error(Fault::usage, "no cycle has ended in " + project.state.string());
    record->integrations = ledger.integrations();
    rules::GateResult gate = cycle::judge(*record, project.profile.policy, project.profile.name,
                                          now_utc().substr(0, std::size("YYYY-MM-DD") - 1));
    const bool killed = lines.back().number != record->number;
    if (killed) {
        gate.clauses.push_back(
            {"the last cycle that began has ended", "it has not", "ended", false});
        gate.open = false;
    }
    if (flags.json)
        print_json(gate, record->number);
    else
        print_clauses(gate, record->number, project.profile.policy.where);
    if (gate.open) return holds;
    const bool looked = !killed && record->verdict != rules::Verdict::incomplete;
    return looked ? broken : could_not_look;
}

}  // namespace

void add_gate(CLI::App& program, Outcome& outcome) {
    auto flags = std::make_shared<Flags>();
    CLI::App* command = program.add_subcommand(
        "gate", "may we cut over? the last cycle judged under the policy, clause by clause");
    add_flags(*command, *flags, Takes::state_only);
    command->callback([flags, &outcome] { outcome.exit_code = judge_last(*flags); });
}

}  // namespace tieout::cli
