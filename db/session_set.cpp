#include "db/session_set.h"

#include "base/error.h"
#include "db/mysql_session.h"
#include "db/postgresql_session.h"
#include "db/sqlite_session.h"

namespace tieout::db {

SessionSet open_at_one_moment(const Url& url, std::size_t wanted) {
    if (wanted < 2) {
        SessionSet alone;
        alone.sessions.push_back(Session::open(url));
        return alone;
    }
    switch (url.engine) {
        case Engine::mysql:
            return open_mysql_set(url, wanted);
        case Engine::postgresql:
            return open_postgresql_set(url, wanted);
        case Engine::sqlite:
            return open_sqlite_set(url, wanted);
    }
    throw Error(Fault::internal, "A database URL names no engine.");
}

}  // namespace tieout::db
