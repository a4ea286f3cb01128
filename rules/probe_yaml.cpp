#include "rules/probe_yaml.h"

#include <algorithm>
#include <charconv>

#include "base/quantity.h"
#include "base/unicode.h"

namespace tieout::rules {
namespace {

namespace fs = std::filesystem;

bool is_of_the_environment(const std::string& value) {
    return value.starts_with("env:");
}

std::string given(const Yaml& node) {
    if (node.text().empty()) node.fail("found nothing, expected a text");
    if (node.text() == "env:") node.fail("found `env:`, expected the name of a variable behind it");
    return node.text();
}

std::string text_at(const Yaml& map, std::string_view key) {
    const auto value = map.find(key);
    return value ? given(*value) : "";
}

int number_at(const Yaml& node, int least, int most) {
    const std::int64_t number = node.integer();
    if (number < least || number > most)
        node.fail("found " + node.text() + ", expected " + std::to_string(least) + " to " +
                  std::to_string(most));
    return static_cast<int>(number);
}

// The file is shared and backed up: no password may stand in it. The URL is not repeated.
std::string url_at(const Yaml& node) {
    std::string url = given(node);
    const std::size_t begin = url.find("://");
    if (begin == std::string::npos) return url;
    // The path of a page may have an '@'; before the one of a database there may be a '/',
    // unescaped in a password.
    const bool is_page = url.starts_with("http");
    const std::string user = url.substr(begin + 3);
    const std::size_t at = user.substr(0, user.find_first_of(is_page ? "/?#" : "?")).rfind('@');
    if (at != std::string::npos && user.substr(0, at).find(':') != std::string::npos)
        node.fail("found a password in a URL, expected none in a file: use env:NAME");
    return url;
}

std::string web_address_at(const Yaml& node) {
    std::string url = url_at(node);
    if (!is_of_the_environment(url) && !url.starts_with("http://") && !url.starts_with("https://"))
        node.fail("expected a URL that begins with http:// or https://, or env:NAME");
    return url;
}

// A line end would end the header, and begin another.
std::string header_name(const std::string& name, const Yaml& value) {
    const auto is_plain = [](char letter) { return letter > ' ' && letter < 127 && letter != ':'; };
    if (name.empty() || !std::all_of(name.begin(), name.end(), is_plain))
        value.fail("expected the name of a header before it, such as Content-Type");
    if (value.text().find_first_of("\r\n") != std::string::npos)
        value.fail("found a line end in a header, expected one line");
    return name;
}

Words sent_headers_at(const Yaml& node) {
    Words headers;
    for (const auto& [name, value] : node.entries()) {
        const std::string plain = to_lower(header_name(name, value));
        const bool secret =
            plain == "authorization" || plain == "proxy-authorization" || plain == "cookie";
        if (secret && !is_of_the_environment(value.text()))
            value.fail("found a secret in a file, expected env:NAME with all of the header's text");
        headers.emplace_back(name, given(value));
    }
    return headers;
}

Words expected_headers_at(const Yaml& node) {
    Words headers;
    for (const auto& [name, value] : node.entries())
        headers.emplace_back(header_name(name, value), given(value));
    return headers;
}

Words pointers_at(const Yaml& node) {
    Words values;
    for (const auto& [pointer, value] : node.entries()) {
        if (!pointer.starts_with("/"))
            node.position_of(pointer).fail("found `" + pointer +
                                           "`, expected a JSON pointer, such as /status");
        // ~0 is ~ and ~1 is /; there is nothing else behind a ~.
        for (std::size_t at = pointer.find('~'); at != std::string::npos;
             at = pointer.find('~', at + 1))
            if (at + 1 == pointer.size() || (pointer[at + 1] != '0' && pointer[at + 1] != '1'))
                node.position_of(pointer).fail("found `~` in a JSON pointer, expected ~0 for it");
        values.emplace_back(pointer, value.text());
    }
    return values;
}

HttpProbe http_at(const Yaml& node, const fs::path& folder) {
    node.only({"url", "method", "send", "status", "header", "body", "json", "tls"});
    HttpProbe probe;
    probe.url = web_address_at(node.need("url"));
    if (const auto method = node.find("method")) {
        method->one_of({"GET", "HEAD", "OPTIONS", "POST"});
        probe.method = method->text();
    }
    if (const auto send = node.find("send")) probe.send = sent_headers_at(*send);
    if (const auto status = node.find("status")) probe.status = number_at(*status, 100, 599);
    if (const auto header = node.find("header")) probe.header = expected_headers_at(*header);
    probe.body = text_at(node, "body");
    if (const auto json = node.find("json")) probe.json = pointers_at(*json);
    if (probe.method == "HEAD" && (!probe.body.empty() || !probe.json.empty()))
        node.fail(
            "the answer to HEAD has no body; expected method GET, or neither `body` nor `json`");
    if (const auto tls = node.find("tls")) {
        tls->only({"ca", "days_left"});
        if (probe.url.starts_with("http://"))
            tls->fail("there is no TLS in http://; expected https:// in `url`");
        if (const auto file = tls->find("ca")) probe.ca = folder / given(*file);
        if (const auto days = tls->find("days_left")) probe.days_left = number_at(*days, 1, 3650);
    }
    return probe;
}

TcpProbe tcp_at(const Yaml& node) {
    const std::string text = given(node);
    const std::size_t colon = text.rfind(':');
    TcpProbe probe;
    if (colon != std::string::npos) {
        probe.host = text.substr(0, colon);
        const char* const end = text.data() + text.size();
        const auto [stopped, error] = std::from_chars(text.data() + colon + 1, end, probe.port);
        if (error != std::errc() || stopped != end) probe.port = 0;
    }
    const bool bracketed = probe.host.starts_with('[') && probe.host.ends_with(']');
    if (bracketed) probe.host = probe.host.substr(1, probe.host.size() - 2);
    const bool is_host = !probe.host.empty() &&
                         probe.host.find_first_of("/@[] ") == std::string::npos &&
                         (bracketed || probe.host.find(':') == std::string::npos);
    if (!is_host || probe.port < 1 || probe.port > 65535)
        node.fail("found `" + text + "`, expected host:port, such as mail.example:25 or [::1]:25");
    return probe;
}

SqlProbe sql_at(const Yaml& node) {
    node.only({"side", "url", "query", "expect"});
    SqlProbe probe;
    if (const auto side = node.find("side")) {
        side->one_of({"source", "target"});
        probe.side = side->text();
    }
    if (const auto url = node.find("url")) probe.url = url_at(*url);
    if (probe.side.empty() == probe.url.empty())
        node.fail("expected `side: source`, `side: target` or the `url` of another database");
    probe.query = given(node.need("query"));
    probe.expect = node.need("expect").text();
    return probe;
}

CommandProbe command_at(const Yaml& node) {
    node.only({"run", "exit", "output"});
    CommandProbe probe;
    const Yaml run = node.need("run");
    for (const Yaml& word : run.items()) {
        // A secret among its words could be read by every user of the machine.
        if (is_of_the_environment(word.text()))
            word.fail("a command gets tieout's environment: let it read the variable itself");
        probe.run.push_back(word.text());
    }
    if (probe.run.empty() || probe.run.front().empty())
        run.fail("found no program, expected a list: the program and its words");
    if (const auto exit = node.find("exit")) probe.exit = number_at(*exit, 0, 255);
    probe.output = text_at(node, "output");
    return probe;
}

}  // namespace

Probe probe_at(const Yaml& node, const fs::path& folder) {
    node.only({"http", "tcp", "sql", "command", "within"});
    Probe probe;
    probe.folder = folder;
    int kinds = 0;
    for (const auto& [kind, what] : node.entries()) {
        if (kind == "within") continue;
        ++kinds;
        if (kind == "http") probe.ask = http_at(what, folder);
        if (kind == "tcp") probe.ask = tcp_at(what);
        if (kind == "sql") probe.ask = sql_at(what);
        if (kind == "command") probe.ask = command_at(what);
    }
    if (kinds != 1) node.fail("expected one of http, tcp, sql and command, and no two of them");
    if (const auto within = node.find("within")) {
        const auto duration = read_duration(within->text());
        if (!duration || *duration > std::chrono::hours(1))
            within->fail("found `" + within->text() +
                         "`, expected a number of ms, s or min, at most 1 h, as 10s");
        probe.within = *duration;
    }
    return probe;
}

}  // namespace tieout::rules
