// Words that lead to pages. A page that is opened from a disk can read no file but a script: so the
// words are scripts, cut by their first two letters, of which a search loads what it needs.
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/unicode.h"
#include "cutover/archive_pages.h"
#include "reports/folder.h"

namespace tieout::cutover {
namespace {

namespace fs = std::filesystem;

// As part_of() of archive_search.js.
std::string part_of(const std::string& word) {
    const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return word.size() >= 2 && is_plain(word[0]) && is_plain(word[1]) ? word.substr(0, 2) : "other";
}

class Words {
public:
    explicit Words(const db::SqliteConnection& archive) : archive_(archive) {
        archive.run("create temporary table word (part text, word text, id integer)");
        insert_ = archive.prepare("insert into word values (?, ?, ?)");
    }

    // Lower case; each word of a text, and of an address what stands behind its @.
    void add(const std::string& text, std::int64_t id) {
        const std::string folded = to_lower(text);
        std::size_t begin = 0;
        while ((begin = folded.find_first_not_of(" \t\r\n", begin)) != std::string::npos) {
            const std::size_t end = std::min(folded.find_first_of(" \t\r\n", begin), folded.size());
            const std::string word = folded.substr(begin, end - begin);
            add_word(word, id);
            if (const std::size_t at = word.find('@'); at != std::string::npos)
                add_word(word.substr(at + 1), id);
            begin = end;
        }
    }

private:
    void add_word(const std::string& word, std::int64_t id) {
        if (count_characters(word) < 2) return;
        const std::string part = part_of(word);
        sqlite3_bind_text64(insert_.get(), 1, part.data(), part.size(), SQLITE_STATIC, SQLITE_UTF8);
        sqlite3_bind_text64(insert_.get(), 2, word.data(), word.size(), SQLITE_STATIC, SQLITE_UTF8);
        sqlite3_bind_int64(insert_.get(), 3, id);
        archive_.step(insert_.get());
        sqlite3_reset(insert_.get());
    }
    const db::SqliteConnection& archive_;
    db::SqliteStatement insert_;
};

std::string text_at(sqlite3_stmt* row, int column) {
    const auto* const text = sqlite3_column_text(row, column);
    if (text == nullptr) return "";
    return {reinterpret_cast<const char*>(text),
            static_cast<std::size_t>(sqlite3_column_bytes(row, column))};
}

// JSON of ASCII alone, in which no tag can begin.
std::string script_text(const std::string& text) {
    std::string json =
        nlohmann::json(text).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
    for (std::size_t at = 0; (at = json.find('<', at)) != std::string::npos;)
        json.replace(at, 1, "\\u003c");
    return json;
}

}  // namespace

void write_words(const ArchivePages& pages, const db::SqliteConnection& archive,
                 const fs::path& folder) {
    {
        Words words(archive);
        for (const std::string& sql : pages.words) {
            const db::SqliteStatement rows =
                archive.prepare("select id, word from (" + sql + ") where word is not null");
            while (archive.step(rows.get()))
                words.add(text_at(rows.get(), 1), sqlite3_column_int64(rows.get(), 0));
        }
    }
    fs::create_directories(folder / "words");
    const db::SqliteStatement rows = archive.prepare(
        "select distinct w.part, w.word, p.file, p.title from word w join page p on p.id = w.id "
        "order by w.part, w.word, p.id");
    std::string part, text;
    const auto write = [&] {
        if (!part.empty()) reports::write_text(folder / "words" / (part + ".js"), text + "]);\n");
    };
    while (archive.step(rows.get())) {
        if (const std::string next = text_at(rows.get(), 0); next != part) {
            write();
            part = next;
            text = "tieout_words(\"" + part + "\", [\n";
        }
        text += "[" + script_text(text_at(rows.get(), 1)) + "," +
                script_text(text_at(rows.get(), 2)) + "," + script_text(text_at(rows.get(), 3)) +
                "],\n";
    }
    write();
}

}  // namespace tieout::cutover
