// What a pack says of one value of one side: where it comes from and the steps it goes through
// (docs/packs.md, Values).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tieout::rules {
class Yaml;
struct Pack;
}  // namespace tieout::rules

namespace tieout::verify {

// The canonical types. integer, decimal and money have one canonical form: the number.
enum class As {
    integer,
    decimal,
    money,
    date,
    instant,
    boolean,
    label,
    text,
    bytes,
    secret,
    real,
    time,
    json,
    uuid
};
std::string_view name(As as);
inline bool is_number(As as) {
    return as <= As::money;
}

enum class StepName {
    strip_nul,
    trim,
    fold,
    nfc,
    unslash,
    unescape_html,
    repair_latin1,
    unix_newlines,  // up to here usable under `repair`
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

// Which of two moments an hour means that a zone's clocks showed twice.
enum class Doubled { unreadable, earlier, later };

// The word that a code stands for; nullopt: NULL.
using WordMap = std::map<std::string, std::optional<std::string>>;

struct Step {
    StepName name = StepName::trim;
    bool repair = false;             // an intended change: counted where it changes anything
    std::vector<std::string> words;  // none_if; one: if_null, multiply, before … after_last (mark)
    int number = 0;                  // left, round
    std::string zone;                // local_time
    Doubled doubled = Doubled::unreadable;  // local_time
    std::string column;                     // times, packed_part
    WordMap map;                            // map, times
    bool has_otherwise = false;             // map, times: what is not in the map is `otherwise`
    std::optional<std::string> otherwise;   // nullopt: NULL
};

struct Value {
    enum class Form { column, constant, null, sql, first_of, choose, sum, concat };
    Form form = Form::null;
    std::string text;                        // column (may be qualified), or the constant;
                                             // concat: what stands between the parts
    std::map<std::string, std::string> sql;  // by engine name, or "any"
    std::vector<Value>
        parts;  // first_of, sum, concat; choose: the value of each of `cases`, then `otherwise`
    std::vector<Value> minus;                     // sum
    std::vector<std::vector<std::string>> cases;  // choose: compared with column `text`
    std::vector<Step> steps;
    std::string where;  // file:line:column

    static Value column(std::string name);
};

enum class SideName { source, target };

// The maps and sets of a verify.yaml, by name.
struct Words {
    std::map<std::string, WordMap> maps;
    std::map<std::string, std::vector<std::string>> sets;
};

// Reads a value; parameters of the pack are put in place. On the target, repairs of text are an
// error.
Value read_value(const rules::Yaml& node, SideName side, const Words& words,
                 const rules::Pack& pack);

// Visits `value` and all values in it.
template <class Visit>
void for_each_part(const Value& value, const Visit& visit) {
    visit(value);
    for (const Value& part : value.parts)
        for_each_part(part, visit);
    for (const Value& part : value.minus)
        for_each_part(part, visit);
}

}  // namespace tieout::verify
