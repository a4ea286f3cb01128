// How the rows of two sides meet.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/session.h"
#include "verify/tie.h"

namespace tieout::verify {

enum class Strategy {
    automatic,  // merge where both sides keep their rows in the key's order anyway, else the table
    merge,      // both servers are asked for the rows in the key's order
    table,      // rows come as they come
    push_down   // both servers digest ranges of rows, and only ranges that differ are sent
};

// Bytes that the waiting rows and remembered keys of one tie may take before they go to disk.
constexpr std::size_t default_memory = std::size_t{256} << 20;

// "auto", "merge", "table", "push-down"; nullopt: none of them.
std::optional<Strategy> strategy_of(std::string_view word);

// How one side could be asked for its rows in the order of their canonical keys.
struct KeyOrder {
    std::vector<std::string> by;  // SQL, one a key column; empty: it cannot
    bool is_free = false;         // the server reads them in this order anyway
    std::string why_not;          // one clause, where `by` is empty
};

// `quoted`: each key column as the statement of the side names it. `table`: the catalogue's table
// of `from`, or nullptr.
KeyOrder key_order(const Side& side, const std::vector<As>& key_as, const db::Table* table,
                   db::Engine engine, const std::vector<std::string>& quoted);

struct Choice {
    bool merges = false;  // else the table
    std::string why;      // one clause; empty: nothing else was asked for or possible
};

Choice choose(Strategy asked, const KeyOrder& source, const KeyOrder& target);

}  // namespace tieout::verify
