#include "cycle/cycle.h"

#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <utility>

#include "base/error.h"
#include "cycle/coverage.h"
#include "cycle/gate.h"
#include "cycle/record_digest.h"
#include "cycle/waivers.h"
#include "db/pace_session.h"
#include "db/session_set.h"
#include "migrate/migration.h"
#include "reports/row_speed.h"
#include "rules/record_begin.h"
#include "verify/forecast/forecast.h"
#include "verify/proof.h"
#include "verify/ranges.h"
#include "verify/shape.h"

namespace tieout::cycle {
namespace {

using rules::CycleRecord;

class KeptQuarantine : public migrate::QuarantineSink {
public:
    void add(const rules::QuarantinedRow& row) override { rows.push_back(row); }
    std::vector<rules::QuarantinedRow> rows;
};

// One cycle while it runs. Stages are members so that each reads as what it does.
class Run {
public:
    Run(const rules::Project& project, const rules::Pack& pack, const CycleOptions& options)
        : project_(project),
          pack_(pack),
          options_(options),
          record_(rules::begin_record(project, pack, "cycle", options.now())) {
        record_.number = options.number;
        record_.integrations = options.integrations;
    }

    CycleOutcome outcome() {
        const bool ready = stage(
            "open", [this] { open_source(); }, "");
        const bool going =
            ready &&
            stage(
                "preflight", [this] { preflight(); }, "v5's constraints asked of v4") &&
            stage(
                "migrate", [this] { migrate(); }, "v4 to v5") &&
            stage(
                "verify", [this] { verify(); }, "prove it");
        if (!going && !findings_.empty()) record_.findings = findings_.findings();
        apply_waivers(options_.waivers, record_);
        record_.verdict = going ? rules::verdict_of(record_) : rules::Verdict::incomplete;
        record_.finished_at = options_.now();
        record_.digest = digest_of(record_);
        // Nobody can have signed off what has just ended.
        record_.gate = judge(record_, project_.profile.policy, project_.profile.name,
                             {record_.finished_at, options_.earlier, {}});
        return {std::move(record_), findings_.members(), std::move(quarantine_.rows),
                std::move(stopped_by_)};
    }

private:
    enum class Stage : std::size_t { preflight, migrate, verify };
    static constexpr std::size_t stages_ = 3;

    template <class Act>
    bool stage(const char* name, const Act& act, const char* what) {
        say(name, what);
        const auto begin = std::chrono::steady_clock::now();
        rules::StageResult result{name, "done", "", 0};
        try {
            refuse_when_stopped();
            act();
            result.message = std::exchange(told_, "");
        } catch (const Error& error) {
            result.status = error.fault() == Fault::interrupted ? "interrupted" : "failed";
            result.message = error.what();
            const std::string reason = fmt::format("{}: {}", name, error.what());
            record_.verdict_reasons.push_back(reason);
            stopped_by_ = Error(error.fault(), reason);
        }
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        result.seconds = took.count();
        if (std::string_view(name) != "open" || result.status != "done")
            record_.stages.push_back(result);
        return result.status == "done";
    }

    void refuse_when_stopped() const {
        if (options_.stop != nullptr && options_.stop->load())
            throw Error(Fault::interrupted, "interrupted before it began");
    }

    void say(const std::string& at, const std::string& line) const {
        if (options_.progress && !line.empty()) options_.progress(at, line);
    }

    // Of the stage under way: on the terminal now, and in the record.
    void tell(const std::string& line) {
        say("migrate", line);
        told_ += (told_.empty() ? "" : "; ") + line;
    }

    template <class Conversation>
    std::shared_ptr<void> watched(Conversation& conversation) const {
        if (!options_.while_open) return nullptr;
        return options_.while_open([&conversation] { conversation.cancel(); });
    }

