// One connection to a MySQL or MariaDB server, speaking utf8mb4 in UTC. Internal to db/ and
// db/write/.
#pragma once

#include <mysql.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "db/mysql_error.h"
#include "db/mysql_sql.h"
#include "db/url.h"

namespace tieout::db {

struct MysqlCollation {
    std::string charset, name;
};

// Not thread-safe, but for kill_query(). Text comes back as the bytes that are stored
// (character_set_results = NULL); what the server makes itself (names, information_schema) is
// UTF-8.
class MysqlConnection {
public:
    using Rows = std::vector<std::vector<std::optional<std::string>>>;

    // Logs in and sets charset, zone and `sql_mode`. The password is the URL's, else MYSQL_PWD,
    // else an option file's. Throws Error(Fault::connection | rights | schema | usage).
    MysqlConnection(const Url& url, std::string_view sql_mode);

    MYSQL* handle() const { return mysql_.get(); }
    const Url& url() const { return url_; }
    bool is_mariadb() const { return is_mariadb_; }
    unsigned long version() const { return version_; }  // 101119, 80036
    const std::string& version_text() const { return version_text_; }
    Backslash backslash() const;

    // Runs one statement to its end; what it returns is dropped.
    void run(std::string_view sql);
    // The same, but a refusal is a result: nullopt where it went well.
    std::optional<MysqlFailure> attempt(std::string_view sql);
    // A small result, undecoded: for what the server makes itself.
    Rows ask(std::string_view sql);
    // As ask(), but no row where the role may not ask, or this server does not know the statement.
    Rows ask_if_allowed(std::string_view sql);
    // The single cell of a single row; "" for NULL or no row.
    std::string ask_one(std::string_view sql);

    MysqlFailure failure() const;
    // The last failure as an Error that says where.
    Error error() const;
    // "shop at db1:3306 as root"
    std::string where() const;
    // "root@db1:3306": collations by number, read once from the server.
    const std::unordered_map<unsigned, MysqlCollation>& collations();

    // Ends what this connection is running, through a second connection; any thread, any time while
    // *this lives.
    void kill_query() noexcept;

private:
    struct Close {
        void operator()(MYSQL* mysql) const { mysql_close(mysql); }
    };
    using Handle = std::unique_ptr<MYSQL, Close>;

    static Handle log_in(const Url& url);

    Url url_;
    Handle mysql_;
    unsigned long thread_id_ = 0, version_ = 0;
    bool is_mariadb_ = false;
    std::string version_text_;
    std::unordered_map<unsigned, MysqlCollation> collations_;
};

}  // namespace tieout::db
