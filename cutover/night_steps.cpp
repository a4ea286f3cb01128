#include "cutover/night_steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "base/quantity.h"
#include "cutover/marks.h"
#include "cutover/night_blockers.h"
#include "cutover/received.h"
#include "reports/wording.h"

namespace tieout::cutover {
namespace {

using reports::counted;

const std::string& reading_url(const Night& night) {
    const rules::Profile& profile = night.project->profile;
    return profile.target_read.empty() ? profile.target_write : profile.target_read;
}

cycle::Ledger ledger_of(const Night& night) {
    return cycle::Ledger(night.project->state / "ledger.db");
}

int last_number(const Night& night) {
    if (!std::filesystem::exists(night.project->state / "ledger.db")) return 0;
    const auto last = ledger_of(night).last();
    return last ? last->number : 0;
}

std::string sentence_of(const std::vector<Received>& received, std::uint64_t rows) {
    std::string tables;
    for (const Received& one : received)
        tables +=
            fmt::format("{}{} {} inserted, {} updated, {} deleted", tables.empty() ? "" : "; ",
                        one.table, one.inserted, one.updated, one.deleted);
    return fmt::format("the target received {}: {}", counted(rows, "row", "rows"), tables);
}

}  // namespace

Seen PreconditionsStep::act() {
    const auto found = night_blockers(night_);
    if (found.empty()) return {true, "nothing stands in the way"};
    return {false, fmt::format("{}", fmt::join(found, "; "))};
}

bool CycleStep::in_effect() {
    const std::string after = night_.journal->fact(name(), "after");
    if (after.empty()) return false;
    const auto last = ledger_of(night_).last();
    // One that was stopped has ended too, and is to be run again.
    return last && last->number > std::stoi(after) && last->verdict != rules::Verdict::incomplete &&
           last->profile == night_.project->profile.name;
}

Seen CycleStep::act() {
    night_.journal->add_fact(name(), "after", std::to_string(last_number(night_)));
    const CycleEnd end = night_.run_cycle();
    if (end.stopped_by) throw *end.stopped_by;
    night_.journal->add_fact(name(), "number", std::to_string(end.record.number));
    return {true, fmt::format("cycle {} has ended", end.record.number)};
}

Seen CycleStep::prove() {
    const int number = last_number(night_);
    night_.journal->add_fact(name(), "number", std::to_string(number));
    return {true, fmt::format("cycle {} had ended before", number)};
}

std::vector<std::string> CycleStep::would() {
    return {"tieout cycle --profile " + night_.project->profile.name};
}

Seen GateStep::seen(const cycle::LastGate& last) const {
    if (last.gate.open)
        return {true,
                fmt::format("open for cycle {}: {}", last.record.number,
                            counted(last.gate.clauses.size(), "clause holds", "clauses hold"))};
    std::string why;
    for (const rules::GateClause& clause : last.gate.clauses)
        if (!clause.holds)
            why += fmt::format("{}{}: {} (wanted: {})", why.empty() ? "" : "; ", clause.clause,
                               clause.figure, clause.wanted);
    return {false, fmt::format("closed for cycle {}: {}", last.record.number, why)};
}

Seen GateStep::act() {
    using std::chrono::steady_clock;
    const auto until = steady_clock::now() + night_.book->sign_offs_within;
    bool told = false;
    for (;;) {
        const cycle::LastGate last =
            cycle::judge_last(ledger_of(night_), *night_.project, night_.now());
        const bool waits = !last.gate.open && cycle::lacks_signatures_alone(last.gate) &&
                           steady_clock::now() < until;
        if (!waits) return seen(last);
        if (night_.stop != nullptr && *night_.stop)
            throw Error(Fault::interrupted, "stopped while waiting for signatures");
        if (!told && night_.progress)
            night_.progress(name(),
                            "waits for signatures: tieout gate --sign-off ROLE --who NAME "
                            "--profile " +
                                night_.project->profile.name);
        told = true;
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
}

std::vector<std::string> GateStep::would() {
    std::string line = "tieout gate --profile " + night_.project->profile.name;
    if (night_.book->sign_offs_within.count() > 0)
        line += ", and wait for its signatures up to " + text(night_.book->sign_offs_within);
    return {line};
}

Seen MarkStep::act() {
    const auto target = db::Session::open(db::Url::parse(reading_url(night_)));
    const std::uint64_t rows = write_marks(
        *target, night_.marks(), night_.stop, [this](const std::string& table, std::uint64_t read) {
            if (night_.progress) night_.progress(name(), fmt::format("{}: {} rows", table, read));
        });
    return {true, fmt::format("{} remembered", counted(rows, "row", "rows"))};
}

std::optional<Seen> MarkStep::undo() {
    if (!night_.journal->has("switch", Event::begun))
        return Seen{true, "customers never reached the target"};
    if (!std::filesystem::exists(night_.marks()))
        throw Error(Fault::disk, "what the target received cannot be told: " +
                                     night_.marks().string() + " is gone");
    const auto target = db::Session::open(db::Url::parse(reading_url(night_)));
    const auto received = write_received(*target, night_.marks(), night_.received(), nullptr);
    std::uint64_t rows = 0;
    for (const Received& one : received)
        rows += one.rows();
    night_.journal->add_fact(name(), "received", std::to_string(rows));
    if (rows == 0) return Seen{true, "the target received nothing since the switch"};
    return Seen{true, sentence_of(received, rows) + "; written to " + night_.received().string()};
}

std::vector<std::string> MarkStep::would() {
    return {"read the target whole and keep a digest of each row"};
}

}  // namespace tieout::cutover
