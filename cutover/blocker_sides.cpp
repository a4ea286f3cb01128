// Blockers that the databases tell: columns that nobody knows, rights, a target made for a
// rehearsal, and what the pack asks by SQL.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <set>

#include "base/error.h"
#include "base/unicode.h"
#include "cutover/blocker_parts.h"
#include "verify/coverage_words.h"
#include "verify/proof.h"

namespace tieout::cutover {
namespace {

std::string cycle_says_defanged(const Scene& scene) {
    if (!scene.last) return "";
    for (const auto& [fact, value] : scene.last->target.facts)
        if (fact == "defanged") return value;
    return "";
}

bool may_be_read(db::Session& source, const std::string& table) {
    try {
        source.query("select * from " + source.quote(table) + " where 1 = 0");
        return true;
    } catch (const Error& error) {
        if (error.fault() == Fault::connection || error.fault() == Fault::interrupted) throw;
        return false;
    }
}

// MariaDB does not even name a table to a role that may not read it. Of those whose rows are to
// move each must be there; optional ones stand in the catalogue as absent.
std::set<std::string> hidden_tables(const rules::Pack& pack, const db::Catalogue& seen) {
    std::set<std::string> hidden;
    for (const auto& [column, coverage] : pack.coverage) {
        const std::string table = column.substr(0, column.find('.'));
        const bool is_one = table.find('*') == std::string::npos;
        if (is_one && coverage.fate == "moved" && seen.find(table) == nullptr) hidden.insert(table);
    }
    return hidden;
}

bool has(const std::vector<std::string>& privileges, const std::string& wanted) {
    return std::find(privileges.begin(), privileges.end(), wanted) != privileges.end();
}

// What migrate does there: it loads into tables beside the old ones and renames them.
std::vector<std::string> missing_on_mysql(const std::vector<std::string>& may) {
    std::vector<std::string> missing;
    if (has(may, "ALL PRIVILEGES")) return missing;
    for (const char* needed : {"ALTER", "CREATE", "DROP", "INSERT"})
        if (!has(may, needed)) missing.push_back(needed);
    return missing;
}

std::vector<std::string> missing_on_postgresql(const std::vector<std::string>& may,
                                               const db::Catalogue& tables) {
    std::vector<std::string> missing;
    if (has(may, "superuser") || has(may, "member of pg_write_all_data")) return missing;
    for (const db::Table& table : tables.tables)
        if (!has(may, "INSERT on " + table.name)) missing.push_back("INSERT on " + table.name);
    if (tables.tables.empty() && may.empty()) missing.push_back("CREATE on the schema");
    return missing;
}

// Of SQLite the role is the file's mode.
std::vector<std::string> missing_of(db::Session& target, const std::string& url) {
    switch (target.engine()) {
        case db::Engine::mysql:
            return missing_on_mysql(target.write_privileges());
        case db::Engine::postgresql:
            return missing_on_postgresql(target.write_privileges(), target.catalogue());
        case db::Engine::sqlite:
            break;
    }
    const bool writable = access(db::Url::parse(url).database.c_str(), W_OK) == 0;
    return writable ? std::vector<std::string>{} : std::vector<std::string>{"to write the file"};
}

bool is_not_set(const rules::Pack& pack, const std::string& parameter) {
    const auto value = pack.parameters.find(parameter);
    return value == pack.parameters.end() || value->second.empty() || value->second == "none";
}

}  // namespace

// The target itself may have been filled anew since; either witness is enough.
Sight look_at_defanged(Scene& scene) {
    if (!verify::knows_defanging(scene.pack)) return Sight::clear("the pack knows of no defanging");
    const char* const way_out =
        "fill it with the real addresses and gateways: the final profile does, so does "
        "--no-defang";
    if (cycle_says_defanged(scene) == "yes")
        return Sight::blocks(fmt::format("the last cycle ({}) left a defanged target: no real "
                                         "customer can be served from it",
                                         scene.last->number),
                             way_out);
    if (verify::says_defanged(scene.pack, scene.reader.session()).value_or(false))
        return Sight::blocks(
            "the target says that it is defanged: no real customer can be served "
            "from it",
            way_out);
    return Sight::clear("the target is not defanged");
}

Sight look_at_columns(Scene& scene) {
    const verify::CoverageWords words(scene.pack.coverage);
    std::vector<std::string> unknown;
    for (const db::Table& table : scene.source.session(&scene.pack).catalogue().tables) {
        if (table.absent) continue;
        for (const db::TableColumn& column : table.columns)
            if (!column.absent && words.find(table.name, column.name) == nullptr)
                unknown.push_back(table.name + "." + column.name);
    }
    if (unknown.empty()) return Sight::clear("the pack knows every column of the source");
    return Sight::blocks("columns of the source that the pack does not know, " + some_of(unknown),
                         "say in the pack's rules.yaml what becomes of them (docs/packs.md)");
}

Sight look_at_source_rights(Scene& scene) {
    db::Session& source = scene.source.session(&scene.pack);
    const auto hidden = hidden_tables(scene.pack, source.catalogue());
    std::vector<std::string> shut(hidden.begin(), hidden.end());
    for (const db::Table& table : source.catalogue().tables)
        if (!table.absent && !may_be_read(source, table.name)) shut.push_back(table.name);
    const std::string role = source.facts().user.empty() ? "tieout" : source.facts().user;
    if (shut.empty()) return Sight::clear(role + " can read every table of the source");
    return Sight::blocks(role + " cannot read tables of the source, " + some_of(shut),
                         "grant it SELECT on all of them");
}

Sight look_at_writer_rights(Scene& scene) {
    db::Session& target = scene.writer.session();
    const std::vector<std::string> missing = missing_of(target, scene.writer.url());
    const std::string role = target.facts().user.empty() ? "tieout" : target.facts().user;
    if (missing.empty()) return Sight::clear(role + " can write to the target");
    return Sight::blocks(role + " lacks rights on the target, " + some_of(missing),
                         "grant them to the role that migrates (`write` of the profile)");
}

Sight look_at_reader_rights(Scene& scene) {
    db::Session& target = scene.reader.session();
    const std::vector<std::string> may = target.write_privileges();
    if (may.empty()) return Sight::clear("the role that verifies can only read");
    const std::string sentence = "the role that verifies can write to the target, " + some_of(may);
    if (!scene.project.profile.policy.require_read_only_verifier)
        return Sight::clear(sentence + "; the policy allows it");
    return Sight::blocks(sentence,
                         "give one that cannot as `read` of the profile, or with --target-read");
}

Sight look_by_sql(Scene& scene, const SqlBlocker& blocker) {
    if (!blocker.needs.empty() && is_not_set(scene.pack, blocker.needs))
        return Sight::unknown(
            "not asked: the parameter " + blocker.needs + " of the pack is not set",
            "set it under `parameters` of tieout.yaml, or with --set " + blocker.needs + "=…");
    db::Session& session = blocker.side == rules::Origin::source ? scene.source.session(&scene.pack)
                                                                 : scene.reader.session();
    const db::SmallResult found =
        session.query(sql_for(scene.pack, blocker.sql, session.engine(), blocker.name));
    std::vector<std::string> offenders;
    for (const auto& row : found.rows)
        offenders.push_back(row.empty() ? "?" : printable(row[0].value_or("NULL")));
    if (offenders.empty()) return Sight::clear("no " + blocker.sentence);
    return Sight::blocks(blocker.sentence + ", " + some_of(offenders), blocker.way_out);
}

}  // namespace tieout::cutover
