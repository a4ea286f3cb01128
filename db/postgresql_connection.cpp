#include "db/postgresql_connection.h"

#include <fmt/format.h>

#include <map>
#include <pqxx/pqxx>

#include "db/postgresql_login.h"

namespace tieout::db {
namespace {

// extra_float_digits 1: the shortest decimal that reads back as the same double. Warnings are not
// for stderr. A large table is read from its first row, wherever another scan of it is: so both
// sides come in nearly the same order.
constexpr const char* settings =
    "SET client_encoding = 'UTF8'; SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD';"
    "SET IntervalStyle = 'iso_8601'; SET extra_float_digits = 1; SET bytea_output = 'hex';"
    "SET standard_conforming_strings = on; SET row_security = off; SET client_min_messages = error;"
    "SET synchronize_seqscans = off";

// "ERROR:  no such thing\nLINE 1: …\nDETAIL:  because" → "no such thing (because)". The words
// before the two blanks come in the server's language, so they are recognised by shape.
std::string sentence_of(std::string_view message) {
    std::string out;
    for (std::size_t line = 0; !message.empty(); ++line) {
        const std::size_t end = std::min(message.find('\n'), message.size());
        const std::string_view text = message.substr(0, end);
        message.remove_prefix(std::min(end + 1, message.size()));
        const std::size_t mark = text.find(":  ");
        if (line == 0) out = text.substr(mark == std::string_view::npos ? 0 : mark + 3);
        if (line > 0 && mark != std::string_view::npos && mark < 20 && text[0] != ' ')
            out.append(" (").append(text.substr(mark + 3)).append(")");
    }
    return out;
}

std::vector<const char*> pointers(const PostgresqlConnection::Parameters& parameters) {
    std::vector<const char*> out;
    for (const auto& parameter : parameters)
        out.push_back(parameter ? parameter->c_str() : nullptr);
    return out;
}

std::string field(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text == nullptr ? "" : text;
}

}  // namespace

// Gives libpqxx the connection that we opened, once. libpqxx would open a lost connection again
// without a word, outside of our transaction and with none of our settings: the second time it gets
// an exception.
class PostgresqlConnection::Adopted {
public:
    explicit Adopted(PGconn* opened) : policy_(opened), connection_(policy_) {}
    pqxx::connection_base& connection() { return connection_; }

private:
    class HandOver : public pqxx::connectionpolicy {
    public:
        explicit HandOver(PGconn* opened) : connectionpolicy(""), handle_(opened) {}
        handle do_startconnect(handle known) override {
            if (known != nullptr) return known;  // open or lost: libpqxx looks itself
            if (handle_ == nullptr) throw pqxx::broken_connection("the connection was lost");
            return std::exchange(handle_, nullptr);
        }

    private:
        handle handle_;
    };
    class Connection : public pqxx::connection_base {
    public:
        explicit Connection(HandOver& policy) : connection_base(policy) { init(); }
        ~Connection() { close(); }
    };

