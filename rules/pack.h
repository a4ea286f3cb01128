// A pack: a folder that knows one migration. This reads what every stage may know of it (pack.yaml, rules.yaml, files);
// migrate.yaml is migrate's and verify.yaml is verify's alone.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rules/finding.h"
#include "rules/yaml.h"

namespace tieout::rules {

struct PackSide {
    std::string label;                   // "ModernBill v4"
    std::string schema;                  // folder of the DDL: "v4"
    std::vector<std::string> recognise;  // "client_info.client_id": tables and columns that must be there
};

// A statement that must hold within one side: SQL that returns the offenders' keys. File or inline SQL, for all engines or
// one for each (`sql: {mysql: …, postgresql: …, sqlite: …}`).
struct Rule {
    std::string name, title, advice;
    Severity severity = Severity::error;
    // SQL by engine name, or under "any"; empty: not asked of that side.
    std::map<std::string, std::string> source_sql, target_sql;
    std::string source_table;                // what the offender's key is a key of, in the source's words
    std::string tie;                         // tie whose key the SQL returns; empty: none
    std::vector<std::string> key;            // result columns that are the key; all others are shown
    std::string amount;                      // result column that is money; empty: none
    std::string where;                       // file:line:column
    const std::string* sql(Origin side, const std::string& engine) const;  // nullptr: not asked
};

// What becomes of a source column.
struct Coverage {
    std::string fate;    // moved, derived, not_moved
    std::string reason;  // for not_moved and derived
};

struct Pack {
    std::filesystem::path folder;
    std::string name, version, title;
    PackSide source, target;
    std::vector<std::string> may_be_empty;  // ties for which zero rows on both sides hold
    // Parameters that the pack takes, with defaults: zone, currency, and the pack's own ("status_1: suspended").
    std::map<std::string, std::string> parameters;
    std::vector<Rule> rules;
    std::map<std::string, Coverage> coverage;         // "client_info.client_fname" or "sessions.*"
    std::map<std::string, Coverage> target_coverage;  // fates: filled, defaulted, empty

    // `name_or_path`: a folder, or the name of a pack that ships with tieout (found beside the program, in
    // ../share/tieout/packs, or in the source tree's rules/).
    static Pack load(const std::string& name_or_path);
    // Contents of a file of the pack; throws Error(Fault::usage) naming the file.
    std::string read(const std::string& file) const;
    // All files that decide what is compared and moved, hashed: changes with any of them.
    std::string digest() const;
    // `sql` replaced by parameters: ${currency}, ${zone}, …, as SQL literals are not made of them: only [A-Za-z0-9_/+:. -]
    // is allowed in a parameter.
    std::string expand(const std::string& text) const;
    // Reads `sql: file.sql | {mysql: …} | {inline: select …}` at `node`.
    std::map<std::string, std::string> sql_at(const Yaml& node) const;
};

}  // namespace tieout::rules
