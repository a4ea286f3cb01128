#include "migrate/migration.h"

#include <algorithm>
#include <future>
#include <memory>

#include "base/error.h"
#include "migrate/books.h"
#include "migrate/held_keys.h"
#include "migrate/noting_load.h"
#include "migrate/references.h"
#include "migrate/set_up.h"
#include "migrate/target_guard.h"

namespace tieout::migrate {
namespace {

// Tables of the plan in order of loading, each once.
std::vector<std::string> tables_of(const Plan& plan) {
    std::vector<std::string> tables;
    for (const TablePlan& table : plan.tables) {
        if (std::find(tables.begin(), tables.end(), table.table) == tables.end()) {
            tables.push_back(table.table);
        }
    }
    return tables;
}

// Of the plans that fill `table` the last one.
const TablePlan* last_to_fill(const std::string& table,
                              const std::vector<const TablePlan*>& plans) {
    const auto last = std::find_if(plans.rbegin(), plans.rend(),
                                   [&](const TablePlan* plan) { return plan->table == table; });
    return last == plans.rend() ? nullptr : *last;
}

class Migration {
public:
    Migration(const rules::Pack& pack, db::Session& source, db::Writer& target,
              const MigrationOptions& options, QuarantineSink& sink)
        : pack_(with_options(pack, options)),
          source_(source),
          target_(target),
          options_(options),
          sink_(sink),
          plan_(plan_of(pack_, options)),
          evaluator_(pack_.expand("${zone}")),
          books_(target),
          guard_(target, books_, tables_of(plan_)) {}

    MigrationResult run() {
        if (const std::string left = target_.recover(); !left.empty())
            result_.remarks.push_back(left);
        if (options_.create_schema) create_schema(pack_, target_);
        look_at_target();
        if (!options_.delta || !write_changes()) write_anew();
        return std::move(result_);
    }

    void check() {
        resolve_references(plan_, target_.catalogue());
        Reading reading(*this, sink_, {});
        for (const TablePlan& table : plan_.tables)
            TableMigration(table, reading.shop);
    }

private:
    // What one reading of the whole source needs.
    struct Reading {
        Reading(Migration& of, QuarantineSink& sink, OpenLoad load)
            : shop{of.source_,
                   of.options_.more_source,
                   of.options_.rows_for_ranges,
                   of.target_,
                   std::move(load),
                   sink,
                   of.evaluator_,
                   written,
                   numbers,
                   of.options_.progress,
                   of.options_.stop} {
            for (const TablePlan& table : of.plan_.tables)
                for (const Reference& reference : table.references)
                    written.expect(reference.table, reference.parent);
        }
        Reading(const Reading&) = delete;
        Reading& operator=(const Reading&) = delete;
        WrittenIds written;
        std::map<std::string, std::uint64_t> numbers;
        Workshop shop;
    };

    static rules::Pack with_options(rules::Pack pack, const MigrationOptions& options) {
        if (!options.zone.empty()) pack.set("zone", options.zone);
        if (!options.currency.empty()) pack.set("currency", options.currency);
        return pack;
    }

    static Plan plan_of(const rules::Pack& pack, const MigrationOptions& options) {
        Plan plan = Plan::load(pack);
        if (!options.defang) {
            plan.leave_real();
        } else if (!plan.can_defang()) {
            throw Error(Fault::usage, "defanging was asked for, and migrate.yaml of the pack " +
                                          pack.name +
                                          " has no `defang`: it cannot say what a "
                                          "rehearsal must not keep");
        }
        return plan;
    }

    // Before anything is written.
    void look_at_target() {
        resolve_references(plan_, target_.catalogue());
        for (const std::string& table : tables_of(plan_))
            target_table(target_.catalogue(), table, "migrate.yaml");
        guard_.ask_rights();
    }

    std::vector<const TablePlan*> plans_to_load() const {
        std::vector<const TablePlan*> plans;
        for (const TablePlan& plan : plan_.tables)
            if (options_.defang || !plan.only_defanged) plans.push_back(&plan);
        return plans;
    }

    void write_anew() {
        if (!options_.replace_foreign_rows) guard_.refuse_foreign_rows();
        books_.open();
        std::vector<std::string> tables = tables_of(plan_);
        const std::vector<std::string> others = guard_.others_that_refer();
        if (!options_.replace_foreign_rows) guard_.refuse_referring_rows();
        for (const std::string& other : others)
            if (const auto rows = guard_.count(other); rows > 0) remark_removed(other, rows);
        tables.insert(tables.end(), others.begin(), others.end());
        target_.empty({tables.rbegin(), tables.rend()});  // children first
        target_.set_aside(held_references(plan_, target_.catalogue()));
        target_.set_aside(held_keys(plan_, source_, target_.catalogue()));
        const auto notes = notes_of_this_run();
        Reading reading(*this, sink_,
                        [&](const TablePlan& plan, const db::Table& table, const auto& columns) {
                            auto load = target_.load(table.name, columns);
                            return notes ? noting(std::move(load), noted(plan, columns), *notes)
                                         : plain(std::move(load));
                        });
        const std::vector<const TablePlan*> plans = plans_to_load();
        for (const TablePlan* plan : plans)
            load(*plan, reading.shop, plan == last_to_fill(plan->table, plans));
        end(notes ? finish(*notes) : "");
        if (notes) notes->keep_only_these();
    }

