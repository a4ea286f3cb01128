// Values of a plan bound to the columns of one source: what is resolved once, and not for every
// row.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/decimal.h"
#include "migrate/convert.h"
#include "migrate/plan.h"
#include "migrate/source_query.h"

namespace tieout::migrate {

// A map of the pack, for looking up: by trimmed text, then by number.
class WordTable {
public:
    WordTable() = default;
    explicit WordTable(const WordMap& map);
    // nullptr: the map has no such code.
    const std::optional<std::string>* find(std::string_view code) const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    std::unordered_map<std::string, std::optional<std::string>, Hash, std::equal_to<>> words_;
};

struct BoundStep {
    const Step* step;
    ColumnRef column;                 // times, packed_part
    WordTable words;                  // map, times
    std::optional<Decimal> constant;  // multiply
    std::optional<LocalClock> clock;  // local_time
};

struct BoundBranch;

struct BoundValue {
    const Value* value;
    ColumnRef column;  // column, sql
    std::vector<BoundValue> parts, minus, otherwise;
    std::vector<BoundBranch> branches;
    std::vector<BoundStep> steps;
};

struct BoundBranch {
    const Branch* branch;
    BoundValue then;
};

// A column as it is, with no step.
bool is_bare_column(const BoundValue& value);

// `value` must outlive the result. Adds the columns that it needs to `source`.
BoundValue bind(const Value& value, SourceQuery& source);

// The source's own text of the value, for the quarantine: of its first column that is not NULL; ""
// where all are.
std::string raw_text(const BoundValue& value, const Row& row);

}  // namespace tieout::migrate
