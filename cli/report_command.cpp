// tieout report: the reports of a cycle once more, from its record.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "base/error.h"
#include "cli/book.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/setting.h"

namespace tieout::cli {
namespace {

rules::CycleRecord record_of(const rules::Project& project, int number) {
    const cycle::Ledger ledger = open_book(project);
    auto record = number == 0 ? ledger.last() : ledger.find(number);
    if (!record)
        throw Error(Fault::usage, "no such cycle has ended in " + project.state.string() +
                                      ", or its record is pruned");
    return std::move(*record);
}

}  // namespace

void add_report(CLI::App& program, Outcome& outcome) {
    auto flags = std::make_shared<Flags>();
    auto number = std::make_shared<int>(0);
    CLI::App* command =
        program.add_subcommand("report", "write the reports of a cycle again, from its record");
    add_flags(*command, *flags, Takes::state_only);
    command->add_option("--cycle", *number, "its number (default: the last)");
    command->add_option("--into", flags->report, "folder to write into")->required();
    command->callback([flags, number, &outcome] {
        const rules::CycleRecord record = record_of(project_of(*flags, Takes::state_only), *number);
        write_reports(flags->report, record, {}, flags->reveal);
        print(record, *flags);
        outcome.exit_code = 0;
    });
}

}  // namespace tieout::cli
