// Two targets of one source: one that only gets what has changed, and one that is written anew, by
// which the first is judged.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "db/session.h"
#include "db/write/writer.h"
#include "migrate/migration.h"
#include "rules/pack.h"
#include "tests/migrate/shop.h"
#include "tests/support/scratch.h"

namespace tieout::tests {

// All rows of all tables in the order of their primary keys, as text, and where sequences stand;
// the books of the migrator are left out.
inline std::string all_rows(const Scratch& side) {
    const auto session = db::Session::open(side.parsed());
    std::string text;
    for (const db::Table& table : session->catalogue().tables) {
        if (table.name.starts_with("mig_")) continue;
        std::string key;
        for (const std::string& column : table.primary_key()->columns)
            key += (key.empty() ? "" : ", ") + db::quote_identifier(side.parsed().engine, column);
        text += "== " + table.name + "\n";
        for (const auto& row :
             session
                 ->query("select * from " + db::quote_identifier(side.parsed().engine, table.name) +
                         " order by " + key)
                 .rows) {
            for (const auto& cell : row)
                text += (cell ? "'" + *cell + "'" : "NULL") + "|";
            text += "\n";
        }
        for (const db::Sequence& sequence : table.sequences)
            text += sequence.name + " next " + std::to_string(sequence.next.value_or(-1)) + "\n";
    }
    return text;
}

// The first line in which they differ, for people; "" where they are equal.
inline std::string difference(const std::string& left, const std::string& right) {
    if (left == right) return "";
    std::istringstream lefts(left), rights(right);
    std::string a, b, table;
    while (true) {
        const bool more_a = static_cast<bool>(std::getline(lefts, a));
        const bool more_b = static_cast<bool>(std::getline(rights, b));
        if (!more_a) a = "(end)";
        if (!more_b) b = "(end)";
        if (a != b || !more_a) return table + ": " + a + " is not " + b;
        if (a.starts_with("== ")) table = a;
    }
}

class TwoTargets {
public:
    TwoTargets(db::Engine source, db::Engine target, const std::string& from_pack = "")
        : shop(source, target, from_pack), anew_(target), notes_(folder()) {
        shop.options.notes = notes_;
    }
    ~TwoTargets() {
        std::filesystem::remove_all(notes_);
        if (anew_.parsed().engine == db::Engine::mysql)
            anew_.run_client("drop database if exists `" + anew_.parsed().database +
                             "_tieout_books`");
    }
    TwoTargets(const TwoTargets&) = delete;
    TwoTargets& operator=(const TwoTargets&) = delete;

    // Writes everything into the one target, with notes.
    migrate::MigrationResult first() {
        const auto result = shop.run();
        shop.options.create_schema = false;
        shop.options.delta = true;
        return result;
    }
    // Writes what has changed.
    migrate::MigrationResult delta() { return shop.run(); }
    // Writes everything into the other one; what it quarantined.
    std::string anew() {
        Collected quarantine;
        migrate::MigrationOptions options = shop.options;
        options.delta = false;
        options.notes.clear();
        options.create_schema = !made_;
        made_ = true;
        const auto session = db::Session::open(shop.source().parsed());
        const auto writer = db::Writer::open(anew_.parsed());
        anew_result =
            migrate::migrate(rules::Pack::load(shop.pack), *session, *writer, options, quarantine);
        return quarantine.text();
    }
    std::string unlike() const { return difference(all_rows(shop.target()), all_rows(anew_)); }
    const std::filesystem::path& notes() const { return notes_; }
    // Names of the files in it.
    std::set<std::string> noted() const {
        std::set<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(notes_))
            names.insert(entry.path().filename());
        return names;
    }

    Shop shop;
    migrate::MigrationResult anew_result;

private:
    static std::filesystem::path folder() {
        std::string pattern = std::filesystem::temp_directory_path() / "tieout-notes-XXXXXX";
        if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder " + pattern);
        return pattern;
    }

    Scratch anew_;
    std::filesystem::path notes_;
    bool made_ = false;
};

}  // namespace tieout::tests
