#include "rules/project.h"

#include <algorithm>

#include "base/calendar.h"
#include "base/error.h"
#include "base/quantity.h"
#include "rules/yaml.h"

namespace tieout::rules {
namespace {

namespace fs = std::filesystem;

std::string text_at(const Yaml& map, std::string_view key, const std::string& otherwise) {
    const auto value = map.find(key);
    return value ? value->text() : otherwise;
}

// A URL or env:NAME. A project file is shared and backed up: no password may stand in it.
std::string url_at(const Yaml& node) {
    std::string url = node.text();
    const std::size_t scheme = url.find("://"), at = url.rfind('@');
    if (scheme == std::string::npos || at == std::string::npos) return url;
    if (url.substr(scheme + 3, at - scheme - 3).find(':') != std::string::npos) {
        node.fail(
            "found a password in a URL, expected none in a file: use env:NAME, ~/.my.cnf or "
            "~/.pgpass");
    }
    return url;
}

std::uint64_t count_at(const Yaml& node) {
    const std::int64_t value = node.integer();
    if (value < 0) node.fail("found " + node.text() + ", expected 0 or more");
    return static_cast<std::uint64_t>(value);
}

Profile profile_at(const std::string& name, const Yaml& node) {
    node.only({"source", "target", "policy", "defang"});
    Profile profile;
    profile.name = name;
    profile.source = url_at(node.need("source"));
    const Yaml target = node.need("target");
    if (target.is_map()) {
        target.only({"write", "read"});
        profile.target_write = url_at(target.need("write"));
        profile.target_read = url_at(target.need("read"));
    } else {
        profile.target_write = profile.target_read = url_at(target);
    }
    if (const auto defang = node.find("defang")) {
        profile.defang = defang->boolean();
        if (*profile.defang && name == "final")
            defang->fail("profile `final` is for the real customers: it is never defanged");
    }
    if (const auto policy = node.find("policy")) profile.policy = policy_at(*policy);
    return profile;
}

void read_profiles(const Yaml& node, const std::string& asked, Project& project) {
    node.only({"rehearsal", "final"});
    std::vector<std::string_view> names;
    const auto entries = node.entries();
    for (const auto& [name, profile] : entries) {
        project.profiles.push_back(name);
        names.push_back(name);
        const Profile read = profile_at(name, profile);
        if (name == project.profile.name) project.profile = read;
    }
    if (!asked.empty() && node.find(asked) == std::nullopt) node.fail_word(asked, names);
}

std::string day_at(const Yaml& node) {
    if (!Date::parse(node.text())) {
        node.fail("found `" + node.text() + "`, expected a day that exists, as 2005-12-31");
    }
    return node.text();
}

std::string day_of_year_at(const Yaml& node) {
    // 2001 is no leap year: a fiscal year cannot start on a day that most years do not have.
    if (!Date::parse("2001-" + node.text())) {
        node.fail("found `" + node.text() + "`, expected month and day, as 07-01");
    }
    return node.text();
}

std::string currency_at(const Yaml& node) {
    const std::string text = node.text();
    const auto is_capital = [](char letter) { return letter >= 'A' && letter <= 'Z'; };
    if (text.size() != 3 || !std::all_of(text.begin(), text.end(), is_capital))
        node.fail("found `" + text + "`, expected three capital letters, as USD");
    return text;
}

ForecastWish forecast_at(const Yaml& node) {
    node.only({"as_of", "mode", "months", "tax", "credits"});
    ForecastWish wish;
    if (const auto day = node.find("as_of")) wish.as_of = day_at(*day);
    if (const auto mode = node.find("mode")) {
        mode->one_of({"monthly", "anniversary"});
        wish.mode = mode->text();
    }
    if (const auto months = node.find("months")) {
        if (months->integer() < 1 || months->integer() > 120)
            months->fail("found " + months->text() + ", expected 1 to 120 months");
        wish.months = static_cast<int>(months->integer());
    }
    wish.tax = text_at(node, "tax", "");
    if (const auto credits = node.find("credits")) wish.credits = credits->boolean();
    return wish;
}

std::vector<LoadLimit> load_limits_at(const Yaml& node) {
    std::vector<LoadLimit> limits;
    for (const auto& [name, most] : node.entries())
        limits.push_back({name, count_at(most)});
    return limits;
}

std::chrono::milliseconds duration_at(const Yaml& node) {
    const auto duration = read_duration(node.text());
    if (!duration)
        node.fail("found `" + node.text() + "`, expected a number of ms, s, min or h, as 10s");
    return *duration;
}

std::uint64_t rate_at(const Yaml& node) {
    const auto rate = read_rate(node.text());
    if (!rate) node.fail("found `" + node.text() + "`, expected rows a second, as 50000/s");
    return *rate;
}

std::uint64_t byte_rate_at(const Yaml& node) {
    const auto rate = read_byte_rate(node.text());
    if (!rate) node.fail("found `" + node.text() + "`, expected bytes a second, as 20MB/s");
    return *rate;
}

Gentle gentle_at(const Yaml& node, const fs::path& folder) {
    node.only({"max_load", "critical_load", "max_lag", "max_rows", "max_bytes", "pause_file",
               "stop_file", "statement_limit", "chunk_time"});
    Gentle gentle;
    if (const auto limits = node.find("max_load")) gentle.max_load = load_limits_at(*limits);
    if (const auto limits = node.find("critical_load"))
        gentle.critical_load = load_limits_at(*limits);
    if (const auto lag = node.find("max_lag")) gentle.max_lag = duration_at(*lag);
    if (const auto rate = node.find("max_rows")) gentle.rows_per_s = rate_at(*rate);
    if (const auto rate = node.find("max_bytes")) gentle.bytes_per_s = byte_rate_at(*rate);
    if (const auto file = node.find("pause_file")) gentle.pause_file = folder / file->text();
    if (const auto file = node.find("stop_file")) gentle.stop_file = folder / file->text();
    if (const auto limit = node.find("statement_limit"))
        gentle.statement_limit = duration_at(*limit);
    if (const auto time = node.find("chunk_time")) gentle.chunk_time = duration_at(*time);
    return gentle;
}

void read_project(const Yaml& file, const std::string& asked, Project& project) {
    file.only({"pack", "time_zone", "currency", "fiscal_year_starts", "locked_until", "state",
               "waivers", "sign_offs", "integrations", "runbook", "parameters", "source_prefix",
               "forecast", "gentle", "profiles"});
    const fs::path folder = project.file.parent_path();
    project.pack = text_at(file, "pack", project.pack);
    if (project.pack.starts_with("./") || project.pack.starts_with("../")) {
        project.pack = (folder / project.pack).string();
    }
    project.zone = text_at(file, "time_zone", project.zone);
    if (const auto currency = file.find("currency")) project.currency = currency_at(*currency);
    if (const auto day = file.find("fiscal_year_starts")) {
        project.fiscal_year_starts = day_of_year_at(*day);
    }
    if (const auto day = file.find("locked_until")) project.locked_until = day_at(*day);
    project.state = folder / text_at(file, "state", project.state.string());
    project.waivers = folder / text_at(file, "waivers", project.waivers.string());
    project.sign_offs = folder / text_at(file, "sign_offs", project.sign_offs.string());
    project.integrations = folder / text_at(file, "integrations", project.integrations.string());
    project.runbook = folder / text_at(file, "runbook", project.runbook.string());
    project.source_prefix = text_at(file, "source_prefix", "");
    if (const auto parameters = file.find("parameters")) {
        for (const auto& [name, value] : parameters->entries()) {
            project.parameters.emplace_back(name, value.text());
        }
    }
    if (const auto forecast = file.find("forecast")) project.forecast = forecast_at(*forecast);
    if (const auto gentle = file.find("gentle")) project.gentle = gentle_at(*gentle, folder);
    if (const auto profiles = file.find("profiles")) read_profiles(*profiles, asked, project);
}

}  // namespace

Project Project::load(const fs::path& file, const std::string& profile) {
    Project project;
    project.profile.name = profile.empty() ? "rehearsal" : profile;
    project.file = file;
    if (file.empty()) {
        if (!fs::exists("tieout.yaml")) return project;
        project.file = "tieout.yaml";
    }
    read_project(Yaml::load(project.file), profile, project);
    return project;
}

}  // namespace tieout::rules
