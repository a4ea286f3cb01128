// Opens the two servers for the raw programs of `make bench`: nothing of db/ here.
#pragma once

#include <libpq-fe.h>
#include <mysql.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace raw {

[[noreturn]] inline void die(const std::string& why) {
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(3);
}

// scheme://user[:password]@host:port/name
struct Address {
    std::string user, password, host, name;
    unsigned port = 0;
};
inline Address address_of(const std::string& url) {
    Address out;
    const auto after = url.find("://") + 3, at = url.find('@'), slash = url.find('/', at);
    const std::string who = url.substr(after, at - after),
                      where = url.substr(at + 1, slash - at - 1);
    out.user = who.substr(0, who.find(':'));
    if (who.find(':') != std::string::npos) out.password = who.substr(who.find(':') + 1);
    out.host = where.substr(0, where.find(':'));
    out.port = static_cast<unsigned>(std::stoul(where.substr(where.find(':') + 1)));
    out.name = url.substr(slash + 1);
    return out;
}

inline MYSQL* open_mysql(const std::string& url) {
    const Address a = address_of(url);
    MYSQL* mysql = mysql_init(nullptr);
    mysql_options(mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    if (!mysql_real_connect(mysql, a.host.c_str(), a.user.c_str(), a.password.c_str(),
                            a.name.c_str(), a.port, nullptr, 0))
        die(mysql_error(mysql));
    if (mysql_query(mysql, "SET time_zone = '+00:00', character_set_results = NULL") != 0)
        die(mysql_error(mysql));
    return mysql;
}

inline PGconn* open_postgresql(const std::string& url) {
    PGconn* const connection = PQconnectdb(url.c_str());
    if (PQstatus(connection) != CONNECTION_OK) die(PQerrorMessage(connection));
    return connection;
}

}  // namespace raw