    verify::VerifyOptions verify_options() const {
        verify::VerifyOptions options;
        options.zone = project_.zone;
        options.strategy = options_.strategy;
        options.reads_slowly = options_.pace != nullptr;
        options.memory = options_.memory;
        options.stop = options_.stop;
        options.rows_for_ranges = options_.rows_for_ranges;
        options.may_be_empty = pack_.may_be_empty;
        options.progress = [this,
                            speed = reports::RowSpeed()](const verify::Progress& progress) mutable {
            say("verify",
                fmt::format("{} ({} of {}): {}", progress.tie, progress.tie_number, progress.ties,
                            speed.words(progress.tie, progress.source_rows, progress.expected)));
        };
        return options;
    }

    std::unique_ptr<db::Session> open_target() const {
        return db::paced(db::Session::open(db::Url::parse(project_.profile.target_read)),
                         options_.pace, db::PaceSide::target);
    }

    // One session a stage, so that no stage depends on what another did with its own, and all of
    // them at one moment, so that they speak of the same rows.
    void open_source() {
        const db::Url url = db::Url::parse(project_.profile.source);
        db::SessionSet set = db::open_at_one_moment(
            url, stages_ + std::max(readers_of(url), delta_readers(url)) - 1);
        for (auto& session : set.sessions) {
            session = db::paced(std::move(session), options_.pace, db::PaceSide::source);
            source_guards_.push_back(watched(*session));
            sources_.push_back(verify::open_in_shape(pack_, std::move(session)));
        }
        record_.source = verify::side_facts(pack_.source, *sources_.front());
        if (set.why_fewer.empty()) return;
        record_.source.facts.emplace_back("moment", "one session for all: " + set.why_fewer);
        say("open", "one session on the source serves all stages: " + set.why_fewer);
    }

    std::size_t readers_of(const db::Url& url) const {
        return verify::sessions_for(url, options_.readers, options_.rows_for_ranges);
    }

    // 1 where everything is written anyway.
    std::size_t delta_readers(const db::Url& url) const {
        if (!options_.delta) return 1;
        return verify::sessions_for(url, options_.delta_readers, options_.rows_for_ranges);
    }

    // Beside the one of the stage itself, so many of them and no more.
    static std::vector<db::Session*> from(const std::vector<std::unique_ptr<db::Session>>& sessions,
                                          std::size_t first, std::size_t readers) {
        std::vector<db::Session*> out;
        for (std::size_t i = first; i < sessions.size() && out.size() + 1 < readers; ++i)
            out.push_back(sessions[i].get());
        return out;
    }

    db::Session& source_for(Stage stage) {
        return *sources_[std::min(static_cast<std::size_t>(stage), sources_.size() - 1)];
    }

    // Before anything moves the target may not even have its tables: then there are no constraints
    // to ask yet.
    void preflight() {
        if (options_.create_schema)
            migrate::create_schema_where_empty(pack_,
                                               db::Url::parse(project_.profile.target_write));
        const auto target = open_target();
        const auto guard = watched(*target);
        verify::recognise(pack_.target, *target);
        refuse_defanged(*target);
        before_ =
            verify::look_ahead(pack_, source_for(Stage::preflight), *target, verify_options());
        record_.constraints = before_->constraints;
        findings_.merge(rules::FindingLog(before_->findings));
    }

    bool defangs() const { return project_.profile.defang.value_or(false); }

    // What a rehearsal left behind is no place for the real customers.
    void refuse_defanged(db::Session& target) const {
        if (project_.profile.name != "final") return;
        if (!verify::says_defanged(pack_, target).value_or(false)) return;
        throw Error(Fault::usage,
                    fmt::format("{} says that it is defanged: a rehearsal made it, and profile "
                                "`final` refuses it; name a target of its own, or move into this "
                                "one once with `tieout migrate --no-defang`",
                                target.facts().url));
    }

    // A migrator that forgot to defang leaves a target that equals the source in every row.
    void hold_to_its_word(std::optional<bool> defanged) const {
        if (defanged.value_or(false) == defangs()) return;
        throw Error(Fault::internal,
                    defangs() ? "defanging was asked for, and the target does not say that it is "
                                "defanged: real customers may be billed and mailed from it"
                              : "the target says that it is defanged, and nobody asked for that");
    }

