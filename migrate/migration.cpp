#include "migrate/migration.h"

#include <algorithm>
#include <future>
#include <set>

#include "base/error.h"
#include "migrate/books.h"

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

bool is_our_own(const std::string& table) {
    return table.rfind("mig_", 0) == 0 || table.rfind("tieout_", 0) == 0;
}

// The column of `parent` that `column` of `child` refers to: as the target declares it, else its
// primary key.
std::string parent_column(const db::Table& child, const std::string& column,
                          const db::Table& parent) {
    const db::Constraint* wider = nullptr;
    for (const db::Constraint& key : child.constraints) {
        if (key.kind != db::ConstraintKind::foreign_key || key.parent_table != parent.name)
            continue;
        const auto at = std::find(key.columns.begin(), key.columns.end(), column);
        if (at == key.columns.end()) continue;
        if (key.columns.size() == 1) return key.parent_columns.front();
        wider = &key;
    }
    if (wider != nullptr) {
        const auto at = std::find(wider->columns.begin(), wider->columns.end(), column);
        return wider->parent_columns[static_cast<std::size_t>(at - wider->columns.begin())];
    }
    const db::Constraint* key = parent.primary_key();
    return key != nullptr && key->columns.size() == 1 ? key->columns.front() : "";
}

bool refers_to(const db::Table& child, const std::string& parent) {
    return std::any_of(child.constraints.begin(), child.constraints.end(), [&](const auto& key) {
        return key.kind == db::ConstraintKind::foreign_key && key.parent_table == parent;
    });
}

class Migration {
public:
    Migration(const rules::Pack& pack, db::Session& source, db::Writer& target,
              const MigrationOptions& options, QuarantineSink& sink)
        : pack_(with_options(pack, options)),
          target_(target),
          options_(options),
          plan_(plan_of(pack_, options)),
          evaluator_(pack_.expand("${zone}")),
          books_(target),
          shop_{source,       target, sink, evaluator_, written_, numbers_, options_.progress,
                options_.stop} {}

    MigrationResult run() {
        if (const std::string left = target_.recover(); !left.empty())
            result_.remarks.push_back(left);
        if (options_.create_schema) create_schema(pack_, target_);
        resolve_references();
        ask_rights();
        refuse_foreign_rows();
        books_.open();
        const std::vector<std::string> tables = tables_of(plan_);
        target_.empty(children_first(tables));
        const std::vector<const TablePlan*> plans = plans_to_load();
        for (const TablePlan* plan : plans) {
            const bool fills_it_last = plan == last_to_fill(plan->table, plans);
            load(*plan, fills_it_last);
        }
        enter_books();
        target_.commit();
        return std::move(result_);
    }

    void check() {
        resolve_references();
        for (const TablePlan& table : plan_.tables)
            TableMigration(table, shop_);
    }

private:
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

    const db::Table& target_table(const std::string& name, const std::string& where) {
        if (const db::Table* table = target_.catalogue().find(name)) return *table;
        throw Error(Fault::schema, where + ": the target has no table `" + name +
                                       "`; create its tables first, or ask for them to be created");
    }

    void resolve_references() {
        std::set<std::string> before;
        for (TablePlan& table : plan_.tables) {
            before.insert(table.table);
            for (Reference& reference : table.references) {
                if (before.count(reference.table) == 0) {
                    throw Error(Fault::usage, reference.where + ": `" + reference.table +
                                                  "` is not filled before `" + table.table +
                                                  "`: put it further up");
                }
                resolve(table, reference);
                written_.expect(reference.table, reference.parent);
            }
        }
    }

    void resolve(const TablePlan& table, Reference& reference) {
        const db::Table& child = target_table(table.table, table.where_in_file);
        const db::Table& parent = target_table(reference.table, reference.where);
        if (reference.parent.empty()) {
            reference.parent = parent_column(child, reference.column, parent);
        }
        if (reference.parent.empty()) {
            throw Error(Fault::usage, reference.where + ": " + reference.table +
                                          " has no primary key of one column: say which column, as "
                                          "{table: " +
                                          reference.table + ", column: …}");
        }
    }

    std::uint64_t count(const std::string& sql) {
        return std::stoull(target_.query(sql).rows.at(0).at(0).value_or("0"));
    }

