#include "cutover/probe_secrets.h"

#include <algorithm>
#include <cstdlib>

#include "base/error.h"

namespace tieout::cutover {
namespace {

// Shorter parts are words such as "Basic" or "user" that stand in many a sentence.
constexpr std::size_t least_part = 6;
// A value of fewer letters is no secret, and would blot out half of a sentence.
constexpr std::size_t least_value = 3;

constexpr const char* between_parts = " \t:/?&=@;,";

}  // namespace

std::string ProbeSecrets::value_of(const std::string& text) {
    if (!text.starts_with("env:")) return text;
    const std::string name = text.substr(4);
    const char* const found = std::getenv(name.c_str());
    std::string value = found == nullptr ? "" : found;
    // As files end that variables are often filled from.
    while (!value.empty() && (value.back() == '\n' || value.back() == '\r'))
        value.pop_back();
    if (value.empty())
        throw Error(Fault::usage, "the environment variable `" + name + "` is not set");
    if (value.size() >= least_value) keep(value, text);
    // "postgresql" of a URL is no secret.
    const std::size_t scheme = value.find("://");
    for (std::size_t at = scheme == std::string::npos ? 0 : scheme + 3; at < value.size();) {
        const std::size_t end = std::min(value.find_first_of(between_parts, at), value.size());
        if (end - at >= least_part) keep(value.substr(at, end - at), text);
        at = end + 1;
    }
    return value;
}

void ProbeSecrets::keep(const std::string& secret, const std::string& name) {
    const auto shorter = std::find_if(secrets_.begin(), secrets_.end(), [&](const auto& known) {
        return known.first.size() < secret.size();
    });
    secrets_.insert(shorter, {secret, name});
}

std::string ProbeSecrets::hidden(std::string text) const {
    for (const auto& [secret, name] : secrets_)
        for (std::size_t at = text.find(secret); at != std::string::npos;
             at = text.find(secret, at + name.size()))
            text.replace(at, secret.size(), name);
    return text;
}

}  // namespace tieout::cutover
