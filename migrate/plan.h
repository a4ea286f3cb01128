// What migrate.yaml says, as values: how each target table is made from the source. Nothing here
// has met a database yet; names of columns are checked when a plan is bound to one
// (source_query.h).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/decimal.h"
#include "migrate/convert.h"
#include "rules/pack.h"

namespace tieout::migrate {

enum class StepKind {
    strip_nul,
    trim,
    fold,
    nfc,
    unslash,
    unescape_html,
    repair_latin1,
    unix_newlines,
    empty_is_null,
    first_line,
    rest_lines,
    left,
    before,
    after,
    before_last,
    after_last,
    none_if,
    if_null,
    integer,
    decimal,
    plain_amount,
    php_number,
    positive_or_null,
    nonzero_or_null,
    negate,
    round,
    times,
    multiply,
    packed_part,
    unix_seconds,
    unix_date,
    local_time,
    map
};

// Text to compare source codes with: equal as trimmed text, or as numbers where both are numbers.
struct Code {
    std::string text;
    std::optional<Decimal> number;

    static Code of(std::string_view raw);
};
bool matches(const Code& code, std::string_view trimmed, const std::optional<Decimal>& number);

// A map of packs: code to word. A word may be NULL.
struct WordMap {
    std::string name;
    std::vector<std::pair<Code, std::optional<std::string>>> entries;
};

struct Step {
    StepKind kind;
    std::string where;               // file:line:column
    std::vector<std::string> words;  // none_if; one: if_null, multiply, before … after_last
                                     // (the mark), local_time (the zone)
    std::string column;              // times, packed_part
    const WordMap* map = nullptr;    // map, times
    bool has_otherwise = false;      // map, times
    std::optional<std::string> otherwise{};  // nullopt: NULL
    int number = 0;                          // left, round
    Twice twice = Twice::refused;            // local_time
};

struct Value;

// One branch of `case`.
struct Branch {
    std::vector<Code> codes;
    std::vector<Value> then;  // exactly one; a vector because Value is not complete here
};

// How one typed value is made from a source row.
struct Value {
    enum class Kind { column, constant, sql, first_of, choice, sum, concat };

    Kind kind = Kind::column;
    std::string where;
    std::string text;                        // column: its name; concat: what stands between
    std::map<std::string, std::string> sql;  // by engine, or "any"
    std::optional<std::string> constant;     // nullopt: NULL
    std::vector<Value> parts;                // first_of, sum, concat; choice: what is compared
    std::vector<Value> minus;                // sum
    std::vector<Branch> branches;            // choice
    std::vector<Value> otherwise;            // choice: none or one
    std::vector<Step> steps;
};

struct TargetValue {
    std::string column;
    Value value;
    std::string where;
};

struct PackedPrices {
    Value price, setup;
    std::optional<Value> used;
    std::string where;
};

// Columns of a produced row that are the same for every row of its kind.
using Constants = std::vector<std::pair<std::string, std::optional<std::string>>>;

// One kind of line that elements of a list give.
struct SnapshotLine {
    std::string list;
    bool always = false;
    std::vector<std::pair<std::string, std::string>> columns;  // new column, key of the element
    Constants constants;
    std::string unless_zero;  // a new column; empty: none
};

struct PhpSerialized {
    std::string column;
    std::vector<SnapshotLine> lines;
    std::string where;
};

// Rows of the tables of an HTML text. What the words mean: docs/packs.md, `html_table`.
struct HtmlTable {
    using Words = std::vector<std::pair<std::string, std::vector<std::string>>>;
    struct Language {
        Words header, rows;  // by produced column; by role
    };
    // What a row of a role becomes.
    struct Line {
        std::string role;
        bool negative = false;
        std::vector<std::string> only_where_null;  // source columns
        Constants constants;
    };
    std::string column, text, amount, end;
    std::vector<std::string> prices, whole, currency;
    std::vector<Language> languages;
    std::vector<Line> lines;
    std::string where;
};

// The whole of an invoice under the names that a joined list gives.
struct JoinedRows {
    std::string column, text, amount;
    Constants one, several;
    std::string where;
};

// Rows from the first of several readings that has any, made to sum to what they must.
struct FirstOf {
    struct Part {
        std::variant<PhpSerialized, HtmlTable, JoinedRows> lines;
        std::optional<std::string> mark;
    };
    struct Balance {
        Value to;
        std::string column;
        std::optional<int> round;  // digits that the target keeps of each row's number, half up
        Constants constants;
    };
    struct Mark {
        std::string column, exact, adjusted, none;
    };
    struct LookUp {
        std::string column, in, by;
    };
    std::vector<Part> parts;
    std::optional<Balance> balance;
    std::optional<Mark> mark;
    std::optional<LookUp> look_up;
    std::string where;
};

using Explode = std::variant<std::monostate, PackedPrices, FirstOf>;

// The names of the columns that a row producer adds, in order.
std::vector<std::string> produced_columns(const Explode& explode);

struct Reference {
    std::string column;  // of this table
    std::string table,
        parent;  // parent column; empty: what the target's foreign key or primary key says
    bool or_null = false;  // NULL in place of quarantine
    std::string where;
};

struct Reject {
    std::string column, because, where;
    std::vector<std::string> all_blank;  // in place of `column`: these are all NULL or blank
    std::optional<Decimal> below, above;
    bool is_null = false;
    std::optional<std::vector<std::string>> not_in;
};

// What defanging puts in place of a column's value, after conversion.
struct Defang {
    std::string column, where;
    std::optional<std::string> mail_to;   // an address goes to this domain; nullopt: the constant
    std::optional<std::string> constant;  // nullopt: NULL
};

// Rows that stand in the pack itself.
struct FixedRows {
    std::vector<std::string> columns;
    std::vector<std::vector<std::optional<std::string>>> rows;
};

// One source of one target table. A table that is filled from several has several, one after
// another.
struct TablePlan {
    std::string table, where_in_file;
    std::optional<FixedRows> fixed;
    std::string from, where;
    std::map<std::string, std::string> joins;  // by engine, or "any"; empty: none
    std::map<std::string, std::string> sql;    // by engine, or "any"; in place of `from`
    std::vector<std::string> key;
    Explode explode;
    std::vector<TargetValue> columns;
    std::vector<Reference> references;
    std::vector<std::vector<std::string>> unique;
    std::vector<Reject> rejects;
    std::vector<std::string> secret;
    std::vector<Defang> defang;
    bool only_defanged = false;  // fixed rows that a defanged target alone has

    // For people: "client_info", "rows of the pack", "a query of the pack".
    std::string source_name() const;
    // A column of the target.
    bool fills(const std::string& column) const;
};

struct Plan {
    std::map<std::string, WordMap> maps;
    std::map<std::string, std::vector<Code>> sets;
    std::vector<TablePlan> tables;

    // Reads the pack's migrate.yaml. Throws Error(Fault::usage) with file:line:column.
    static Plan load(const rules::Pack& pack);
    // The pack says what a rehearsal must not keep.
    bool can_defang() const;
    // Takes out all that defanging would do. A table whose only rows mark a defanged target stays,
    // to be emptied.
    void leave_real();
    Plan() = default;
    Plan(Plan&&) = default;
    Plan& operator=(Plan&&) = default;
    Plan(const Plan&) = delete;  // steps point into `maps`
    Plan& operator=(const Plan&) = delete;
};

}  // namespace tieout::migrate
