// A night to plan: a v4 on MariaDB and a v5 on PostgreSQL with their tables, a state folder, and a
// ledger of cycles that were made up.
#pragma once

#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <string>

#include "cycle/ledger.h"
#include "rules/pack.h"
#include "rules/project.h"
#include "tests/support/scratch.h"

namespace tieout::tests {

// A rehearsal that opens the gate. Each test spoils one thing of it.
inline rules::CycleRecord good_rehearsal(double seconds_a_stage = 60) {
    rules::CycleRecord record;
    record.command = "cycle";
    record.profile = "rehearsal";
    record.started_at = record.finished_at = "2026-11-28T04:00:00Z";
    record.verdict = rules::Verdict::holds;
    for (const char* stage : {"preflight", "migrate", "verify"})
        record.stages.push_back({stage, "done", "", seconds_a_stage});
    rules::TieResult tie;
    tie.tie = "invoice";
    tie.source_rows = tie.target_rows = tie.equal = 3;
    record.ties.push_back(tie);
    record.target.facts.emplace_back("user", "reader");
    return record;
}

class Planned {
public:
    explicit Planned(db::Engine source = db::Engine::mysql,
                     db::Engine target = db::Engine::postgresql)
        : v4(source), v5(target) {
        make(v4, source, "v4");
        make(v5, target, "v5");
        std::string name = (std::filesystem::temp_directory_path() / "tieout-plan-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        project.state = name;
        project.sign_offs = project.state / "sign_offs.yaml";
        project.zone = "America/New_York";
        project.profile.name = "rehearsal";
        project.profile.source = v4.url();
        project.profile.target_write = project.profile.target_read = v5.url();
        project.profile.policy.require_read_only_verifier = false;
        pack = rules::Pack::load(std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill");
        pack.set("zone", project.zone);
        pack.set("source_host", "billing.old.example");
    }
    ~Planned() { std::filesystem::remove_all(project.state); }
    Planned(const Planned&) = delete;
    Planned& operator=(const Planned&) = delete;

    int begun() const { return ledger().begin("2026-11-28T04:00:00Z", "rehearsal"); }
    void ended(rules::CycleRecord record) const {
        cycle::Ledger book = ledger();
        record.number = book.begin(record.started_at, record.profile);
        book.end(record);
    }
    void checked(const std::vector<rules::IntegrationResult>& results) const {
        ledger().add({"2026-11-28T05:00:00Z", results});
    }
    cycle::Ledger ledger() const { return cycle::Ledger(project.state / "ledger.db"); }

    Scratch v4, v5;
    rules::Project project;
    rules::Pack pack;

private:
    static void make(const Scratch& database, db::Engine engine, const std::string& side) {
        database.run_client_file(std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill/" + side +
                                 "/" + std::string(db::name(engine)) + ".sql");
    }
};

}  // namespace tieout::tests
