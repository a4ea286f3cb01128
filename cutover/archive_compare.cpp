#include "cutover/archive_compare.h"

#include <algorithm>
#include <map>

#include "base/unicode.h"
#include "cutover/archive_count.h"
#include "cutover/archive_rows.h"
#include "cutover/archive_tables.h"
#include "verify/zero_config.h"

namespace tieout::cutover {
namespace {

using db::ValueType;
using verify::As;

// A table of either side as the pairing is to see it.
struct Seen {
    db::Catalogue source, archive;  // tables that are paired by a key
    std::vector<ArchivedTable> keyless;
};

// Without what is not there, and without what was left out.
db::Table without(const db::Table& table, const std::vector<std::string>& columns) {
    db::Table seen = table;
    std::erase_if(seen.columns, [&](const db::TableColumn& column) {
        return column.absent ||
               std::find(columns.begin(), columns.end(), column.name) != columns.end();
    });
    return seen;
}

std::vector<std::string> left_out(const ArchivedTable& table) {
    std::vector<std::string> names;
    for (const ArchivedColumn* column : table.there())
        if (column->keeps == Keeps::nothing) names.push_back(column->name);
    return names;
}

const ArchivedTable* find(const std::vector<ArchivedTable>& tables, const std::string& source) {
    const auto found = std::find_if(tables.begin(), tables.end(), [&](const auto& table) {
        return !table.absent && table.source == source;
    });
    return found == tables.end() ? nullptr : &*found;
}

Seen see(const std::vector<ArchivedTable>& tables, const db::Catalogue& source,
         const db::Catalogue& archive) {
    Seen seen;
    for (const db::Table& table : source.tables) {
        if (table.absent) continue;
        const ArchivedTable* archived = find(tables, table.name);
        if (archived != nullptr && !archived->has_key)
            seen.keyless.push_back(*archived);
        else
            seen.source.tables.push_back(archived == nullptr ? table
                                                             : without(table, left_out(*archived)));
    }
    for (const ArchivedTable& table : tables) {
        if (table.absent || !table.has_key) continue;
        const db::Table* stored = archive.find(table.name);
        if (stored == nullptr) continue;
        std::vector<std::string> hidden = left_out(table);
        if (table.row_is_added) hidden.push_back(table.row);
        seen.archive.tables.push_back(without(*stored, hidden));
        seen.archive.tables.back().name = table.source;
    }
    return seen;
}

// Exactly as both servers print it: a moment that does not exist is a value here.
As as_of(const db::TableColumn& column, As by_name) {
    switch (column.type) {
        case ValueType::integer:
        case ValueType::decimal:
        case ValueType::boolean:
        case ValueType::real:
            return by_name;
        case ValueType::date:
        case ValueType::datetime:
        case ValueType::instant:
        case ValueType::time:
        case ValueType::bits:
            return As::text;
        default:
            return As::bytes;
    }
}

verify::Value stored(const ArchivedColumn& column, const RowsKept& kept, ValueType type,
                     const db::Session& source) {
    std::string sql = selected(column, kept, source);
    const bool is_mysql = source.engine() == db::Engine::mysql;
    // Its own charset's bytes, which no connection has made something else of.
    if (type == ValueType::text && is_mysql) sql = "cast(" + sql + " as binary)";
    if (sql == source.quote(column.name)) return verify::Value::column(column.name);
    verify::Value value;
    value.form = verify::Value::Form::sql;
    value.sql["any"] = sql;
    return value;
}

void read_as_stored(verify::Tie& tie, const ArchivedTable& archived, const db::Table& table,
                    const Secrets& secrets, const db::Session& source) {
    static const RowsKept all;
    tie.target.from = archived.name;
    for (verify::Field& field : tie.fields) {
        const db::TableColumn* column = table.find(field.name);
        const auto kept = std::find_if(archived.columns.begin(), archived.columns.end(),
                                       [&](const auto& each) { return each.name == field.name; });
        if (column == nullptr || kept == archived.columns.end()) continue;
        field.as = as_of(*column, field.as);
        field.source =
            stored(*kept, kept->keeps == Keeps::some_rows ? secrets.kept(table.name) : all,
                   column->type, source);
        for (std::size_t i = 0; i < tie.key_names.size(); ++i) {
            if (tie.key_names[i] != field.name) continue;
            tie.source.key[i] = field.source;
            tie.key_as[i] = field.as;
        }
    }
}

// What one side has and the other has not is a warning where two systems are compared; here it
// means that the source has changed, or the archive is not of it.
void add_as_errors(const rules::FindingLog& structure, rules::FindingLog& findings) {
    for (rules::Finding finding : structure.findings()) {
        finding.severity = rules::Severity::error;
        finding.advice = "Has the source changed since? Then archive it again.";
        findings.add(finding);
    }
}

void tell_left_out(const std::vector<ArchivedTable>& tables, rules::FindingLog& findings) {
    for (const ArchivedTable& table : tables)
        for (const ArchivedColumn* column : table.there()) {
            if (table.absent || column->keeps == Keeps::all) continue;
            rules::Finding finding;
            finding.rule = "left out:" + table.source + "." + column->name;
            finding.table = table.source;
            finding.kind = rules::FindingKind::absent;
            finding.severity = rules::Severity::notice;
            finding.title = table.source + "." + column->name + " is not compared" +
                            (column->keeps == Keeps::nothing ? "" : " in some rows") + ": " +
                            column->left_out;
            finding.count = 1;
            findings.add(finding);
        }
}

}  // namespace

verify::Proof compare_with_source(const rules::Pack& pack, db::Session& source,
                                  const std::filesystem::path& database,
                                  const verify::VerifyOptions& given) {
    const db::Url url = db::Url::parse("sqlite:" + database.string());
    const auto archive = db::Session::open(url);
    const ArchivePlan plan = ArchivePlan::load(pack);
    const Secrets secrets(plan, pack);
    const auto tables = tables_of(db::SqliteConnection(url, db::SqliteAccess::read_only));
    const Seen seen = see(tables, source.catalogue(), archive->catalogue());
    verify::Proof proof;
    proof.findings = rules::FindingLog(given.samples_per_finding);
    rules::FindingLog structure;
    verify::Ties ties = verify::pair_by_name(seen.source, seen.archive, structure);
    add_as_errors(structure, proof.findings);
    verify::VerifyOptions options = given;
    for (verify::Tie& tie : ties.ties) {
        const ArchivedTable* archived = find(tables, tie.name);
        const db::Table* table = seen.source.find(tie.name);
        if (archived != nullptr && table != nullptr)
            read_as_stored(tie, *archived, *table, secrets, source);
        options.may_be_empty.push_back(tie.name);
    }
    verify::Verification rows =
        verify::verify(ties, source, *archive, options, verify::BrokenKeys());
    proof.ties = std::move(rows.ties);
    proof.totals = std::move(rows.totals);
    proof.total_sets = std::move(rows.total_sets);
    proof.findings.merge(std::move(rows.findings));
    for (const ArchivedTable& archived : seen.keyless)
        proof.ties.push_back(
            count_rows(archived, secrets, source, *archive, options.stop, proof.findings));
    tell_left_out(tables, proof.findings);
    return proof;
}

}  // namespace tieout::cutover
