// tieout explain ID: one finding, or one row of it, whole.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "cli/book.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/setting.h"
#include "reports/explain.h"
#include "reports/personal.h"

namespace tieout::cli {
namespace {

using rules::CycleRecord;
using rules::Finding;

struct Found {
    CycleRecord record;  // with this finding alone
    std::string member;  // empty: the finding was asked for, not a row
};

// Whether `id` is of the finding (then `member` is left empty) or of a row that it shows.
bool is_asked_for(const Finding& finding, const std::string& id, std::string& member) {
    if (finding.id == id) return true;
    const auto is_it = [&](const rules::Member& sample) {
        return rules::member_id(finding.id, sample.key) == id;
    };
    if (std::none_of(finding.samples.begin(), finding.samples.end(), is_it)) return false;
    member = id;
    return true;
}

std::optional<Found> find_in(CycleRecord record, const std::string& id) {
    for (Finding& finding : record.findings) {
        std::string member;
        if (!is_asked_for(finding, id, member)) continue;
        Finding found = std::move(finding);
        record.findings = {std::move(found)};
        return Found{std::move(record), std::move(member)};
    }
    return std::nullopt;
}

// In the newest cycle that has it: what was resolved is in an older one.
Found find(const rules::Project& project, const std::string& id, int cycle) {
    const cycle::Ledger ledger = open_book(project);
    const auto lines = ledger.lines();
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        if (cycle != 0 && line->number != cycle) continue;
        auto record = ledger.find(line->number);
        if (!record) continue;
        if (auto found = find_in(std::move(*record), id)) return std::move(*found);
    }
    throw Error(Fault::usage, "no finding `" + id + "`, and no row that a report shows of one" +
                                  (cycle == 0 ? "" : ", in cycle " + std::to_string(cycle)) +
                                  ": ids stand behind each line of `tieout cycle` and in reports");
}

std::string json_of(const CycleRecord& record) {
    const auto whole = nlohmann::ordered_json::parse(rules::to_json(record));
    nlohmann::ordered_json json{{"schema", 1},
                                {"cycle", record.number},
                                {"finding", whole["findings"][0]},
                                {"life", nullptr}};
    if (whole.contains("lives"))
        for (const auto& life : whole["lives"])
            if (life["finding_id"] == record.findings[0].id) json["life"] = life;
    return json.dump(2) + "\n";
}

}  // namespace

void add_explain(CLI::App& program, Outcome& outcome) {
    auto flags = std::make_shared<Flags>();
    auto id = std::make_shared<std::string>();
    auto cycle = std::make_shared<int>(0);
    CLI::App* command = program.add_subcommand(
        "explain", "one finding, or one row of it: both sides, since when, and the way out");
    add_flags(*command, *flags, Takes::state_only);
    command->add_option("ID", *id, "of a finding or of a row, as reports print it")->required();
    command->add_option("--cycle", *cycle, "as this cycle saw it (default: the last that did)");
    command->callback([flags, id, cycle, &outcome] {
        Found found = find(project_of(*flags, Takes::state_only), *id, *cycle);
        if (!flags->reveal) found.record = reports::masked(std::move(found.record));
        const CycleRecord& record = found.record;
        const std::string text =
            flags->json ? json_of(record)
                        : reports::explain_text(record, record.findings[0], found.member, colour());
        std::fwrite(text.data(), 1, text.size(), stdout);
        outcome.exit_code = 0;
    });
}

}  // namespace tieout::cli
