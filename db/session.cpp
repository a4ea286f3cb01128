#include "db/session.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "db/mysql_session.h"
#include "db/postgresql_session.h"
#include "db/sqlite_session.h"

namespace tieout::db {

std::string quote_identifier(Engine engine, std::string_view identifier) {
    const char mark = engine == Engine::mysql ? '`' : '"';
    std::string out(1, mark);
    for (const char c : identifier) {
        out += c;
        if (c == mark) out += mark;
    }
    return out += mark;
}

std::string lie_elsewhere(const std::vector<std::string>& tables) {
    constexpr std::size_t most = 3;
    const std::size_t named = std::min(tables.size(), most);
    std::string out = fmt::format("{}", fmt::join(tables.data(), tables.data() + named, ", "));
    if (named < tables.size()) out += fmt::format(" and {} more", tables.size() - named);
    return out + (tables.size() == 1 ? " lies" : " lie") + " on other servers";
}

std::unique_ptr<Session> Session::open(const Url& url, Snapshot snapshot) {
    switch (url.engine) {
        case Engine::mysql:
            return open_mysql(url, snapshot);
        case Engine::postgresql:
            return open_postgresql(url, snapshot);
        case Engine::sqlite:
            return open_sqlite(url, snapshot);
    }
    throw Error(Fault::internal, "A database URL names no engine.");
}

std::string Session::quote(std::string_view identifier) const {
    return quote_identifier(engine(), identifier);
}

}  // namespace tieout::db
