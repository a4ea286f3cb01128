// tieout waive ID: accepts a finding of the last cycle, in waivers.yaml.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "cli/append.h"
#include "cli/book.h"
#include "cli/commands.h"
#include "cli/setting.h"
#include "rules/waiver.h"

namespace tieout::cli {
namespace {

struct WaiveFlags {
    Flags common;
    std::string id, who, why, until, max_money;
    std::uint64_t max_rows = 0;  // 0: as many as there are now
};

rules::Finding finding_of(const rules::Project& project, const std::string& id) {
    const auto record = open_book(project).last();
    if (record)
        for (const rules::Finding& finding : record->findings)
            if (finding.id == id) return finding;
    throw Error(Fault::usage, "the last cycle has no finding `" + id +
                                  "`; its reports and `tieout cycle` name those that it has");
}

rules::Waiver waiver_of(const WaiveFlags& flags, const rules::Finding& finding) {
    rules::Waiver waiver = rules::waiver_of(finding);
    waiver.who = flags.who;
    waiver.why = flags.why;
    waiver.until = flags.until;
    if (flags.max_rows > 0) waiver.max_rows = flags.max_rows;
    if (flags.max_money.empty()) return waiver;
    const auto money = Decimal::parse(flags.max_money);
    if (!money || money->is_negative())
        throw Error(Fault::usage,
                    "--max-money " + flags.max_money + ": expected an amount, as 1204.50");
    waiver.max_money = *money;
    return waiver;
}

void waive(const WaiveFlags& flags) {
    const rules::Project project = project_of(flags.common, Takes::state_only);
    const rules::Finding finding = finding_of(project, flags.id);
    if (finding.kind == rules::FindingKind::not_looked)
        throw Error(Fault::usage, "what was not looked at cannot be waived");
    rules::load_waivers(project.waivers);
    append(project.waivers, "waivers:\n", rules::entry_of(waiver_of(flags, finding), finding.title),
           rules::load_waivers);
    if (flags.common.json)
        std::printf("%s\n", nlohmann::ordered_json{{"schema", 1},
                                                   {"finding", finding.id},
                                                   {"title", finding.title},
                                                   {"file", project.waivers.string()}}
                                .dump(2)
                                .c_str());
    else
        std::printf("waived in %s, as of the next cycle: %s\n", project.waivers.c_str(),
                    finding.title.c_str());
}

}  // namespace

void add_waive(CLI::App& program, Outcome& outcome) {
    auto flags = std::make_shared<WaiveFlags>();
    CLI::App* command = program.add_subcommand(
        "waive", "accept a finding of the last cycle: written into waivers.yaml");
    add_flags(*command, flags->common, Takes::state_only);
    command->add_option("ID", flags->id, "of the finding, as reports print it")->required();
    command->add_option("--who", flags->who, "who accepts it")->required();
    command->add_option("--why", flags->why, "for what reason")->required();
    command->add_option("--until", flags->until, "the last day on which it counts, YYYY-MM-DD")
        ->required();
    command->add_option("--max-rows", flags->max_rows,
                        "beyond it the finding counts again "
                        "(default: its rows now)");
    command->add_option("--max-money", flags->max_money, "likewise (default: its amount now)");
    command->callback([flags, &outcome] {
        waive(*flags);
        outcome.exit_code = 0;
    });
}

}  // namespace tieout::cli
