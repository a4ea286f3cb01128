#include "db/postgresql_login.h"

#include <fmt/format.h>
#include <poll.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <memory>
#include <string>

#include "base/error.h"

namespace tieout::db {
namespace {

using Clock = std::chrono::steady_clock;

struct Finish {
    void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
};
using Connection = std::unique_ptr<PGconn, Finish>;

// Long enough for a server across the world, short enough for a wrong host name at night.
constexpr int default_timeout_s = 15;

void append_setting(std::string& out, std::string_view key, std::string_view value) {
    if (value.empty()) return;
    out.append(key).append("='");
    for (const char c : value) {
        if (c == '\'' || c == '\\') out += '\\';
        out += c;
    }
    out += "' ";
}

std::string connection_string(const Url& url) {
    std::string out;
    append_setting(out, "user", url.user);
    append_setting(out, "password", url.password);
    append_setting(out, "host", url.options.count("host") ? "" : url.host);
    append_setting(out, "port", url.port == 0 ? "" : std::to_string(url.port));
    append_setting(out, "dbname", url.database);
    if (!url.options.count("application_name")) append_setting(out, "application_name", "tieout");
    for (const auto& [key, value] : url.options)
        append_setting(out, key, value);
    return out;
}

void check_options(const Url& url, const std::string& settings) {
    char* message = nullptr;
    PQconninfoOption* parsed = PQconninfoParse(settings.c_str(), &message);
    const std::string said = message == nullptr ? "" : message;
    PQconninfoFree(parsed);
    PQfreemem(message);
    if (parsed == nullptr)
        throw Error(Fault::usage, fmt::format("{}: {}(libpq's connection parameters are known)",
                                              url.safe(), said));
}

Clock::time_point deadline_of(const Url& url) {
    int seconds = default_timeout_s;
    if (const auto option = url.options.find("connect_timeout"); option != url.options.end()) {
        const std::string& text = option->second;
        std::from_chars(text.data(), text.data() + text.size(), seconds);
    }
    return Clock::now() + std::chrono::seconds(seconds > 0 ? seconds : default_timeout_s);
}

// False when time is over.
bool wait_for(PGconn* connection, PostgresPollingStatusType want, Clock::time_point deadline) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return false;
    pollfd wanted{PQsocket(connection),
                  static_cast<short>(want == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0};
    return poll(&wanted, 1, static_cast<int>(left)) != 0 || Clock::now() < deadline;
}

// "connection to … failed: FATAL:  28000: role … does not exist\nLOCATION: …" → the five letters
// and the sentence.
struct Refused {
    std::string sqlstate, sentence;
};

bool is_sqlstate(std::string_view text) {
    if (text.size() < 6 || text[5] != ':') return false;
    for (const char c : text.substr(0, 5))
        if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))) return false;
    return true;
}

Refused read_refusal(std::string message) {
    Refused out;
    message.resize(std::min(message.find("\nLOCATION"), message.size()));
    while (!message.empty() && message.back() == '\n')
        message.pop_back();
    // The word before it ("FATAL") is in the server's language; the letters are not.
    const std::size_t at = message.rfind(":  ");
    if (at != std::string::npos && is_sqlstate(std::string_view(message).substr(at + 3))) {
        out.sqlstate = message.substr(at + 3, 5);
        message = message.substr(at + 10);
    }
    // libpq's hints stand on lines of their own; our errors are one.
    for (std::size_t line = 0; (line = message.find('\n', line)) != std::string::npos;)
        message.replace(line, message.find_first_not_of("\n\t ", line) - line, " ");
    out.sentence = message;
    return out;
}

[[noreturn]] void refuse(const Url& url, PGconn* connection) {
    const Refused refused = read_refusal(PQerrorMessage(connection));
    const std::string where = url.safe();
    if (refused.sqlstate == "3D000")
        throw Error(Fault::schema, fmt::format("{}: {}", where, refused.sentence));
    if (refused.sqlstate.substr(0, 2) == "28")
        throw Error(
            Fault::connection,
            fmt::format("{} refused the login: {}. Check the role, its password (PGPASSWORD, "
                        "~/.pgpass) and pg_hba.conf",
                        where, refused.sentence));
    if (PQconnectionNeedsPassword(connection))
        throw Error(Fault::connection,
                    fmt::format("{} wants a password: give it by PGPASSWORD or ~/.pgpass", where));
    throw Error(Fault::connection, fmt::format("cannot reach {}: {}", where, refused.sentence));
}

}  // namespace

PGconn* postgresql_login(const Url& url) {
    const std::string settings = connection_string(url);
    check_options(url, settings);
    const Clock::time_point deadline = deadline_of(url);
    Connection connection(PQconnectStart(settings.c_str()));
    if (!connection) throw Error(Fault::connection, "out of memory in libpq");
    // Verbose, so that a refusal carries its SQLSTATE; libpq keeps none for a connection that never
    // was.
    PQsetErrorVerbosity(connection.get(), PQERRORS_VERBOSE);
    PostgresPollingStatusType want = PGRES_POLLING_WRITING;
    while (want != PGRES_POLLING_OK) {
        if (PQstatus(connection.get()) == CONNECTION_BAD || want == PGRES_POLLING_FAILED)
            refuse(url, connection.get());
        if (!wait_for(connection.get(), want, deadline))
            throw Error(Fault::connection,
                        fmt::format("cannot reach {}: no answer in time", url.safe()));
        want = PQconnectPoll(connection.get());
    }
    PQsetErrorVerbosity(connection.get(), PQERRORS_DEFAULT);
    return connection.release();
}

}  // namespace tieout::db
