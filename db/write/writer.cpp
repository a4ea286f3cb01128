#include "db/write/writer.h"

#include "base/error.h"
#include "db/write/mysql_writer.h"
#include "db/write/postgresql_writer.h"
#include "db/write/sqlite_writer.h"

namespace tieout::db {

std::unique_ptr<Writer> Writer::open(const Url& url) {
    switch (url.engine) {
        case Engine::mysql:
            return open_mysql_writer(url);
        case Engine::postgresql:
            return open_postgresql_writer(url);
        case Engine::sqlite:
            return open_sqlite_writer(url);
    }
    throw Error(Fault::internal, "A database URL names no engine.");
}

std::string Writer::quote(std::string_view identifier) const {
    return quote_identifier(engine(), identifier);
}

}  // namespace tieout::db
