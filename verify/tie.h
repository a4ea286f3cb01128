// verify.yaml as a model: ties, each two keyed sets of rows whose typed fields must be equal.
// docs/packs.md is its format.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "verify/defanged.h"
#include "verify/value.h"

namespace tieout::verify {

// One row for each billing cycle that a packed price offers. Adds columns cycle, price_part,
// setup_part.
struct PackedPrices {
    std::string price, setup, used;  // source columns; setup and used may be empty: none
};

// Produced columns and the texts that they always have.
using Constants = std::vector<std::pair<std::string, std::string>>;

// One row for each element of the lists in a PHP-serialised value.
struct PhpSerialized {
    struct Line {
        std::string list;
        bool always = false;                                       // `unless_zero` does not apply
        std::vector<std::pair<std::string, std::string>> columns;  // new column, key in the element
        Constants constants;
        std::string unless_zero;  // new column; empty: none
    };
    std::string column;
    std::vector<Line> lines;
};

// One row for each line of the tables in an HTML text (docs/packs.md, `html_table`).
struct HtmlTable {
    using Words = std::pair<std::string, std::vector<std::string>>;
    struct Language {
        std::vector<Words> header;  // produced column and the words that head it
        std::vector<Words> rows;    // role and the words by which its rows are known
    };
    struct Line {
        std::string role;
        bool negative = false;
        std::vector<std::string> only_where_null;  // source columns
        Constants constants;
    };
    std::string column, text, amount;
    std::vector<std::string> prices, whole, currency;
    std::string end;  // role; empty: none
    std::vector<Language> languages;
    std::vector<Line> lines;
};

// One row with the names of a joined list, for all of the balance's whole.
struct JoinedRows {
    std::string column, text, amount;
    Constants one, several;
};

// Rows of the first part that has any. Adds `position` and what the parts name.
struct FirstOf {
    struct Part {
        std::variant<PhpSerialized, HtmlTable, JoinedRows> lines;
        std::optional<std::string> mark;  // in place of what `mark` would say
    };
    struct Balance {
        Value to;            // a number of the source row
        std::string column;  // the produced column that is summed, and that takes the difference
        std::optional<int> round;  // each row counts as rounded to so many digits, half up
        Constants constants;
    };
    struct Mark {
        std::string column, exact, adjusted, none;
    };
    struct LookUp {
        std::string column, in, by;  // produced; of the source, a joined list; produced
    };
    std::vector<Part> parts;
    std::optional<Balance> balance;
    std::optional<Mark> mark;
    std::optional<LookUp> look_up;
};

using Explode = std::variant<std::monostate, PackedPrices, FirstOf>;

// The columns that a producer adds to those of the source row, each once, in order.
std::vector<std::string> produced_columns(const FirstOf& chain);
std::vector<std::string> produced_columns(const Explode& explode);
// The source columns that it reads beside its values, and which of them as stored bytes.
std::vector<std::string> columns_read(const Explode& explode);
std::vector<std::string> columns_read_as_bytes(const Explode& explode);

// A fixed set of rows, written in the pack itself.
struct LiteralRows {
    std::vector<std::string> columns;
    std::vector<std::vector<std::optional<std::string>>> rows;
};

// Where the rows of one side come from: a table with joins, a statement, or fixed rows. Exactly one
// of them.
struct Side {
    std::string from;                          // "invoice" or "invoice i"
    std::map<std::string, std::string> joins;  // SQL by engine name, or "any"; empty: none
    std::string where;                         // SQL
    std::map<std::string, std::string> sql;    // by engine name, or "any"
    std::string sql_name;                      // file of the SQL, for people
    std::optional<LiteralRows> literal;
    Explode explode;
    std::vector<Value> key;
    std::vector<std::string>
        covers;  // "table.column" that a statement compares: for coverage, since SQL is not parsed
    std::string position;      // file:line:column
    bool exact_names = false;  // `from` and columns are names as they stand: no alias, no qualifier
    std::string column_name(const std::string& column) const;  // without its qualifier
    std::string table() const;  // `from` without its alias; empty: none
    std::string label() const;  // what people are told: table, file or "fixed rows"
};

struct Field {
    std::string name;
    As as = As::text;
    Value source, target;
    std::optional<DefangedForm> defanged{};  // nullopt: as in the source, defanged or not
};

struct Group {
    enum class Part { whole, month, year };
    std::size_t field = 0;
    Part part = Part::whole;
    bool operator==(const Group&) const = default;
};

// "sum total by client": a figure of each side, for the whole and by group.
struct Total {
    std::string name;
    std::optional<std::size_t> sum;  // field; nullopt: rows are counted
    std::vector<Group> groups;       // empty: the whole
};

struct Parent {
    std::size_t field = 0;  // its value is a key of `tie`
    std::string tie;
};

struct Derivation {
    std::string tie;  // this tie's rows are sums of that tie's rows …
    std::string by;   // … whose field of this name is our key
};

// What the pack wants to find in the target's catalogue for the table of `target.from`.
struct Expectations {
    std::vector<std::vector<std::string>> unique;
    // "A" and "a" are one value to the index: by lower() or upper(), a type or a collation.
    std::vector<std::vector<std::string>> unique_ignoring_case;
    std::vector<std::pair<std::string, std::string>> foreign_keys;  // column, parent table
    std::vector<std::string> not_null, checks;
};

struct Tie {
    std::string name, title;
    Side source, target;
    std::vector<std::string> key_names;  // for people: the source's columns without qualifier
    std::vector<As> key_as;              // one a key column
    std::vector<Field>
        fields;  // in file order, but secrets last: the digest that is shown leaves them out
    std::vector<Parent> parents;
    std::vector<Derivation> derived_from;
    std::optional<std::size_t> money;  // field that says what a row means in money
    std::vector<Total> totals;
    Expectations expects;
    std::string position;  // file:line:column

    // Index of a field; nullopt: no such field.
    std::optional<std::size_t> field(std::string_view field_name) const;
};

// All ties of a pack: parents before children, sums after what they sum, else in file order.
struct Ties {
    std::vector<Tie> ties;
    std::optional<Marker> defanged;  // nullopt: the pack knows of no defanging

    // Reads the pack's verify.yaml. Throws Error(Fault::usage) with file, line and column.
    static Ties load(const rules::Pack& pack);
    const Tie* find(std::string_view tie) const;
    // Drops all others; empty `names` drop none. Throws Error(Fault::usage) for a name that is
    // none.
    void keep_only(const std::vector<std::string>& names);
};

// Reads "sum total by month(due_on)"; throws at `node`'s position.
Total read_total(const rules::Yaml& node, const std::string& text, const Tie& tie);

}  // namespace tieout::verify
