// tieout gate: the verdict of the last cycle under the policy; signed off, sealed, and verified.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "cli/book.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/gate_parts.h"
#include "cli/output.h"
#include "cycle/last_gate.h"
#include "reports/folder.h"
#include "reports/gate_junit.h"

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

void print_json(const rules::GateResult& gate, const rules::CycleRecord& record,
                const std::string& seal) {
    nlohmann::ordered_json json{{"schema", 1},
                                {"cycle", record.number},
                                {"record_digest", record.digest},
                                {"profile", gate.profile},
                                {"open", gate.open}};
    if (!seal.empty()) json["seal"] = seal;
    for (const rules::GateClause& clause : gate.clauses)
        json["clauses"].push_back({{"clause", clause.clause},
                                   {"figure", clause.figure},
                                   {"wanted", clause.wanted},
                                   {"holds", clause.holds}});
    std::printf("%s\n", json.dump(2).c_str());
}

int judge_last(const GateFlags& flags) {
    const rules::Project project = project_of(flags.common, Takes::state_only);
    const cycle::Ledger ledger = open_book(project);
    const cycle::LastGate last = cycle::judge_last(ledger, project, now_utc());
    const auto& [record, facts, gate, killed] = last;
    if (!flags.junit.empty())
        reports::write_text(flags.junit, reports::gate_junit(gate, record.number));
    const std::string seal = flags.seal_with.empty() || !gate.open
                                 ? ""
                                 : seal_gate(project, record, gate, facts, flags.seal_with);
    if (flags.common.json) {
        print_json(gate, record, seal);
    } else {
        print_clauses(gate, record.number, project.profile.policy.where);
        if (!seal.empty()) std::printf("sealed: %s\n", seal.c_str());
        if (!flags.seal_with.empty() && !gate.open) std::puts("not sealed: a closed gate is not");
    }
    if (gate.open) return holds;
    const bool looked = !killed && record.verdict != rules::Verdict::incomplete;
    return looked ? broken : could_not_look;
}

int act(const GateFlags& flags) {
    if (!flags.verify.empty()) return verify_seal(flags);
    if (!flags.sign_off.empty()) return sign_off(flags);
    return judge_last(flags);
}

}  // namespace

void add_gate(CLI::App& program, Outcome& outcome) {
    auto flags = std::make_shared<GateFlags>();
    CLI::App* command = program.add_subcommand(
        "gate", "may we cut over? the last cycle judged under the policy, clause by clause");
    add_flags(*command, flags->common, Takes::state_only);
    command->add_option("--junit", flags->junit, "write the clauses as JUnit into this file");
    CLI::Option* seal = command->add_option(
        "--seal", flags->seal_with, "sign the record of an open gate with this Ed25519 key (PEM)");
    CLI::Option* verify = command->add_option(
        "--verify", flags->verify, "is this the seal of an open gate? needs no state folder");
    command->add_option("--public-key", flags->public_key, "whose seal it must be (PEM)")
        ->needs(verify);
    command
        ->add_option("--report", flags->report,
                     "the sealed cycle's report.json (default: the one beside the seal)")
        ->needs(verify);
    CLI::Option* sign = command->add_option("--sign-off", flags->sign_off,
                                            "sign off the last cycle in this role, which the "
                                            "policy names: written into sign_offs.yaml");
    command->add_option("--who", flags->who, "who signs off")->needs(sign);
    command->add_option("--note", flags->note, "what one has to say to it")->needs(sign);
    verify->excludes(seal)->excludes(sign);
    sign->excludes(seal);
    command->callback([flags, &outcome] { outcome.exit_code = act(*flags); });
}

}  // namespace tieout::cli
