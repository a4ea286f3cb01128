// An empty database of a real server for one test, dropped at its end.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "db/url.h"

namespace tieout::tests {

// The servers are those that tests/run started: TIEOUT_TEST_MYSQL and TIEOUT_TEST_POSTGRESQL name
// them by URL without a database. SQLite: a file in a temporary folder. A test that needs a server
// and finds none fails: it is never skipped.
class Scratch {
public:
    explicit Scratch(db::Engine engine);
    // A copy of a PostgreSQL database, as the server makes it of its files; nobody may be connected
    // to `original` meanwhile.
    static std::unique_ptr<Scratch> copy_on_postgresql(const Scratch& original);
    ~Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    const std::string& url() const { return url_; }
    db::Url parsed() const { return db::Url::parse(url_); }
    // Runs `sql` with the server's own client (mariadb, psql, sqlite3); throws with what it printed
    // where it failed.
    void run_client(std::string_view sql) const;
    void run_client_file(const std::string& file) const;

private:
    struct Server;  // one of the two, for all databases of this process
    static std::shared_ptr<Server> server_of(db::Engine engine);
    Scratch(db::Engine engine, const std::string& postgresql_template);

    db::Engine engine_;
    std::string url_, name_;
    std::shared_ptr<Server> server_;  // nullptr: SQLite
};

}  // namespace tieout::tests
