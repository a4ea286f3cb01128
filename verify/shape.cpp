#include "verify/shape.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.h"
#include "base/unicode.h"
#include "db/shape.h"
#include "verify/proof.h"

namespace tieout::verify {
namespace {

std::string table_of(const std::string& dotted) {
    return dotted.substr(0, dotted.find('.'));
}

// "client_info" or "client_info.client_id", with `prefix` before it in the database.
bool is_there(const db::Catalogue& catalogue, const std::string& dotted,
              const std::string& prefix = "") {
    const db::Table* table = catalogue.find(prefix + table_of(dotted));
    if (table == nullptr || table->absent) return false;
    if (dotted.find('.') == std::string::npos) return true;
    const db::TableColumn* column = table->find(dotted.substr(dotted.find('.') + 1));
    return column != nullptr && !column->absent;
}

std::vector<std::string> fitting_prefixes(const rules::PackSide& side,
                                          const db::Catalogue& catalogue) {
    const auto fits = [&](const std::string& prefix) {
        return std::all_of(side.recognise.begin(), side.recognise.end(),
                           [&](const auto& each) { return is_there(catalogue, each, prefix); });
    };
    if (side.recognise.empty() || fits("")) return {""};
    const std::string end = to_lower(table_of(side.recognise.front()));
    std::set<std::string> prefixes;
    for (const db::Table& table : catalogue.tables) {
        if (!to_lower(table.name).ends_with(end)) continue;
        const std::string prefix = table.name.substr(0, table.name.size() - end.size());
        if (fits(prefix)) prefixes.insert(prefix);
    }
    return {prefixes.begin(), prefixes.end()};
}

std::string prefix_of(const rules::PackSide& side, db::Session& session) {
    if (!side.prefix.empty()) return side.prefix;
    const auto prefixes = fitting_prefixes(side, session.catalogue());
    if (prefixes.size() > 1)
        throw Error(
            Fault::schema,
            fmt::format("{} holds more than one {}, with tables prefixed {}: say which with "
                        "--prefix, or `source_prefix` in tieout.yaml",
                        session.facts().url, side.label, fmt::join(prefixes, ", ")));
    return prefixes.empty() ? "" : prefixes.front();
}

db::ValueType type_of(const std::string& word) {
    if (word == "integer") return db::ValueType::integer;
    return word == "decimal" ? db::ValueType::decimal : db::ValueType::text;
}

std::map<std::string, std::vector<db::OptionalColumn>> columns_of(
    const std::map<std::string, std::vector<rules::OptionalColumn>>& optional) {
    std::map<std::string, std::vector<db::OptionalColumn>> result;
    for (const auto& [table, columns] : optional)
        for (const rules::OptionalColumn& column : columns)
            result[table].push_back({column.name, type_of(column.type)});
    return result;
}

db::Shape shape_of(const rules::Pack& pack, const std::string& prefix) {
    const rules::PackSide& side = pack.source;
    std::set<std::string> tables;
    for (const std::string& each : side.recognise)
        tables.insert(table_of(each));
    for (const auto& [column, fate] : pack.coverage)
        tables.insert(table_of(column));
    db::Shape shape{
        prefix, {}, columns_of(side.optional_tables), columns_of(side.optional_columns)};
    for (const auto* optional : {&side.optional_tables, &side.optional_columns})
        for (const auto& [table, columns] : *optional)
            tables.insert(table);
    shape.tables.assign(tables.begin(), tables.end());
    return shape;
}

// ---- what it is called ----

bool fits(const rules::Variant& variant, const db::Catalogue& catalogue) {
    const auto there = [&](const std::string& each) { return is_there(catalogue, each); };
    return std::all_of(variant.has.begin(), variant.has.end(), there) &&
           std::none_of(variant.lacks.begin(), variant.lacks.end(), there);
}

std::string name_of(const rules::PackSide& side, const db::Catalogue& catalogue) {
    for (const rules::Variant& variant : side.variants)
        if (fits(variant, catalogue)) return variant.name;
    return side.variants.empty() ? "" : "no variant that the pack has a name for";
}

std::vector<std::string> lacking(const db::Catalogue& catalogue) {
    std::vector<std::string> result;
    for (const db::Table& table : catalogue.tables) {
        if (table.absent) {
            result.push_back(table.name);
            continue;
        }
        for (const db::TableColumn& column : table.columns)
            if (column.absent) result.push_back(table.name + "." + column.name);
    }
    return result;
}

std::string prefix_in(const rules::PackSide& side, const db::Catalogue& catalogue) {
    if (side.recognise.empty()) return "";
    const db::Table* table = catalogue.find(table_of(side.recognise.front()));
    if (table == nullptr || table->stored_as.size() <= table->name.size()) return "";
    return table->stored_as.substr(0, table->stored_as.size() - table->name.size());
}

// "InnoDB", or "InnoDB and MyISAM": of the tables that the pack recognises it by.
std::string storage_in(const rules::PackSide& side, const db::Catalogue& catalogue) {
    std::set<std::string> kinds;
    for (const std::string& each : side.recognise) {
        const db::Table* table = catalogue.find(table_of(each));
        if (table != nullptr && !table->storage.empty()) kinds.insert(table->storage);
    }
    return fmt::format("{}", fmt::join(kinds, " and "));
}

}  // namespace

std::unique_ptr<db::Session> open_in_shape(const rules::Pack& pack,
                                           std::unique_ptr<db::Session> session) {
    if (session->catalogue().tables.empty()) recognise(pack.source, *session);  // says so
    const std::string prefix = prefix_of(pack.source, *session);
    auto shaped = db::in_shape(std::move(session), shape_of(pack, prefix));
    recognise(pack.source, *shaped);
    return shaped;
}

std::string variant_of(const rules::PackSide& side, db::Session& session) {
    const db::Catalogue& catalogue = session.catalogue();
    std::vector<std::string> parts;
    if (const auto missing = lacking(catalogue); !missing.empty())
        parts.push_back(fmt::format("no {}", fmt::join(missing, ", ")));
    if (const std::string prefix = prefix_in(side, catalogue); !prefix.empty())
        parts.push_back("tables prefixed " + prefix);
    if (const std::string storage = storage_in(side, catalogue); !storage.empty())
        parts.push_back(storage);
    const std::string name = name_of(side, catalogue);
    if (name.empty() || parts.empty()) return name + fmt::format("{}", fmt::join(parts, "; "));
    return fmt::format("{}: {}", name, fmt::join(parts, "; "));
}

}  // namespace tieout::verify
