#include "db/mysql_connection.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <map>
#include <mutex>

namespace tieout::db {
namespace {

// Longer than any server under load needs, shorter than a person's patience.
constexpr unsigned default_connect_timeout_s = 10;

void begin_library() {
    static std::once_flag once;
    std::call_once(once, [] { mysql_library_init(0, nullptr, nullptr); });
}

unsigned seconds(const std::string& option, const std::string& value) {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size())
        throw Error(Fault::usage, fmt::format("The database URL's option {}={} is not a number of "
                                              "seconds.",
                                              option, value));
    return number;
}

void require_tls(MYSQL* mysql, bool verify) {
#ifdef LIBMARIADB
    const my_bool yes = 1, check = verify ? 1 : 0;
    mysql_options(mysql, MYSQL_OPT_SSL_ENFORCE, &yes);
    mysql_options(mysql, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &check);
#else
    const unsigned mode = verify ? SSL_MODE_VERIFY_IDENTITY : SSL_MODE_REQUIRED;
    mysql_options(mysql, MYSQL_OPT_SSL_MODE, &mode);
#endif
}

void set_tls_mode(MYSQL* mysql, const std::string& mode) {
    if (mode == "disabled" || mode == "preferred") return;
    if (mode == "required") return require_tls(mysql, false);
    if (mode == "verify_ca" || mode == "verify_identity") return require_tls(mysql, true);
    throw Error(Fault::usage,
                fmt::format("The database URL's ssl-mode={} is none of disabled, preferred, "
                            "required, verify_ca, verify_identity.",
                            mode));
}

void set_option(MYSQL* mysql, const std::string& name, const std::string& value) {
    static const std::map<std::string, mysql_option> texts{
        {"ssl-ca", MYSQL_OPT_SSL_CA},
        {"ssl-capath", MYSQL_OPT_SSL_CAPATH},
        {"ssl-cert", MYSQL_OPT_SSL_CERT},
        {"ssl-key", MYSQL_OPT_SSL_KEY},
        {"ssl-cipher", MYSQL_OPT_SSL_CIPHER},
        {"tls-version", MYSQL_OPT_TLS_VERSION},
        {"defaults-file", MYSQL_READ_DEFAULT_FILE}};
    static const std::map<std::string, mysql_option> times{
        {"connect-timeout", MYSQL_OPT_CONNECT_TIMEOUT},
        {"read-timeout", MYSQL_OPT_READ_TIMEOUT},
        {"write-timeout", MYSQL_OPT_WRITE_TIMEOUT}};
    if (name == "socket") return;
    if (name == "ssl-mode") return set_tls_mode(mysql, value);
    if (const auto text = texts.find(name); text != texts.end()) {
        mysql_options(mysql, text->second, value.c_str());
        return;
    }
    const auto time = times.find(name);
    if (time == times.end())
        throw Error(Fault::usage,
                    fmt::format("The database URL's option '{}' is not known. For MySQL: socket, "
                                "ssl-mode, ssl-ca, ssl-capath, ssl-cert, ssl-key, ssl-cipher, "
                                "tls-version, defaults-file, connect-timeout, read-timeout, "
                                "write-timeout.",
                                name));
    const unsigned timeout = seconds(name, value);
    mysql_options(mysql, time->second, &timeout);
}

void set_options(MYSQL* mysql, const Url& url) {
    const unsigned timeout = default_connect_timeout_s;
    mysql_options(mysql, MYSQL_OPT_CONNECT_TIMEOUT, &timeout);
    mysql_options(mysql, MYSQL_READ_DEFAULT_GROUP, "client");
    for (const auto& [name, value] : url.options)
        set_option(mysql, name, value);
    mysql_options(mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    // A server must not be able to ask for files of this machine.
    const unsigned no = 0;
    mysql_options(mysql, MYSQL_OPT_LOCAL_INFILE, &no);
    // "localhost" means the socket to the library; a port says that TCP is meant.
    const unsigned tcp = MYSQL_PROTOCOL_TCP;
    if (url.port != 0 && !url.options.count("socket"))
        mysql_options(mysql, MYSQL_OPT_PROTOCOL, &tcp);
}

// nullptr: the library goes on to its option files.
const char* password_of(const Url& url) {
    if (!url.password.empty()) return url.password.c_str();
    return std::getenv("MYSQL_PWD");
}

const char* or_null(const std::string& text) {
    return text.empty() ? nullptr : text.c_str();
}

MysqlFailure failure_of(MYSQL* mysql) {
    return {mysql_errno(mysql), mysql_sqlstate(mysql), mysql_error(mysql)};
}

std::string place(const Url& url) {
    std::string at = url.database.empty() ? "" : url.database + " at ";
    const auto socket = url.options.find("socket");
    if (socket != url.options.end())
        at += socket->second;
    else
        at += fmt::format("{}:{}", url.host.empty() ? "localhost" : url.host,
                          url.port == 0 ? 3306 : url.port);
    return url.user.empty() ? at : fmt::format("{} as {}", at, url.user);
}

unsigned long version_number(std::string_view text) {
    unsigned long parts[3] = {0, 0, 0};
    const char* at = text.data();
    for (auto& part : parts) {
        at = std::from_chars(at, text.data() + text.size(), part).ptr;
        if (at == text.data() + text.size() || *at != '.') break;
        ++at;
    }
    return parts[0] * 10000 + parts[1] * 100 + parts[2];
}

std::vector<std::optional<std::string>> copy_row(MYSQL_ROW row, const unsigned long* lengths,
                                                 unsigned columns) {
    std::vector<std::optional<std::string>> cells(columns);
    for (unsigned i = 0; i < columns; ++i)
        if (row[i]) cells[i].emplace(row[i], lengths[i]);
    return cells;
}

}  // namespace

MysqlConnection::Handle MysqlConnection::log_in(const Url& url) {
    begin_library();
    Handle mysql(mysql_init(nullptr));
    if (!mysql) throw Error(Fault::internal, "There is no memory for a connection to MySQL.");
    set_options(mysql.get(), url);
    const auto socket = url.options.find("socket");
    const bool open = mysql_real_connect(
        mysql.get(), or_null(url.host), or_null(url.user), password_of(url), or_null(url.database),
        static_cast<unsigned>(url.port),
        socket == url.options.end() ? nullptr : socket->second.c_str(), CLIENT_MULTI_RESULTS);
    if (!open) throw mysql_error(failure_of(mysql.get()), "Cannot connect to " + place(url));
    return mysql;
}

MysqlConnection::MysqlConnection(const Url& url, std::string_view sql_mode)
    : url_(url), mysql_(log_in(url)), thread_id_(mysql_thread_id(mysql_.get())) {
    run(
        fmt::format("SET NAMES utf8mb4, character_set_results = NULL, time_zone = '+00:00', "
                    "sql_mode = '{}'",
                    sql_mode));
    version_text_ = ask_one("SELECT VERSION()");
    version_ = version_number(version_text_);
    is_mariadb_ = version_text_.find("MariaDB") != std::string::npos;
}

Backslash MysqlConnection::backslash() const {
    return (mysql_->server_status & SERVER_STATUS_NO_BACKSLASH_ESCAPES) ? Backslash::plain
                                                                        : Backslash::escapes;
}

std::optional<MysqlFailure> MysqlConnection::attempt(std::string_view sql) {
    MYSQL* const mysql = mysql_.get();
    if (mysql_real_query(mysql, sql.data(), sql.size()) != 0) return failure();
    for (int more = 0; more == 0; more = mysql_next_result(mysql))
        if (MYSQL_RES* const result = mysql_use_result(mysql)) mysql_free_result(result);
    if (mysql_errno(mysql) != 0) return failure();
    return std::nullopt;
}

void MysqlConnection::run(std::string_view sql) {
    if (attempt(sql)) throw error();
}

MysqlConnection::Rows MysqlConnection::ask(std::string_view sql) {
    MYSQL* const mysql = mysql_.get();
    if (mysql_real_query(mysql, sql.data(), sql.size()) != 0) throw error();
    const std::unique_ptr<MYSQL_RES, decltype(&mysql_free_result)> result(mysql_store_result(mysql),
                                                                          &mysql_free_result);
    if (!result) {
        if (mysql_errno(mysql) != 0) throw error();
        return {};
    }
    Rows rows;
    const unsigned columns = mysql_num_fields(result.get());
    while (MYSQL_ROW row = mysql_fetch_row(result.get()))
        rows.push_back(copy_row(row, mysql_fetch_lengths(result.get()), columns));
    return rows;
}

MysqlConnection::Rows MysqlConnection::ask_if_allowed(std::string_view sql) {
    try {
        return ask(sql);
    } catch (const Error& e) {
        if (e.fault() != Fault::rights && e.fault() != Fault::schema) throw;
        return {};
    }
}

std::string MysqlConnection::ask_one(std::string_view sql) {
    const Rows rows = ask(sql);
    return rows.empty() || rows[0].empty() ? "" : rows[0][0].value_or("");
}

MysqlFailure MysqlConnection::failure() const {
    return failure_of(mysql_.get());
}

Error MysqlConnection::error() const {
    return mysql_error(failure(), where());
}

std::string MysqlConnection::where() const {
    return place(url_);
}

const std::unordered_map<unsigned, MysqlCollation>& MysqlConnection::collations() {
    if (!collations_.empty()) return collations_;
    // MariaDB 10.10 gave collations names that several charsets share; their numbers moved to
    // another table.
    Rows rows = ask_if_allowed(
        "SELECT id, character_set_name, full_collation_name FROM "
        "information_schema.collation_character_set_applicability");
    if (rows.empty())
        rows =
            ask("SELECT id, character_set_name, collation_name FROM "
                "information_schema.collations");
    for (const auto& row : rows)
        if (row[0] && row[1] && row[2])
            collations_.emplace(static_cast<unsigned>(std::stoul(*row[0])),
                                MysqlCollation{*row[1], *row[2]});
    return collations_;
}

void MysqlConnection::kill_query() noexcept {
    try {
        const Handle other = log_in(url_);
        const std::string sql = fmt::format("KILL QUERY {}", thread_id_);
        mysql_real_query(other.get(), sql.data(), sql.size());
    } catch (...) {
        // No way to the server: then there is no statement of ours that it goes on with for long.
    }
}

}  // namespace tieout::db
