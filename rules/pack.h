// A pack: a folder that knows one migration. This reads what every stage may know of it (pack.yaml,
// rules.yaml, files); migrate.yaml is migrate's and verify.yaml is verify's alone.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rules/finding.h"
#include "rules/yaml.h"

namespace tieout::rules {

// A column that an install may lack; it is NULL then.
struct OptionalColumn {
    std::string name, type;  // type: text, integer, decimal
};

// A kind of install that the pack can name by what is there: the first whose evidence fits.
struct Variant {
    std::string name;                // "ModernBill v3"
    std::vector<std::string> has;    // "client_info.client_address_2", or a table: all of them
    std::vector<std::string> lacks;  // none of them
};

struct PackSide {
    std::string label;   // "ModernBill v4"
    std::string schema;  // folder of the DDL: "v4"
    std::vector<std::string>
        recognise;  // "client_info.client_id": tables and columns that must be there
    // Of the source: what an install may lack, by table; whole tables with their columns.
    std::map<std::string, std::vector<OptionalColumn>> optional_tables, optional_columns;
    std::vector<Variant> variants;
    std::string prefix;  // of the install's tables, as the project gives it; empty: found out
};

// One predicate over a field of a tie's row, in canonical text. NULL satisfies only `is_null:
// true`.
struct FieldTest {
    enum class Kind { in, not_in, is_null, at_least, at_most, at_most_field, day };
    std::string field;
    Kind kind = Kind::in;
    // in, not_in: the words; is_null: "true" or "false"; at_least, at_most: a number or a day;
    // at_most_field: the other field; day: of the month. One word but for in and not_in.
    std::vector<std::string> words;
    std::string where;  // file:line:column
};

// A statement that must hold within one side: SQL that returns the offenders' keys. File or inline
// SQL, for all engines or one for each (`sql: {mysql: …, postgresql: …, sqlite: …}`).
struct Rule {
    std::string name, title, advice;
    Severity severity = Severity::error;
    // SQL by engine name, or under "any"; empty: not asked of that side.
    std::map<std::string, std::string> source_sql, target_sql;
    std::string source_table;      // what the offender's key is a key of, in the source's words
    std::string tie;               // tie whose key the SQL returns; empty: none
    std::vector<std::string> key;  // result columns that are the key; all others are shown
    std::string amount;            // result column that is money; empty: none
    // Result columns of unix seconds: of what the SQL returns, only rows of which one is no
    // midnight of the zone are offenders; empty: all are.
    std::vector<std::string> off_midnight;
    // A rule over the fields of `tie`'s rows, asked of both sides while they are read; empty: a
    // rule in SQL. It speaks of the rows for which all of `when` hold; those for which one of
    // `must` does not hold are the offenders.
    std::vector<FieldTest> when, must;
    std::string where;  // file:line:column
    // nullptr: not asked. As written in the pack: Pack::expand() puts the parameters in.
    const std::string* sql(Origin side, const std::string& engine) const;
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
    // Parameters that the pack takes, with defaults: zone, currency, and the pack's own ("status_1:
    // suspended"). A project's take their place through set(), before anything is expanded.
    std::map<std::string, std::string> parameters;
    std::vector<Rule> rules;
    std::map<std::string, Coverage> coverage;         // "client_info.client_fname" or "sessions.*"
    std::map<std::string, Coverage> target_coverage;  // fates: filled, own, defaulted, empty

    // `name_or_path`: a folder, or the name of a pack that ships with tieout: in the folder that
    // TIEOUT_PACKS names, in
    // ../share/tieout/packs beside the program, or in the source tree's rules/.
    static Pack load(const std::string& name_or_path);
    // Throws Error(Fault::usage) where the pack does not know `parameter` (nearest word) or `value`
    // has a letter that expand() does not allow.
    void set(const std::string& parameter, const std::string& value);
    // Contents of a file of the pack; throws Error(Fault::usage) naming the file.
    std::string read(const std::string& file) const;
    // A YAML file of the pack, read once for this pack and its copies, whoever asks: several stages
    // of a cycle need the same. Throws as Yaml::load() does. Not thread-safe.
    Yaml yaml(const std::string& file) const;
    // All files of the folder but *.md, names and contents: changes with any of them. Empty where
    // there is no folder: a run without a pack.
    std::string digest() const;
    // `text` with ${currency}, ${zone}, … replaced by the parameters' values. No SQL literal can be
    // broken by one: only [A-Za-z0-9_/+:. -] is allowed in a value. Throws where a parameter is not
    // known.
    std::string expand(const std::string& text) const;
    // Reads at `node` a file's name, {inline: "select …"}, {mysql: …, postgresql: …, sqlite: …} of
    // these, or {sql: …} of these: SQL by engine, or under "any". Not expanded.
    std::map<std::string, std::string> sql_at(const Yaml& node) const;

private:
    using ReadFiles = std::map<std::filesystem::path, Yaml>;
    std::shared_ptr<ReadFiles> read_ = std::make_shared<ReadFiles>();
};

}  // namespace tieout::rules
