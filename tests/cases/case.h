// A test as a text that an accountant can read and add to: a story, what is given, what is done,
// what must be found.
//
//   # A cent lost in an invoice total is found.
//   given migrated shop.sql
//   on mysql -> postgresql
//   target sql
//       update invoice set subtotal = 118.99, total = 118.99 where number = '1003';
//   run tieout verify SOURCE TARGET --pack modernbill --json
//   expect exit 1
//   expect finding changed invoice key 1003 subtotal 119.00 -> 118.99, total 119.00 -> 118.99
//   origin target expect no other finding
//
// The words:
//   pack FOLDER zone ZONE            before `given`: the pack and the zone of what is given, below
//   tests/packs; without it modernbill in America/New_York. PACK and ZONE stand for them in `run`
//   given migrated FILE              v4 made of its DDL and FILE (beside the case), moved to v5;
//   proved clean before use given migrated sample N clients seed S given source FILE v4 as above;
//   v5 is an empty database given nothing                    two empty databases on SOURCE ->
//   TARGET              engines; once a pair, the case runs on each source sql, target sql the
//   indented lines below go to that side's own client file NAME                        the indented
//   lines below become a file in the folder where commands run run WORDS… SOURCE and TARGET stand
//   for the URLs expect exit N expect verdict WORD              of the JSON on stdout, as all below
//   expect finding KIND NAME [key K] [COLUMN V -> V, …] [origin O] [severity S] [count N]
//   expect no [other] finding        each row of each finding was expected; notices are not asked
//   about expect tie NAME FIGURE N …       figures of one tie: source_rows 12 equal 11 expect
//   stdout|stderr has "…"
//
// NAME is a tie or a rule. Values are words, or JSON strings in quotes ("Zo\u0065\u0308"), or NULL,
// or absent. Blanks in front of a line have a meaning; other lines starting with # are comments. No
// loops, no variables.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "db/url.h"

namespace tieout::tests {

struct Value {
    enum class Kind { text, null, absent } kind = Kind::text;
    std::string text;
    bool operator==(const Value&) const = default;
};

struct ExpectedColumn {
    std::string name;
    Value source, target;
    bool operator==(const ExpectedColumn&) const = default;
};

struct ExpectExit {
    int code = 0;
};
struct ExpectVerdict {
    std::string word;
};
struct ExpectFinding {
    std::string kind, name;
    std::optional<std::string> key;
    std::vector<ExpectedColumn> columns;  // for `changed`: exactly these; else: these among others
    std::string origin, severity;         // empty: any
    std::optional<std::uint64_t>
        count;  // members; without it the finding's rows are expected one by one
};
struct ExpectNoOther {};
struct ExpectTie {
    std::string tie;
    std::vector<std::pair<std::string, std::int64_t>> figures;
};
struct ExpectText {
    bool on_stderr = false;
    std::string part;
};
struct PlantSql {
    bool in_target = true;
    std::string sql;
};
struct WriteFile {
    std::string name, content;
};
struct RunCommand {
    std::vector<std::string> words;
};

using Act = std::variant<PlantSql, WriteFile, RunCommand, ExpectExit, ExpectVerdict, ExpectFinding,
                         ExpectNoOther, ExpectTie, ExpectText>;

struct Step {
    int line = 0;
    Act act;
};

struct Given {
    enum class What { nothing, source, migrated } what = What::nothing;
    std::string file;  // empty: a sample
    int clients = 0, seed = 0;
    // A folder below tests/packs, or the pack that ships. Every zone has daylight saving time, and
    // is neither the servers' nor the machine's.
    std::string pack = "modernbill", zone = "America/New_York";
    auto operator<=>(const Given&) const = default;
};

struct Engines {
    db::Engine source, target;
    auto operator<=>(const Engines&) const = default;
};

struct Case {
    std::string file, story;
    Given given;
    std::vector<Engines> on;
    std::vector<Step> steps;
};

// Throws std::runtime_error "file:line: what is wrong" where a line is none of the above.
Case parse_case(const std::string& file, std::string_view text);

}  // namespace tieout::tests
