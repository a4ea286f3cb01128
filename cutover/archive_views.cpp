#include "cutover/archive_views.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/unicode.h"

namespace tieout::cutover {
namespace {

// A source of this kind keeps moments in 32 bits, which end in 2038.
constexpr std::int64_t last_moment = 2'147'483'647;

bool is_among(const std::map<std::string, std::vector<std::string>>& columns,
              const std::string& table, const std::string& column) {
    const auto found = columns.find(table);
    if (found == columns.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(),
                       [&](const auto& each) { return to_lower(each) == to_lower(column); });
}

std::string meaning_sql(const ArchivedTable& table, std::size_t number, const std::string& column) {
    return fmt::format(
        "case typeof({0}) when 'blob' then coalesce((select a.text from archive_text a where "
        "a.table_number = {1} and a.row_number = t.{2} and a.column_number = {3}), {0}) else {0} "
        "end",
        column, table.number, quoted(table.row), number);
}

// Numbers within a day of 1970 are codes of the source's own ("never", "once"), not moments.
std::string moment_sql(const std::string& column) {
    return fmt::format(
        "case when abs({0}) >= 86400 then strftime('%Y-%m-%d %H:%M:%S', {0} + coalesce((select "
        "z.offset_seconds from archive_zone z where z.since <= {0} order by z.since desc limit 1), "
        "0), 'unixepoch') end",
        column);
}

std::string view_columns(const ArchivedTable& table, const ArchivePlan& plan) {
    std::string columns;
    const auto add = [&](const std::string& sql, const std::string& name) {
        columns += (columns.empty() ? "" : ", ") + sql + " as " + quoted(name);
    };
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const ArchivedColumn& column = table.columns[i];
        if (table.absent || column.absent) {
            add("null", column.name);
            continue;
        }
        const std::string name = "t." + quoted(column.name);
        add(column.type == db::ValueType::text ? meaning_sql(table, i + 1, name) : name,
            column.name);
        if (is_among(plan.moments, table.source, column.name))
            add(moment_sql(name), column.name + "_local");
    }
    return columns;
}

bool has(const ArchivedTable& table, const std::string& column) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const ArchivedColumn& each) {
        return !each.absent && to_lower(each.name) == to_lower(column);
    });
}

}  // namespace

void add_zone(const db::SqliteConnection& archive, const std::string& zone) {
    archive.run(
        "create table archive_zone (since integer primary key, offset_seconds integer, "
        "abbreviation text)");
    const date::time_zone* known = nullptr;
    try {
        known = date::locate_zone(zone);
    } catch (const std::exception&) {
        throw Error(Fault::usage, "no time zone is called " + zone);
    }
    std::int64_t since = std::numeric_limits<std::int32_t>::min();
    while (since <= last_moment) {
        const date::sys_info info = known->get_info(date::sys_seconds(std::chrono::seconds(since)));
        archive.query("insert into archive_zone values (cast(? as integer), cast(? as integer), ?)",
                      {std::to_string(since), std::to_string(info.offset.count()), info.abbrev});
        since = info.end.time_since_epoch().count();
    }
}

void add_views(const db::SqliteConnection& archive, const std::vector<ArchivedTable>& tables,
               const ArchivePlan& plan) {
    for (const ArchivedTable& table : tables)
        archive.run("create view " + quoted(table.view()) + " as select " +
                    view_columns(table, plan) +
                    (table.absent ? " where 0" : " from " + quoted(table.name) + " t"));
}

void add_indexes(const db::SqliteConnection& archive, const std::vector<ArchivedTable>& tables,
                 const ArchivePlan& plan) {
    for (const ArchivedTable& table : tables) {
        const auto found = plan.indexes.find(table.source);
        if (table.absent || found == plan.indexes.end()) continue;
        for (const std::string& column : found->second)
            if (has(table, column))
                archive.run("create index " + quoted(table.name + "_by_" + column) + " on " +
                            quoted(table.name) + " (" + quoted(column) + ")");
    }
}

void add_search(const db::SqliteConnection& archive, const ArchivePlan& plan) {
    if (plan.search.empty()) return;
    archive.run(
        "create virtual table search using fts5 (kind unindexed, ref unindexed, text, "
        "tokenize = 'unicode61 remove_diacritics 2')");
    for (const ArchivePlan::Search& search : plan.search)
        archive.query("insert into search (kind, ref, text) select ?, ref, text from (" +
                          search.sql + ") where text <> ''",
                      {search.kind});
}

}  // namespace tieout::cutover