    void remark_removed(const std::string& table, std::uint64_t rows) {
        result_.remarks.push_back(std::to_string(rows) + " rows of " + table +
                                  " were removed: they referred to rows that were replaced");
    }

    // The target completes a table while the source counts what it has sent.
    void load(const TablePlan& plan, Workshop& shop, bool completes_table) {
        TableMigration table(plan, shop);
        table.fill();
        std::future<void> completed;
        if (completes_table) {
            completed = std::async(std::launch::async, [&] {
                target_.advance_sequences(plan.table);
                target_.analyze(plan.table);
            });
        }
        add(table.count());
        if (completes_table) completed.get();
    }

    void add(rules::LoadResult load) {
        result_.written += load.written;
        result_.quarantined += load.quarantined;
        result_.loads.push_back(std::move(load));
    }

    // False: all rows have to be written anew; a remark says why.
    bool write_changes() {
        Notes::Opened last = notes_of_last_run();
        std::string why_not = std::move(last.why_not);
        if (last.notes) why_not = write_changes(std::move(*last.notes));
        if (why_not.empty()) return true;
        result_.remarks.push_back("everything was written, and not only what has changed: " +
                                  why_not);
        result_.loads.clear();
        result_.written = result_.quarantined = 0;
        return false;
    }

    using Filled = std::vector<std::unique_ptr<TableMigration>>;

    // "", or why not; then nothing of it is in the target. Servers are asked side by side wherever
    // neither waits for the other.
    std::string write_changes(Notes last) {
        auto untouched = std::async(std::launch::async, [this] { return has_rows_of_last_run(); });
        NotesWriter notes(options_.notes, set_up());
        Delta delta(std::move(last), notes);
        HeldQuarantine held;
        Reading reading(*this, held,
                        [&](const TablePlan& plan, const db::Table& table, const auto& columns) {
                            return delta.load(table, columns, noted(plan, columns));
                        });
        const Filled tables = read_source(reading.shop, delta);
        const std::vector<db::TableChanges> changes = delta.finish();
        if (!delta.given_up().empty()) return delta.given_up();
        if (!untouched.get()) return "the target holds other rows than the last run left there";
        auto changed = std::async(std::launch::async, [&] { return change_target(changes); });
        auto name_of_notes = std::async(std::launch::async, [&] { return note(delta, notes); });
        for (const auto& table : tables)
            add(table->count());
        if (std::string why = changed.get(); !why.empty()) return why;
        held.hand_on(sink_);
        result_.delta = delta.counts();
        end(name_of_notes.get());
        notes.keep_only_these();
        return "";
    }

    std::string note(Delta& delta, NotesWriter& notes) {
        delta.note();
        return finish(notes);
    }

    // Until it is given up.
    Filled read_source(Workshop& shop, const Delta& delta) const {
        Filled tables;
        for (const TablePlan* plan : plans_to_load()) {
            if (!delta.given_up().empty()) break;
            tables.push_back(std::make_unique<TableMigration>(*plan, shop));
            tables.back()->fill();
        }
        return tables;
    }

    // "", or why the target refused.
    std::string change_target(const std::vector<db::TableChanges>& changes) {
        std::string why = target_.change(changes);
        if (!why.empty()) return why;
        for (const std::string& table : tables_of(plan_))
            target_.advance_sequences(table);
        return "";
    }

    bool has_rows_of_last_run() {
        std::map<std::string, std::uint64_t> rows = guard_.rows();
        std::erase_if(rows, [](const auto& table) { return table.second == 0; });
        return rows == books_.last()->rows;
    }

    Notes::Opened notes_of_last_run() {
        if (options_.notes.empty()) return {std::nullopt, "there is no folder for its notes"};
        if (std::string why = why_not_noted(); !why.empty()) return {std::nullopt, why};
        target_.hold(tables_of(plan_));
        for (const std::string& other : guard_.others_that_refer())
            if (guard_.count(other) > 0)
                return {std::nullopt, "rows of the target's table " + other + " refer to its rows"};
        const auto last = books_.last();
        if (!last) return {std::nullopt, "no run has written to the target yet"};
        if (last->notes.empty()) return {std::nullopt, "the last run kept no notes"};
        Notes::Opened opened = Notes::open(options_.notes, last->notes, set_up());
        if (opened.notes && opened.notes->refused())
            return {std::nullopt, "the target refused rows of the last run"};
        return opened;
    }

