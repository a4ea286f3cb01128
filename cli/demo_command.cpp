// tieout demo: a complete rehearsal on embedded databases, three cycles, from red to green.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/cycle_run.h"
#include "cli/exit_code.h"
#include "db/write/writer.h"
#include "reports/folder.h"
#include "rules/pack.h"
#include "sample/sample.h"

namespace tieout::cli {
namespace {

namespace fs = std::filesystem;

// What a hurried engineer writes first: the monthly part of a packed price taken for the price of
// the whole cycle.
constexpr std::string_view right_price =
    "php_number, {times: {column: cycle, map: months_charged, otherwise: 1}}, {round: 2}";
constexpr std::string_view wrong_price = "php_number, {round: 2}";

// Problems that the demo plants (modernbill.md, section 5), and how an engineer mends each in v4.
const std::map<int, std::string>& mending() {
    static const std::map<int, std::string> sql{
        {1, "delete from client_package where cp_id = "},
        {18,
         "update client_info set client_email = 'client' || client_id || '@example.net' where "
         "client_id = "},
        {52, "update client_package set cp_discount = '0.10' where cp_id = "}};
    return sql;
}

class Demo {
public:
    explicit Demo(fs::path folder) : folder_(std::move(folder)) {}

    int run() {
        prepare();
        say("Cycle 1: a first rehearsal, as it comes.");
        const auto first = cycle();
        say("What was fixed: the price of a cycle is its monthly part times its months "
            "(migrate.yaml),\n"
            "and two clients who shared one log-in got one each (v4).");
        write_price(right_price);
        mend(18);
        say("Cycle 2: better.");
        const auto second = cycle();
        say("What was fixed: services of a client who is gone were removed, and a discount of 1000 "
            "% is now 10 % (v4).");
        mend(1);
        mend(52);
        say("Cycle 3: everything ties out.");
        const auto third = cycle();
        return conclude(first, second, third);
    }

private:
    void say(const std::string& text) const { std::printf("\n%s\n", text.c_str()); }

    std::string url(const char* file) const { return "sqlite:" + (folder_ / file).string(); }

    void prepare() {
        if (fs::exists(folder_) && !fs::exists(folder_ / "manifest.json"))
            throw Error(Fault::usage,
                        folder_.string() +
                            " exists and is not an earlier demo; name another with --folder");
        fs::remove_all(folder_);
        fs::create_directories(folder_);
        const rules::Pack pack = rules::Pack::load("modernbill");
        fs::copy(pack.folder, folder_ / "pack", fs::copy_options::recursive);
        write_price(wrong_price);
        sample::Options options;
        options.clients = 200;
        options.seed = 7;
        options.defects = "1,18,52";
        options.pack = pack.folder;
        const auto v4 = db::Writer::open(db::Url::parse(url("v4.db")));
        manifest_ = sample::make(options, *v4);
        std::ofstream(folder_ / "manifest.json") << manifest_.to_json() << '\n';
        say("A ModernBill v4 of " + std::to_string(options.clients) + " clients stands in " +
            (folder_ / "v4.db").string() + ", with " + std::to_string(manifest_.planted.size()) +
            " rows that v5 will not like.");
    }

    void write_price(std::string_view price) const {
        const fs::path file = folder_ / "pack" / "migrate.yaml";
        std::string text = reports::read_text(file);
        const std::string_view other = price == right_price ? wrong_price : right_price;
        const std::string_view before = "column: price_part, convert: [";
        const auto at = text.find(before);
        if (at == std::string::npos || text.compare(at + before.size(), other.size(), other) != 0)
            throw Error(Fault::internal,
                        "the demo does not find the price of a cycle in " + file.string());
        text.replace(at + before.size(), other.size(), price);
        std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
    }

    void mend(int problem) {
        const auto v4 = db::Writer::open(db::Url::parse(url("v4.db")));
        for (const sample::Planted& planted : manifest_.planted)
            if (planted.problem == problem) v4->query(mending().at(problem) + planted.row.key);
        v4->commit();
    }

    rules::CycleRecord cycle() const {
        CycleFlags flags;
        flags.create = true;
        flags.common.quiet = true;
        flags.common.pack = (folder_ / "pack").string();
        flags.common.zone = "America/New_York";
        flags.common.source = url("v4.db");
        flags.common.target = url("v5.db");
        flags.common.state = (folder_ / ".tieout").string();
        CycleDone done = run_one_cycle(flags);
        show(done);
        return std::move(done.record);
    }

    static void show(const CycleDone& done) {
        std::printf("  verdict: %s; the gate is %s\n", rules::name(done.record.verdict),
                    done.record.gate && done.record.gate->open ? "open" : "closed");
        for (const rules::Finding& finding : done.record.findings)
            if (finding.severity == rules::Severity::error)
                std::printf("  %6llu  fix in the %s: %s\n",
                            static_cast<unsigned long long>(finding.count),
                            rules::name(finding.origin), finding.title.c_str());
        std::printf("  report: %s\n", (done.folder / "report.html").c_str());
    }

    int conclude(const rules::CycleRecord& first, const rules::CycleRecord& second,
                 const rules::CycleRecord& third) const {
        const bool as_told =
            first.verdict == rules::Verdict::broken && second.verdict == rules::Verdict::broken &&
            second.findings.size() < first.findings.size() &&
            third.verdict == rules::Verdict::holds && third.gate && third.gate->open;
        fs::copy_file(folder_ / ".tieout/cycles/0003/report.html", folder_ / "report.html",
                      fs::copy_options::overwrite_existing);
        std::printf("\nThe last report also lies at %s\n", (folder_ / "report.html").c_str());
        std::printf(
            "Next, on a copy of your own v4 and an empty v5:\n"
            "  tieout check mysql://reader@host/v4 postgresql://loader@host/v5 --zone "
            "America/New_York\n");
        return as_told ? holds : broken;
    }

    fs::path folder_;
    sample::Manifest manifest_;
};

}  // namespace

void add_demo(CLI::App& program, Outcome& outcome) {
    auto folder = std::make_shared<std::string>("tieout-demo");
    CLI::App* command = program.add_subcommand("demo",
                                               "a complete rehearsal on embedded databases: three "
                                               "cycles, from red to green, and the report");
    command->add_option("--folder", *folder, "where it is played; made anew each time")
        ->capture_default_str();
    command->callback([folder, &outcome] { outcome.exit_code = Demo(*folder).run(); });
}

}  // namespace tieout::cli
