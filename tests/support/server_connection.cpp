#include "tests/support/server_connection.h"

#include <libpq-fe.h>
#include <mysql.h>

#include <stdexcept>

namespace tieout::tests {
namespace {

const char* or_null(const std::string& text) {
    return text.empty() ? nullptr : text.c_str();
}

std::string option(const db::Url& url, const std::string& name) {
    const auto found = url.options.find(name);
    return found == url.options.end() ? "" : found->second;
}

class Mysql : public ServerConnection {
public:
    explicit Mysql(const db::Url& url) : mysql_(mysql_init(nullptr)) {
        // "localhost" means the socket to the library; a host says that TCP is meant.
        const unsigned tcp = MYSQL_PROTOCOL_TCP;
        if (!url.host.empty()) mysql_options(mysql_.get(), MYSQL_OPT_PROTOCOL, &tcp);
        if (mysql_real_connect(mysql_.get(), or_null(url.host), or_null(url.user),
                               or_null(url.password), nullptr, static_cast<unsigned>(url.port),
                               or_null(option(url, "socket")), 0) == nullptr)
            fail();
    }
    void tell(const std::string& sql) override {
        if (mysql_real_query(mysql_.get(), sql.data(), sql.size()) != 0) fail();
    }
    long version() const override {
        return static_cast<long>(mysql_get_server_version(mysql_.get()));
    }

private:
    struct Close {
        void operator()(MYSQL* mysql) const { mysql_close(mysql); }
    };

    [[noreturn]] void fail() const { throw std::runtime_error(mysql_error(mysql_.get())); }

    std::unique_ptr<MYSQL, Close> mysql_;
};

class Postgresql : public ServerConnection {
public:
    explicit Postgresql(const std::string& url) : connection_(PQconnectdb(url.c_str())) {
        if (PQstatus(connection_.get()) != CONNECTION_OK) fail();
        tell("set client_min_messages = error");
    }
    void tell(const std::string& sql) override {
        const std::unique_ptr<PGresult, decltype(&PQclear)> told(
            PQexec(connection_.get(), sql.c_str()), &PQclear);
        if (PQresultStatus(told.get()) != PGRES_COMMAND_OK) fail();
    }
    long version() const override { return PQserverVersion(connection_.get()); }

private:
    struct Close {
        void operator()(PGconn* connection) const { PQfinish(connection); }
    };

    [[noreturn]] void fail() const { throw std::runtime_error(PQerrorMessage(connection_.get())); }

    std::unique_ptr<PGconn, Close> connection_;
};

}  // namespace

std::unique_ptr<ServerConnection> ServerConnection::open(const std::string& url) {
    const db::Url parsed = db::Url::parse(url);
    if (parsed.engine == db::Engine::mysql) return std::make_unique<Mysql>(parsed);
    return std::make_unique<Postgresql>(url);
}

}  // namespace tieout::tests
