// A PostgreSQL database that a writer fills, and what a second session sees of it.
#pragma once

#include <string>
#include <string_view>

#include "db/session.h"
#include "tests/support/scratch.h"

namespace tieout::db {

struct PostgresqlTarget {
    explicit PostgresqlTarget(std::string_view schema) { scratch.run_client(schema); }
    static std::string cell(const SmallResult& result) {
        return result.rows.at(0).at(0).value_or("NULL");
    }
    std::string look(std::string_view sql) const {
        return cell(Session::open(scratch.parsed())->query(sql));
    }
    tests::Scratch scratch{Engine::postgresql};
};

}  // namespace tieout::db
