// Where a database is: mysql://user@host:port/db, postgresql://user@host:port/db, sqlite:path.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace tieout::db {

enum class Engine { mysql, postgresql, sqlite };

std::string_view name(Engine engine);  // "mysql", "postgresql", "sqlite"

// Passwords are not in project files: a password inside a URL is accepted only from an environment
// variable or the command line of a test (`env:NAME` in place of a URL names the variable).
// Otherwise they come from MYSQL_PWD,
// ~/.my.cnf ([client]), PGPASSWORD, ~/.pgpass, as the client libraries do.
struct Url {
    Engine engine = Engine::sqlite;
    std::string user, password, host;
    int port = 0;          // 0: the engine's own
    std::string database;  // for SQLite the path of the file
    std::map<std::string, std::string>
        options;  // after '?': socket=…, ssl-mode, sslmode, sslrootcert, …

    // Throws Error(Fault::usage) naming what is wrong and the three forms.
    static Url parse(std::string_view text);
    // As it was given, without the password: for logs, reports and messages.
    std::string safe() const;
};

}  // namespace tieout::db
