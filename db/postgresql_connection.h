// One PostgreSQL connection, set up the same way for readers and for writers.
//
// libpqxx speaks control, catalogue and parameters; COPY, COMMIT and the description of a statement
// go by libpq beside it. Both must share one transaction (a catalogue read elsewhere would not see
// the tables that this transaction created, nor the snapshot it holds), and libpqxx 6 does not hand
// out its PGconn. So we connect by libpq, which also tells us the SQLSTATE of a refused login, and
// hand the finished connection to libpqxx through its connection policy; libpqxx closes it.
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "db/url.h"

namespace pqxx {
class connection_base;
class result;
}  // namespace pqxx

namespace tieout::db {

struct ClearResult {
    void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using PostgresqlResult = std::unique_ptr<PGresult, ClearResult>;

// What the caller acts on, from the server's five letters.
Fault postgresql_fault(std::string_view sqlstate);

class PostgresqlConnection {
public:
    using Parameters = std::vector<std::optional<std::string>>;

    // Connects and fixes client_encoding (UTF-8; none for a database that has none), time zone, the
    // output styles, and that row security is an error rather than a filter (rows that a policy
    // hides would look missing). Throws Error(Fault::connection | schema | usage).
    explicit PostgresqlConnection(const Url& url);
    ~PostgresqlConnection();

    // By libpqxx. `parameters` are $1, $2, … as text. Throws Error with the fault of the SQLSTATE.
    pqxx::result query(const std::string& sql, const Parameters& parameters = {});
    // As query(), of what cannot change while we are connected: the server is asked once.
    pqxx::result query_once(const std::string& sql, const Parameters& parameters);
    // The first cell of the first row; "" for NULL or no row.
    std::string value(const std::string& sql, const Parameters& parameters = {});

    // By libpq: several statements at once, the last result. Throws as query() does.
    PostgresqlResult execute(const std::string& sql);
    // By libpq: one statement. For results of which more is to be known than libpqxx 6 tells (type
    // modifiers, origin).
    PostgresqlResult ask(const std::string& sql, const Parameters& parameters);
    // Turns a refused result of `doing` ("reading", "COMMIT") into Error; never returns.
    [[noreturn]] void fail(const PGresult* result, std::string_view doing) const;

    PGconn* handle() const { return handle_; }
    bool in_transaction() const { return PQtransactionStatus(handle_) == PQTRANS_INTRANS; }
    bool alive() const { return PQstatus(handle_) == CONNECTION_OK; }
    // The zone that the server would have used for us.
    const std::string& server_zone() const { return server_zone_; }
    const std::string& safe_url() const { return safe_url_; }

    // While a COPY runs, libpq would drop its rest for the next statement without a word: we refuse
    // that statement.
    void set_busy(bool busy) { busy_ = busy; }
    // Ends what runs at the server. Safe from another thread, at any time.
    void cancel() const noexcept;

private:
    class Adopted;
    struct Answers;
    struct FreeCancel {
        void operator()(PGcancel* cancel) const noexcept { PQfreeCancel(cancel); }
    };

    void check_idle() const;
    PostgresqlResult checked(PGresult* result) const;
    void set_up();

    std::string safe_url_, server_zone_;
    PGconn* handle_ = nullptr;  // owned by connection_, once that is there
    std::unique_ptr<Adopted> connection_;
    std::unique_ptr<Answers> answers_;
    std::unique_ptr<PGcancel, FreeCancel> cancel_;
    bool busy_ = false;
};

// A refused statement ends a PostgreSQL transaction, and with it the snapshot or everything written
// so far. Behind a savepoint it does not. Does nothing outside a transaction. Not released: rolled
// back to.
class Savepoint {
public:
    explicit Savepoint(PostgresqlConnection& connection);
    ~Savepoint();
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;
    void release();

private:
    PostgresqlConnection& connection_;
    bool open_;
};

// `?` outside of strings, quoted names and comments become $1, $2, …
std::string number_placeholders(std::string_view sql);

}  // namespace tieout::db