    // nullptr: none are kept.
    std::unique_ptr<NotesWriter> notes_of_this_run() {
        if (options_.notes.empty() || !why_not_noted().empty()) return nullptr;
        return std::make_unique<NotesWriter>(options_.notes, set_up());
    }

    // What speaks against a delta into this target, whatever the rows are.
    std::string why_not_noted() {
        if (std::string why = target_.why_not_change(tables_of(plan_)); !why.empty()) return why;
        if (std::string why = out_of_order(plan_, target_.catalogue()); !why.empty()) return why;
        Reading reading(*this, sink_, {});
        for (const TablePlan* plan : plans_to_load()) {
            const TableMigration table(*plan, reading.shop);
            if (std::string why = migrate::why_not_noted(table.target(), table.columns());
                !why.empty())
                return why;
        }
        return "";
    }

    Noted noted(const TablePlan& source, const std::vector<std::string>& columns) {
        return noted_of(plan_, source, columns, target_.catalogue());
    }

    std::string configuration() const {
        return "zone=" + pack_.expand("${zone}") + " currency=" + pack_.expand("${currency}") +
               (options_.defang ? " defanged" : "");
    }

    SetUp set_up() {
        return {{"the version of tieout", options_.tool_version},
                {"the pack", pack_.name + " " + pack_.version + " " + pack_.digest()},
                {"the configuration", configuration()},
                {"the source's schema", schema_digest(source_.catalogue())},
                {"the target's schema", schema_digest(target_.catalogue())}};
    }

    // Notes are on the disk before the target holds what they speak of, and the books name them: a
    // run that is killed in between leaves notes that nobody asks for.
    void end(const std::string& noted) {
        enter_books(noted);
        target_.commit();
    }

    // "" where they cannot be kept: that costs the next delta its speed, and this run nothing.
    std::string finish(NotesWriter& notes) {
        try {
            return notes.finish();
        } catch (const Error& error) {
            if (error.fault() != Fault::disk) throw;
            result_.remarks.push_back(
                std::string("nothing was noted of this run, so that the next one writes "
                            "everything: ") +
                error.what());
            return "";
        }
    }

    void enter_books(const std::string& notes) {
        RunEntry run{options_.started_at, options_.tool_version, pack_.name + " " + pack_.version,
                     pack_.digest(),      configuration(),       {}};
        for (const rules::LoadResult& load : result_.loads)
            run.rows[load.table] += load.written;
        books_.enter(run, notes);
    }

    rules::Pack pack_;
    db::Session& source_;
    db::Writer& target_;
    const MigrationOptions& options_;
    QuarantineSink& sink_;
    Plan plan_;
    Evaluator evaluator_;
    Books books_;
    TargetGuard guard_;
    MigrationResult result_;
};

class NoQuarantine : public QuarantineSink {
    void add(const rules::QuarantinedRow&) override {}
};

}  // namespace

void create_schema(const rules::Pack& pack, db::Writer& target) {
    for (const db::Table& table : target.catalogue().tables) {
        if (is_our_own(table.name)) continue;
        throw Error(Fault::usage, "the target is not empty (it has a table `" + table.name +
                                      "`): tables are created in an empty target only");
    }
    target.run_script(
        pack.read(pack.target.schema + "/" + std::string(db::name(target.engine())) + ".sql"));
}

void create_schema_where_empty(const rules::Pack& pack, const db::Url& target) {
    const auto writer = db::Writer::open(target);
    writer->recover();
    if (!writer->catalogue().tables.empty()) return;
    create_schema(pack, *writer);
    writer->commit();
}

MigrationResult migrate(const rules::Pack& pack, db::Session& source, const db::Url& target,
                        const MigrationOptions& options, QuarantineSink& sink) {
    const auto writer = db::Writer::open(target);
    std::shared_ptr<void> watched;
    if (options.while_open) watched = options.while_open([&] { writer->cancel(); });
    return migrate(pack, source, *writer, options, sink);
}

MigrationResult migrate(const rules::Pack& pack, db::Session& source, db::Writer& target,
                        const MigrationOptions& options, QuarantineSink& sink) {
    return Migration(pack, source, target, options, sink).run();
}

void check(const rules::Pack& pack, db::Session& source, db::Writer& target,
           const MigrationOptions& options) {
    NoQuarantine sink;
    Migration(pack, source, target, options, sink).check();
}

}  // namespace tieout::migrate
