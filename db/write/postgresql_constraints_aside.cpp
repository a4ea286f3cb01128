#include "db/write/postgresql_constraints_aside.h"

#include <fmt/format.h>

#include "base/error.h"

namespace tieout::db {

void ConstraintsAside::drop(const std::string& table, const Constraint& constraint) {
    Savepoint savepoint(connection_);
    try {
        connection_.execute(
            fmt::format("ALTER TABLE {} DROP CONSTRAINT {}", constraint.table, constraint.name));
    } catch (const Error&) {
        if (!connection_.alive()) throw;
        return;
    }
    savepoint.release();
    aside_[table].push_back(constraint);
}

void ConstraintsAside::make(const Constraint& constraint) {
    try {
        connection_.execute(fmt::format("ALTER TABLE {} ADD CONSTRAINT {} {}", constraint.table,
                                        constraint.name, constraint.definition));
    } catch (const Error& error) {
        if (error.fault() != Fault::data) throw;
        throw Error(Fault::internal, fmt::format("{}: {}; nothing of this migration was kept",
                                                 error.what(), broken_));
    }
}

void ConstraintsAside::make(const std::string& table) {
    const auto found = aside_.find(table);
    if (found == aside_.end()) return;
    for (const Constraint& constraint : found->second)
        make(constraint);
    aside_.erase(found);
}

void ConstraintsAside::make_all() {
    while (!aside_.empty())
        make(std::string(aside_.begin()->first));
}

}  // namespace tieout::db
