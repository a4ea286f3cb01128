#include "cutover/archive_moved.h"

#include <set>

#include "migrate/plan.h"

namespace tieout::cutover {
namespace {

constexpr const char* reference = "source_ref";

// The target's table with the column that says where a row came from, and one that names the row.
const db::Table* with_reference(const db::Catalogue& target, const std::string& name) {
    const db::Table* table = target.find(name);
    if (table == nullptr || table->find(reference) == nullptr) return nullptr;
    const db::Constraint* key = table->primary_key();
    return key != nullptr && key->columns.size() == 1 ? table : nullptr;
}

std::uint64_t copy_references(const std::string& from, const db::Table& table, db::Session& target,
                              const db::SqliteConnection& archive) {
    const db::SqliteStatement insert = archive.prepare("insert into moved values (?, ?, ?, ?)");
    const auto bind = [&](int at, std::string_view text) {
        sqlite3_bind_text64(insert.get(), at, text.empty() ? "" : text.data(), text.size(),
                            SQLITE_TRANSIENT, SQLITE_UTF8);
    };
    const auto stream = target.stream({"select " + target.quote(reference) + ", " +
                                           target.quote(table.primary_key()->columns.front()) +
                                           " from " + target.quote(table.name) + " where " +
                                           target.quote(reference) + " is not null",
                                       {}});
    std::uint64_t rows = 0;
    for (db::RowBatch batch; stream->next(batch);)
        for (std::size_t row = 0; row < batch.rows(); ++row, ++rows) {
            bind(1, from);
            bind(2, batch.at(row, 0));
            bind(3, table.name);
            bind(4, batch.at(row, 1));
            archive.step(insert.get());
            sqlite3_reset(insert.get());
        }
    return rows;
}

// "client_info c" is client_info.
std::string table_of(const std::string& from) {
    return from.substr(0, from.find(' '));
}

}  // namespace

std::uint64_t add_moved(const rules::Pack& pack, db::Session& target,
                        const db::SqliteConnection& archive) {
    archive.run(
        "create table moved (source_table text, source_key text, target_table text, target_id "
        "text)");
    std::uint64_t rows = 0;
    std::set<std::string> seen;
    for (const migrate::TablePlan& plan : migrate::Plan::load(pack).tables) {
        const db::Table* table = with_reference(target.catalogue(), plan.table);
        if (table == nullptr || plan.fixed || !seen.insert(plan.table).second) continue;
        const std::string from = plan.from.empty() ? plan.source_name() : table_of(plan.from);
        rows += copy_references(from, *table, target, archive);
    }
    archive.run("create index moved_by_source on moved (source_table, source_key)");
    archive.run("create index moved_by_target on moved (target_table, target_id)");
    return rows;
}

void add_not_moved(const rules::Pack& pack, const rules::CycleRecord* last,
                   const db::SqliteConnection& archive) {
    archive.run("create table not_moved (source_table text, source_key text, what text, why text)");
    for (const auto& [name, coverage] : pack.coverage) {
        if (coverage.fate != "not_moved") continue;
        const std::size_t dot = name.find('.');
        const std::string column = name.substr(dot + 1);
        archive.query("insert into not_moved values (?, null, ?, ?)",
                      {name.substr(0, dot),
                       column == "*" ? "every column that is not named" : "column " + column,
                       coverage.reason});
    }
    if (last == nullptr) return;
    for (const rules::QuarantinedRow& row : last->quarantine)
        archive.query("insert into not_moved values (?, ?, ?, ?)",
                      {row.from, rules::text(row.key), "row, as " + row.table,
                       row.column.empty() ? row.reason : row.column + ": " + row.reason});
}

}  // namespace tieout::cutover
