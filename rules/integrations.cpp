#include "rules/integrations.h"

#include <algorithm>

#include "rules/probe_yaml.h"
#include "rules/yaml.h"

namespace tieout::rules {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string_view> kinds{"web site", "order form", "gateway",   "registrar",
                                          "panel",    "server",     "script",    "cron",
                                          "mail",     "help desk",  "affiliate", "other"};

void read_text(const Yaml& node, std::string_view key, std::string& into) {
    const auto value = node.find(key);
    if (!value) return;
    if (value->text().empty()) value->fail("found nothing, expected a text");
    into = value->text();
}

// What `node` says, laid over what is known of the entry.
void read_entry(const Yaml& node, const fs::path& folder, Integration& entry) {
    node.only({"title", "kind", "owner", "source", "target", "probe", "no_probe"});
    read_text(node, "title", entry.title);
    read_text(node, "kind", entry.kind);
    if (const auto kind = node.find("kind")) kind->one_of(kinds);
    read_text(node, "owner", entry.owner);
    read_text(node, "source", entry.source);
    read_text(node, "target", entry.target);
    const auto probe = node.find("probe");
    const auto no_probe = node.find("no_probe");
    if (probe && no_probe)
        node.position_of("no_probe").fail("`no_probe` beside `probe`: expected one of them");
    if (probe) {
        entry.probe = probe_at(*probe, folder);
        entry.no_probe.clear();
    }
    if (no_probe) {
        read_text(node, "no_probe", entry.no_probe);
        entry.probe.reset();
    }
    entry.where = node.where();
}

// A new entry says what it is; one that does not was meant for a known one, and its name is wrong.
void needs_all(const Yaml& all, const std::string& name, const Yaml& node,
               const std::vector<Integration>& known) {
    std::vector<std::string_view> names;
    for (const Integration& entry : known)
        names.push_back(entry.name);
    if (!node.find("title") && !names.empty()) {
        const std::string_view near = nearest(name, names);
        all.position_of(name).fail(
            "found `" + name + "`, which the pack has not" +
            (near.empty() ? "" : "; did you mean `" + std::string(near) + "`?") +
            (near.empty() ? ": a new one needs title, kind, source and target" : ""));
    }
    for (const char* key : {"title", "kind", "source", "target"})
        node.need(key);
}

void read_file(const fs::path& file, std::vector<Integration>& entries) {
    if (file.empty() || !fs::exists(file)) return;
    const Yaml root = Yaml::load(file);
    root.only({"integrations"});
    const Yaml all = root.need("integrations");
    if (all.kind() == Yaml::Kind::null) return;
    for (const auto& [name, node] : all.entries()) {
        auto entry = std::find_if(entries.begin(), entries.end(),
                                  [&name = name](const auto& known) { return known.name == name; });
        if (entry == entries.end()) {
            needs_all(all, name, node, entries);
            entry = entries.insert(entries.end(), Integration{});
            entry->name = name;
        }
        read_entry(node, fs::absolute(file).parent_path(), *entry);
    }
}

}  // namespace

std::vector<Integration> load_integrations(const fs::path& pack_file, const fs::path& own_file) {
    std::vector<Integration> entries;
    read_file(pack_file, entries);
    read_file(own_file, entries);
    return entries;
}

}  // namespace tieout::rules
