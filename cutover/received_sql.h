// Part of write_received(): the statements of received.sql, in an order that foreign keys allow.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cutover/marks.h"
#include "db/catalogue.h"

namespace tieout::cutover {

using Cells = std::vector<std::optional<std::string>>;

// The tables to mark, each behind those that it refers to; a circle is broken somewhere.
std::vector<MarkedTable> parents_first(const db::Catalogue& target);

// Told of tables parents first. Deleted rows go first, children before parents; then come new and
// changed rows, parents before children.
class ReceivedSql {
public:
    explicit ReceivedSql(db::Engine engine) : engine_(engine) {}

    // `types`: one a column of the table; `cells` likewise, of remove() the key's alone.
    void insert(const MarkedTable& table, const std::vector<db::ValueType>& types,
                const Cells& cells);
    void update(const MarkedTable& table, const std::vector<db::ValueType>& types,
                const Cells& cells);
    void remove(const MarkedTable& table, const std::vector<db::ValueType>& types,
                const Cells& key);

    // One transaction.
    std::string text() const;

private:
    std::string literal(const std::optional<std::string>& cell, db::ValueType type) const;
    std::string condition(const MarkedTable& table, const std::vector<db::ValueType>& types,
                          const Cells& key) const;
    std::string name(const std::string& identifier) const;

    db::Engine engine_;
    std::string written_;               // inserts and updates, in order
    std::vector<std::string> removed_;  // in the order told; to be run backwards
};

}  // namespace tieout::cutover
