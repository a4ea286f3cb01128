#include <algorithm>

#include "rules/integrations.h"

namespace tieout::rules {
namespace {

// "?id=17&token=x" → "?id=…&token=…".
std::string without_values(const std::string& query) {
    std::string names;
    for (std::size_t at = 0; at < query.size();) {
        const std::size_t end = std::min(query.find('&', at), query.size());
        const std::size_t equals = query.find('=', at);
        names += names.empty() ? "?" : "&";
        names += equals < end ? query.substr(at, equals - at) + "=…" : "…";
        at = end + 1;
    }
    return names;
}

std::string words(const HttpProbe& probe) {
    return probe.method + " " + safe_url(probe.url);
}

std::string words(const TcpProbe& probe) {
    const bool is_ipv6 = probe.host.find(':') != std::string::npos;
    return "connect to " + (is_ipv6 ? "[" + probe.host + "]" : probe.host) + ":" +
           std::to_string(probe.port);
}

std::string words(const SqlProbe& probe) {
    return "ask " + (probe.side.empty() ? safe_url(probe.url) : "the " + probe.side) + ": " +
           probe.query;
}

// The other words of a command are its own business, and may be long.
std::string words(const CommandProbe& probe) {
    return "run " + probe.run.front();
}

}  // namespace

std::string safe_url(const std::string& url) {
    if (url.starts_with("env:")) return url;
    std::string safe = url.substr(0, url.find('#'));
    const std::size_t question = safe.find('?');
    const std::string query = question == std::string::npos ? "" : safe.substr(question + 1);
    safe = safe.substr(0, question);
    if (const std::size_t begin = safe.find("://"); begin != std::string::npos) {
        const std::size_t path = std::min(safe.find('/', begin + 3), safe.size());
        const std::size_t at = safe.rfind('@', path);
        if (at != std::string::npos && at > begin) safe.erase(begin + 3, at - begin - 2);
    }
    return safe + without_values(query);
}

std::string words_of(const Probe& probe) {
    return std::visit([](const auto& ask) { return words(ask); }, probe.ask);
}

}  // namespace tieout::rules
