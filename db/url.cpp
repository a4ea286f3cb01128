#include "db/url.h"

#include <charconv>
#include <cstdlib>

#include "base/error.h"

namespace tieout::db {
namespace {

constexpr std::string_view forms =
    " Write mysql://user@host:port/database, postgresql://user@host:port/database or sqlite:path "
    "(or env:NAME for a URL that the environment variable NAME holds).";

// Says what is wrong without repeating the URL: there may be a password in it.
[[noreturn]] void reject(std::string_view what) {
    throw Error(Fault::usage, std::string(what).append(forms));
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string decoded(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            out += text[at];
            continue;
        }
        const int high = at + 2 < text.size() ? hex_value(text[at + 1]) : -1;
        const int low = high >= 0 ? hex_value(text[at + 2]) : -1;
        if (low < 0 || (high == 0 && low == 0))
            reject(
                "A '%' in the database URL is not followed by two hexadecimal digits other than 00"
                " (a plain percent sign is written %25).");
        out += static_cast<char>(high * 16 + low);
        at += 2;
    }
    return out;
}

std::string encoded(std::string_view text, std::string_view also_plain) {
    constexpr char hex[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || byte >= 0x80;
        const bool plain = letter || (c >= '0' && c <= '9') ||
                           std::string_view("-._~").find(c) != std::string_view::npos ||
                           also_plain.find(c) != std::string_view::npos;
        if (plain)
            out += c;
        else
            out.append({'%', hex[byte >> 4], hex[byte & 15]});
    }
    return out;
}

// Takes what stands before the first `mark` off `text`; all of it where there is none.
std::string_view take_until(std::string_view& text, std::string_view marks) {
    const std::size_t at = text.find_first_of(marks);
    const std::string_view head = text.substr(0, at);
    text = at == std::string_view::npos ? std::string_view{} : text.substr(at);
    return head;
}

std::map<std::string, std::string> parse_options(std::string_view text) {
    std::map<std::string, std::string> options;
    while (!text.empty()) {
        text.remove_prefix(1);  // '?' or '&'
        std::string_view value = take_until(text, "&");
        const std::string_view key = take_until(value, "=");
        if (key.empty() || value.empty())
            reject("The options of the database URL are not of the form ?name=value&name=value.");
        if (!options.emplace(decoded(key), decoded(value.substr(1))).second)
            reject("The database URL gives its option '" + decoded(key) + "' twice.");
    }
    return options;
}

int parse_port(std::string_view text) {
    int port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc() || end != text.data() + text.size() || port < 1 || port > 65535)
        reject(
            "What follows the host's ':' in the database URL is not a port from 1 to 65535 (a "
            "'/', '?', '#' or '@' within a user or password is written %2F, %3F, %23, %40).");
    return port;
}

void parse_host(Url& url, std::string_view text) {
    if (!text.empty() && text.front() == '[') {
        const std::size_t close = text.find(']');
        if (close == std::string_view::npos) reject("The database URL's '[' has no ']'.");
        url.host = text.substr(1, close - 1);
        text.remove_prefix(close + 1);
        if (!text.empty() && text.front() != ':')
            reject("After the ']' of the database URL's host only a ':' and a port may follow.");
    } else {
        url.host = decoded(take_until(text, ":"));
    }
    if (!text.empty()) url.port = parse_port(text.substr(1));
}

Url parse_server(Engine engine, std::string_view text) {
    Url url;
    url.engine = engine;
    std::string_view authority = take_until(text, "/?");
    const std::size_t at = authority.rfind('@');
    if (at != std::string_view::npos) {
        std::string_view password = authority.substr(0, at);
        url.user = decoded(take_until(password, ":"));
        if (!password.empty()) url.password = decoded(password.substr(1));
        authority.remove_prefix(at + 1);
    }
    parse_host(url, authority);
    if (!text.empty() && text.front() == '/') {
        text.remove_prefix(1);
        const std::string_view database = take_until(text, "?");
        if (database.find('/') != std::string_view::npos)
            reject("The database URL has more than one name after its host.");
        url.database = decoded(database);
    }
    url.options = parse_options(text);
    return url;
}

Url parse_sqlite(std::string_view text) {
    Url url;
    url.database = decoded(take_until(text, "?"));
    if (url.database.empty()) reject("The database URL 'sqlite:' names no file.");
    url.options = parse_options(text);
    return url;
}

Url parse_from_environment(const std::string& variable) {
    const char* const value = std::getenv(variable.c_str());
    if (value == nullptr || *value == '\0')
        reject("The environment variable '" + variable +
               "' is not set, but a database URL is 'env:" + variable + "'.");
    if (std::string_view(value).substr(0, 4) == "env:")
        reject("The environment variable '" + variable +
               "' names another variable, not a database.");
    return Url::parse(value);
}

std::string options_text(const std::map<std::string, std::string>& options) {
    std::string out;
    for (const auto& [key, value] : options) {
        if (key.find("passw") != std::string::npos) continue;
        out += out.empty() ? '?' : '&';
        out += encoded(key, "") + '=' + encoded(value, "/:");
    }
    return out;
}

}  // namespace

std::string_view name(Engine engine) {
    switch (engine) {
        case Engine::mysql:
            return "mysql";
        case Engine::postgresql:
            return "postgresql";
        case Engine::sqlite:
            return "sqlite";
    }
    return "?";
}

Url Url::parse(std::string_view text) {
    std::string_view rest = text;
    const std::string scheme(take_until(rest, ":"));
    if (rest.empty()) reject("A database URL is needed, but what was given has no ':' in it.");
    rest.remove_prefix(1);
    if (scheme == "env") return parse_from_environment(std::string(rest));
    if (scheme == "sqlite") return parse_sqlite(rest);
    const bool mysql = scheme == "mysql" || scheme == "mariadb";
    if (!mysql && scheme != "postgresql" && scheme != "postgres")
        reject("The database URL does not begin with the name of an engine that tieout speaks to.");
    if (rest.substr(0, 2) != "//") reject("The database URL lacks '//' after '" + scheme + ":'.");
    return parse_server(mysql ? Engine::mysql : Engine::postgresql, rest.substr(2));
}

std::string Url::safe() const {
    std::string out(name(engine));
    if (engine == Engine::sqlite)
        return out + ':' + encoded(database, "/: +,=@()&!'") + options_text(options);
    out += "://";
    if (!user.empty()) out += encoded(user, "") + '@';
    out += host.find(':') == std::string::npos ? encoded(host, "") : '[' + host + ']';
    if (port != 0) out += ':' + std::to_string(port);
    if (!database.empty()) out += '/' + encoded(database, "");
    return out + options_text(options);
}

}  // namespace tieout::db
