// An empty database of a real server for one test, dropped at its end.
#pragma once

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
    db::Engine engine_;
    std::string url_, name_;
};

}  // namespace tieout::tests
