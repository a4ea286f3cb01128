#include "db/mysql_grants.h"

#include <algorithm>
#include <array>
#include <set>

#include "db/mysql_connection.h"

namespace tieout::db {
namespace {

// None of these changes a row that another session can see.
constexpr std::array<std::string_view, 17> only_reading{
    "SELECT",          "SHOW VIEW",           "USAGE",
    "PROCESS",         "SHOW DATABASES",      "REPLICATION CLIENT",
    "BINLOG MONITOR",  "REPLICATION SLAVE",   "SLAVE MONITOR",
    "REPLICA MONITOR", "LOCK TABLES",         "RELOAD",
    "SHOW_ROUTINE",    "SHOW CREATE ROUTINE", "CREATE TEMPORARY TABLES",
    "REFERENCES",      "BACKUP_ADMIN"};

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    return text;
}

// `sh\_op%` against a name, as LIKE does.
bool matches(std::string_view pattern, std::string_view name) {
    if (pattern.empty()) return name.empty();
    if (pattern[0] == '%') {
        for (std::size_t skip = 0; skip <= name.size(); ++skip)
            if (matches(pattern.substr(1), name.substr(skip))) return true;
        return false;
    }
    const bool escaped = pattern[0] == '\\' && pattern.size() > 1;
    if (escaped) pattern.remove_prefix(1);
    if (name.empty()) return false;
    if (pattern[0] != name[0] && (escaped || pattern[0] != '_')) return false;
    return matches(pattern.substr(1), name.substr(1));
}

// The end of a quoted or bare word that begins at `at`.
std::size_t word_end(std::string_view text, std::size_t at) {
    const char first = at < text.size() ? text[at] : ' ';
    if (first == '`' || first == '"' || first == '\'')
        return skip_opaque(text, at, Backslash::plain);
    return std::min(text.find_first_of(" .@", at), text.size());
}

std::string unquoted(std::string_view word) {
    if (word.size() < 2 || (word[0] != '`' && word[0] != '"')) return std::string(word);
    std::string name;
    for (std::size_t i = 1; i + 1 < word.size(); ++i) {
        name += word[i];
        if (word[i] == word[0]) ++i;
    }
    return name;
}

// " ON " outside quotes and brackets of column lists.
std::size_t find_on(std::string_view grant) {
    int depth = 0;
    for (std::size_t at = 0; at < grant.size(); ++at) {
        if (grant[at] == '`' || grant[at] == '"' || grant[at] == '\'') {
            at = skip_opaque(grant, at, Backslash::plain) - 1;
            continue;
        }
        if (grant[at] == '(') ++depth;
        if (grant[at] == ')') --depth;
        if (depth == 0 && grant.substr(at).starts_with(" ON ")) return at;
    }
    return std::string_view::npos;
}

bool applies(std::string_view object, std::string_view database) {
    for (const std::string_view kind :
         {"TABLE ", "PROCEDURE ", "FUNCTION ", "PACKAGE BODY ", "PACKAGE "})
        if (object.starts_with(kind)) object.remove_prefix(kind.size());
    const std::string_view of = object.substr(0, word_end(object, 0));
    return database.empty() || of == "*" || matches(unquoted(of), database);
}

std::vector<std::string> split_privileges(std::string_view list) {
    std::vector<std::string> names(1);
    int depth = 0;
    for (const char c : list) {
        if (c == '(') ++depth;
        if (c == ',' && depth == 0)
            names.emplace_back();
        else if (depth == 0)
            names.back() += c;
        if (c == ')') --depth;
    }
    for (std::string& name : names)
        name = trimmed(name);
    return names;
}

bool could_write(const std::string& privilege) {
    return std::find(only_reading.begin(), only_reading.end(), privilege) == only_reading.end();
}

void collect(MysqlConnection& connection, const std::string& whose, std::set<std::string>& roles,
             std::set<std::string>& found) {
    const auto rows = connection.ask_if_allowed("SHOW GRANTS FOR " + whose);
    if (rows.empty()) found.insert("role " + whose);
    for (const auto& row : rows) {
        const std::string grant = row[0].value_or("");
        for (auto& each : writing_privileges(grant, connection.url().database))
            found.insert(std::move(each));
        const std::string role = granted_role(grant);
        if (!role.empty() && roles.insert(role).second) collect(connection, role, roles, found);
    }
}

}  // namespace

std::vector<std::string> writing_privileges(std::string_view grant, std::string_view database) {
    const std::size_t on = find_on(grant);
    if (!grant.starts_with("GRANT ") || on == std::string_view::npos) return {};
    if (!applies(grant.substr(on + 4), database)) return {};
    std::vector<std::string> names = split_privileges(grant.substr(6, on - 6));
    std::erase_if(names, [](const std::string& each) { return !could_write(each); });
    return names;
}

std::string granted_role(std::string_view grant) {
    if (!grant.starts_with("GRANT ") || find_on(grant) != std::string_view::npos) return {};
    const std::string_view rest = grant.substr(6);
    std::size_t end = word_end(rest, 0);
    if (end < rest.size() && rest[end] == '@') end = word_end(rest, end + 1);
    return std::string(rest.substr(0, end));
}

std::vector<std::string> mysql_write_privileges(MysqlConnection& connection) {
    std::set<std::string> roles, found;
    collect(connection, "CURRENT_USER()", roles, found);
    return {found.begin(), found.end()};
}

}  // namespace tieout::db