    HandOver policy_;
    Connection connection_;
};

Fault postgresql_fault(std::string_view sqlstate) {
    const std::string_view kind = sqlstate.substr(0, 2);
    if (sqlstate == "42501" || sqlstate == "25006") return Fault::rights;
    if (sqlstate == "57014") return Fault::interrupted;
    if (sqlstate == "53100") return Fault::disk;
    if (kind == "08" || kind == "28" || kind == "57" || kind == "53" || kind == "40" ||
        kind == "55")
        return Fault::connection;
    if (kind == "42" || kind == "3D" || kind == "3F" || kind == "0A") return Fault::schema;
    if (kind == "22" || kind == "23" || kind == "54" || kind == "P0") return Fault::data;
    return Fault::internal;
}

struct PostgresqlConnection::Answers {
    std::map<std::pair<std::string, Parameters>, pqxx::result> known;
};

PostgresqlConnection::PostgresqlConnection(const Url& url)
    : safe_url_(url.safe()),
      connection_(std::make_unique<Adopted>(handle_ = postgresql_login(url))),
      answers_(std::make_unique<Answers>()),
      cancel_(PQgetCancel(handle_)) {
    set_up();
}

PostgresqlConnection::~PostgresqlConnection() = default;

void PostgresqlConnection::set_up() {
    server_zone_ = value("SELECT current_setting('TimeZone')");
    execute(settings);
    // Such a database knows no encoding: asked for UTF-8 it refuses rows that are none, instead of
    // handing them on.
    if (value("SELECT current_setting('server_encoding')") == "SQL_ASCII")
        execute("SET client_encoding = 'SQL_ASCII'");
}

void PostgresqlConnection::check_idle() const {
    if (busy_) throw Error(Fault::internal, safe_url_ + ": a stream or load is still open");
}

pqxx::result PostgresqlConnection::query(const std::string& sql, const Parameters& parameters) {
    check_idle();
    const std::vector<const char*> values = pointers(parameters);
    try {
        pqxx::nontransaction control(connection_->connection());
        return control.exec_params(sql, pqxx::prepare::make_dynamic_params(values));
    } catch (const pqxx::broken_connection& error) {
        throw Error(Fault::connection, fmt::format("{}: {}", safe_url_, sentence_of(error.what())));
    } catch (const pqxx::sql_error& error) {
        const Fault fault = alive() ? postgresql_fault(error.sqlstate()) : Fault::connection;
        throw Error(fault, fmt::format("{}: {}", safe_url_, sentence_of(error.what())));
    } catch (const pqxx::failure& error) {
        throw Error(Fault::internal, fmt::format("{}: {}", safe_url_, error.what()));
    }
}

pqxx::result PostgresqlConnection::query_once(const std::string& sql,
                                              const Parameters& parameters) {
    auto& known = answers_->known;
    auto found = known.find({sql, parameters});
    if (found == known.end())
        found = known.emplace(std::pair(sql, parameters), query(sql, parameters)).first;
    return found->second;
}

std::string PostgresqlConnection::value(const std::string& sql, const Parameters& parameters) {
    const pqxx::result rows = query(sql, parameters);
    return rows.empty() ? std::string() : std::string(rows[0][0].c_str(), rows[0][0].size());
}

PostgresqlResult PostgresqlConnection::checked(PGresult* taken) const {
    PostgresqlResult result(taken);
    const ExecStatusType status = PQresultStatus(taken);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN &&
        status != PGRES_COPY_OUT && status != PGRES_EMPTY_QUERY)
        fail(taken, "");
    return result;
}

PostgresqlResult PostgresqlConnection::execute(const std::string& sql) {
    check_idle();
    return checked(PQexec(handle_, sql.c_str()));
}

PostgresqlResult PostgresqlConnection::ask(const std::string& sql, const Parameters& parameters) {
    check_idle();
    const std::vector<const char*> values = pointers(parameters);
    return checked(PQexecParams(handle_, sql.c_str(), static_cast<int>(values.size()), nullptr,
                                values.data(), nullptr, nullptr, 0));
}

void PostgresqlConnection::fail(const PGresult* result, std::string_view doing) const {
    const std::string sqlstate = field(result, PG_DIAG_SQLSTATE);
    std::string sentence = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (sentence.empty()) sentence = sentence_of(PQerrorMessage(handle_));
    const std::string detail = field(result, PG_DIAG_MESSAGE_DETAIL);
    if (!detail.empty()) sentence += " (" + detail + ")";
    if (!doing.empty()) sentence = fmt::format("{}: {}", doing, sentence);
    throw Error(alive() ? postgresql_fault(sqlstate) : Fault::connection,
                fmt::format("{}: {}", safe_url_, sentence));
}

void PostgresqlConnection::cancel() const noexcept {
    char said[256];
    if (cancel_) PQcancel(cancel_.get(), said, sizeof said);
}

Savepoint::Savepoint(PostgresqlConnection& connection)
    : connection_(connection), open_(connection.in_transaction()) {
    if (open_) connection_.execute("SAVEPOINT tieout");
}

Savepoint::~Savepoint() {
    if (!open_) return;
    // The error that brought us here is the one to tell.
    try {
        connection_.execute("ROLLBACK TO SAVEPOINT tieout; RELEASE SAVEPOINT tieout");
    } catch (const Error&) {
    }
}

void Savepoint::release() {
    if (open_) connection_.execute("RELEASE SAVEPOINT tieout");
    open_ = false;
}

}  // namespace tieout::db
