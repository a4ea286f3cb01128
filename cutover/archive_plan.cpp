#include "cutover/archive_plan.h"

#include <algorithm>

#include "base/error.h"
#include "base/unicode.h"
#include "rules/yaml.h"
#include "verify/coverage_words.h"

namespace tieout::cutover {
namespace {

namespace fs = std::filesystem;

// "config_*" fits "config_12"; one star, at the end.
bool fits(const std::string& pattern, const std::string& column) {
    const std::string wanted = to_lower(pattern), name = to_lower(column);
    if (!wanted.ends_with('*')) return wanted == name;
    return name.starts_with(wanted.substr(0, wanted.size() - 1));
}

RowsKept rows_kept_at(const rules::Yaml& node) {
    const auto entries = node.entries();
    if (entries.size() != 1) node.fail("expected one column and the values of the rows to keep");
    return {entries[0].first, entries[0].second.texts()};
}

ArchivePlan::Secret secret_at(const rules::Yaml& node) {
    if (!node.is_map()) return {node.texts(), {}};
    node.only({"columns", "kept_where"});
    return {node.need("columns").texts(), rows_kept_at(node.need("kept_where"))};
}

std::map<std::string, std::vector<std::string>> columns_at(const rules::Yaml& node) {
    std::map<std::string, std::vector<std::string>> result;
    for (const auto& [table, columns] : node.entries())
        result[table] = columns.texts();
    return result;
}

PageSection section_at(const rules::Yaml& node) {
    node.only({"title", "note", "as", "sql", "running"});
    PageSection section;
    section.title = node.need("title").text();
    section.sql = node.need("sql").text();
    if (const auto note = node.find("note")) section.note = note->text();
    if (const auto as = node.find("as")) section.is_card = as->one_of({"card", "table"}) == 0;
    if (const auto running = node.find("running")) {
        running->only({"column", "adds", "takes"});
        section.running = running->need("column").text();
        section.adds = running->need("adds").text();
        section.takes = running->need("takes").text();
    }
    return section;
}

ArchivePages pages_at(const rules::Yaml& node) {
    node.only({"folder", "search_label", "list", "sections", "words"});
    ArchivePages pages;
    pages.folder = node.need("folder").text();
    pages.search_label = node.need("search_label").text();
    pages.list = node.need("list").text();
    for (const rules::Yaml& section : node.need("sections").items())
        pages.sections.push_back(section_at(section));
    pages.words = node.need("words").texts();
    return pages;
}

}  // namespace

ArchivePlan ArchivePlan::load(const rules::Pack& pack) {
    const fs::path file = pack.folder / "archive.yaml";
    std::error_code not_there;
    if (!fs::is_regular_file(file, not_there))
        throw Error(Fault::usage,
                    "the pack " + pack.name + " has no archive.yaml (" + file.string() +
                        "), which says what is secret: without it nothing is archived");
    const rules::Yaml yaml = rules::Yaml::load(file);
    yaml.only({"secrets", "suspicious", "moments", "indexes", "search", "pages"});
    ArchivePlan plan;
    for (const auto& [table, node] : yaml.need("secrets").entries())
        plan.secrets[table] = secret_at(node);
    if (const auto words = yaml.find("suspicious"))
        for (const std::string& word : words->texts())
            plan.suspicious.push_back(to_lower(word));
    if (const auto moments = yaml.find("moments")) plan.moments = columns_at(*moments);
    if (const auto indexes = yaml.find("indexes")) plan.indexes = columns_at(*indexes);
    if (const auto search = yaml.find("search"))
        for (const auto& [kind, sql] : search->entries())
            plan.search.push_back({kind, sql.text()});
    if (const auto pages = yaml.find("pages")) plan.pages = pages_at(*pages);
    return plan;
}

bool Secrets::is_named(const std::string& table, const std::string& column) const {
    const auto found = plan_.secrets.find(table);
    if (found == plan_.secrets.end()) return false;
    const auto& columns = found->second.columns;
    return std::any_of(columns.begin(), columns.end(),
                       [&](const auto& pattern) { return fits(pattern, column); });
}

bool Secrets::sounds_secret(const std::string& table, const std::string& column) const {
    if (verify::CoverageWords(pack_.coverage).find(table, column) != nullptr) return false;
    const std::string name = to_lower(column);
    return std::any_of(plan_.suspicious.begin(), plan_.suspicious.end(),
                       [&](const auto& word) { return name.find(word) != std::string::npos; });
}

Keeps Secrets::keeps(const std::string& table, const std::string& column) const {
    if (is_named(table, column)) {
        const RowsKept& rows = kept(table);
        if (rows.column.empty()) return Keeps::nothing;
        return to_lower(rows.column) == to_lower(column) ? Keeps::all : Keeps::some_rows;
    }
    return sounds_secret(table, column) ? Keeps::nothing : Keeps::all;
}

std::string Secrets::why(const std::string& table, const std::string& column) const {
    if (is_named(table, column)) return "the pack calls it a secret";
    return "the pack does not know it, and its name sounds like a secret's";
}

}  // namespace tieout::cutover
