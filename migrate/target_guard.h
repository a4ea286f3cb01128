// What a target must be before it is written to: the role may, and whatever stands in the tables
// that are filled is ours to replace.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "db/write/writer.h"
#include "migrate/books.h"

namespace tieout::migrate {

class TargetGuard {
public:
    // `tables`: those that the plan fills, each once, in order of loading; all are in the target.
    TargetGuard(db::Writer& target, Books& books, std::vector<std::string> tables)
        : target_(target), books_(books), tables_(std::move(tables)) {}

    // Before anything else is said of the target: a role that may not write sees no books of ours
    // either, and would be told of rows that are not the point. Deletes nothing. Throws
    // Error(Fault::rights).
    void ask_rights();
    // Throws Error(Fault::usage) where a row stands there that no run of ours wrote.
    void refuse_foreign_rows();
    // So many rows are in each table of the plan. Counted once.
    const std::map<std::string, std::uint64_t>& rows();
    // Tables that the plan does not fill and that refer to one that it fills, directly or by way of
    // another.
    std::vector<std::string> others_that_refer() const;
    // Throws Error(Fault::usage) where one of them has rows.
    void refuse_referring_rows();
    std::uint64_t count(const std::string& table);

private:
    std::string quoted(const std::string& table);
    bool has_unmarked_rows(const std::string& table);

    db::Writer& target_;
    Books& books_;
    std::vector<std::string> tables_;
    std::map<std::string, std::uint64_t> rows_;
};

}  // namespace tieout::migrate