    void migrate() {
        migrate::MigrationOptions options;
        options.zone = project_.zone;
        options.defang = defangs();
        options.replace_foreign_rows = options_.replace;
        options.delta = options_.delta;
        options.notes = options_.notes;
        options.more_source = from(sources_, stages_, options_.delta_readers);
        options.rows_for_ranges = options_.rows_for_ranges;
        options.currency = project_.currency;
        options.started_at = record_.started_at;
        options.tool_version = record_.tieout_version;
        options.stop = options_.stop;
        options.progress =
            [this, speed = reports::RowSpeed()](const migrate::Progress& progress) mutable {
                say("migrate", progress.table + ": " +
                                   speed.words(progress.table, progress.rows, progress.expected));
            };
        options.while_open = options_.while_open;
        const migrate::MigrationResult result =
            migrate::migrate(pack_, source_for(Stage::migrate),
                             db::Url::parse(project_.profile.target_write), options, quarantine_);
        for (const std::string& remark : result.remarks)
            tell(remark);
        if (result.delta) tell(migrate::sentence(*result.delta));
        record_.loads = result.loads;
        record_.quarantined = result.quarantined;
        const std::size_t shown = std::min<std::size_t>(quarantine_.rows.size(), 1000);
        record_.quarantine.assign(quarantine_.rows.begin(),
                                  quarantine_.rows.begin() + static_cast<std::ptrdiff_t>(shown));
    }

    void verify() {
        const db::Url url = db::Url::parse(project_.profile.target_read);
        db::SessionSet targets = db::open_at_one_moment(url, readers_of(url));
        std::vector<std::shared_ptr<void>> guards;
        for (auto& session : targets.sessions) {
            session = db::paced(std::move(session), options_.pace, db::PaceSide::target);
            guards.push_back(watched(*session));
        }
        db::Session& target = *targets.sessions.front();
        record_.target = verify::side_facts(pack_.target, target);
        db::Session& source = source_for(Stage::verify);
        verify::VerifyOptions options = verify_options();
        options.more_source = from(sources_, stages_, options_.readers);
        options.more_target = from(targets.sessions, 1, options_.readers);
        verify::Proof proof = verify::prove(pack_, source, target, options, std::move(before_));
        verify::add_defanged(proof.defanged, record_.target);
        hold_to_its_word(proof.defanged);
        record_.constraints = std::move(proof.constraints);
        record_.ties = std::move(proof.ties);
        record_.totals = std::move(proof.totals);
        record_.total_sets = std::move(proof.total_sets);
        record_.coverage = std::move(proof.coverage);
        record_.target_coverage = std::move(proof.target_coverage);
        add_migrator_witness(record_.coverage, record_.loads);
        add_migrator_witness(record_.target_coverage, record_.loads);
        findings_ = std::move(proof.findings);
        say("verify", "forecast: the months to come on both sides");
        record_.forecast = verify::forecast::after_ties(
            pack_, source, target, {project_.forecast, project_.zone}, findings_);
        record_.findings = findings_.findings();
        verify::add_price_at_end(source, record_.source);
    }

    const rules::Project& project_;
    const rules::Pack& pack_;
    const CycleOptions& options_;
    CycleRecord record_;
    rules::FindingLog findings_;
    KeptQuarantine quarantine_;
    std::vector<std::unique_ptr<db::Session>> sources_;  // one a stage, or one for all
    std::vector<std::shared_ptr<void>> source_guards_;
    std::optional<verify::Preflight> before_;
    std::optional<Error> stopped_by_;
    std::string told_;
};

}  // namespace

CycleOutcome run_cycle(const rules::Project& project, const rules::Pack& pack,
                       const CycleOptions& options) {
    return Run(project, pack, options).outcome();
}

}  // namespace tieout::cycle