    // Every row of a moved table carries the source's id: a row without is somebody else's.
    // Before anything else is said of the target: a role that may not write sees no books of ours
    // either, and would be told of rows that are not the point. Deletes nothing.
    void ask_rights() {
        for (const std::string& name : tables_of(plan_)) {
            const db::Table& table = target_table(name, "migrate.yaml");
            target_.query("delete from " + target_.quote(table.name) + " where 1 = 0");
        }
    }

    void refuse_foreign_rows() {
        if (options_.replace_foreign_rows) return;
        std::map<std::string, std::uint64_t> rows;
        std::uint64_t all = 0;
        std::string first, unmarked;
        for (const std::string& name : tables_of(plan_)) {
            const db::Table& table = target_table(name, "migrate.yaml");
            const std::string from = " from " + target_.quote(table.name);
            const std::uint64_t there = rows[name] = count("select count(*)" + from);
            all += there;
            if (there > 0 && first.empty()) first = name;
            if (there == 0 || table.find("source_ref") == nullptr) continue;
            if (count("select count(*)" + from + " where source_ref is null") > 0) unmarked = name;
        }
        if (all == 0 || (unmarked.empty() && books_.know(rows))) return;
        const std::string& name = unmarked.empty() ? first : unmarked;
        throw Error(Fault::usage,
                    "the target's table " + name + " holds " + std::to_string(rows[name]) +
                        " rows, and the tables together are not as a migration of "
                        "ours left them: empty them, or say that they may be replaced");
    }

    // `tables` and what refers to them, in the order in which they can be emptied. A table that the
    // plan does not fill has no rows, or we were told that rows of others may go.
    std::vector<std::string> children_first(std::vector<std::string> tables) {
        const std::size_t own = tables.size();
        for (std::size_t i = 0; i < tables.size(); ++i) {
            for (const db::Table& child : target_.catalogue().tables) {
                const bool known =
                    std::find(tables.begin(), tables.end(), child.name) != tables.end();
                if (!known && refers_to(child, tables[i])) tables.push_back(child.name);
            }
        }
        for (std::size_t i = own; i < tables.size(); ++i) {
            const auto rows = count("select count(*) from " + target_.quote(tables[i]));
            if (rows == 0) continue;
            if (!options_.replace_foreign_rows) {
                throw Error(Fault::usage, "the target's table " + tables[i] + " holds " +
                                              std::to_string(rows) +
                                              " rows that refer to rows which would be replaced: "
                                              "empty it, or say that they may be replaced");
            }
            result_.remarks.push_back(std::to_string(rows) + " rows of " + tables[i] +
                                      " were removed: they referred to rows that were replaced");
        }
        return {tables.rbegin(), tables.rend()};
    }

    std::vector<const TablePlan*> plans_to_load() const {
        std::vector<const TablePlan*> plans;
        for (const TablePlan& plan : plan_.tables)
            if (options_.defang || !plan.only_defanged) plans.push_back(&plan);
        return plans;
    }

    // The target completes a table while the source counts what it has sent.
    void load(const TablePlan& plan, bool completes_table) {
        TableMigration table(plan, shop_);
        table.fill();
        std::future<void> completed;
        if (completes_table) {
            completed = std::async(std::launch::async, [&] {
                target_.advance_sequences(plan.table);
                target_.analyze(plan.table);
            });
        }
        result_.loads.push_back(table.count());
        if (completes_table) completed.get();
        result_.written += result_.loads.back().written;
        result_.quarantined += result_.loads.back().quarantined;
    }

    void enter_books() {
        RunEntry run{options_.started_at,
                     options_.tool_version,
                     pack_.name + " " + pack_.version,
                     pack_.digest(),
                     "zone=" + pack_.expand("${zone}") + " currency=" +
                         pack_.expand("${currency}") + (options_.defang ? " defanged" : ""),
                     {}};
        for (const rules::LoadResult& load : result_.loads)
            run.rows[load.table] += load.written;
        books_.enter(run);
    }

    rules::Pack pack_;
    db::Writer& target_;
    const MigrationOptions& options_;
    Plan plan_;
    Evaluator evaluator_;
    WrittenIds written_;
    std::map<std::string, std::uint64_t> numbers_;
    Books books_;
    Workshop shop_;
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
