#include "cutover/archive_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/decimal.h"
#include "base/error.h"
#include "db/sqlite_values.h"
#include "reports/archive_page.h"
#include "reports/folder.h"

namespace tieout::cutover {
namespace {

namespace fs = std::filesystem;
using reports::ArchiveCell;
using reports::ArchiveSection;

// A folder of some ten thousand files is slow to look into; a hundred are a list that fits a page.
constexpr std::int64_t pages_of_a_shelf = 100;

std::string shelf_of(std::int64_t id) {
    const std::int64_t number = id < 0 ? (id + 1) / pages_of_a_shelf - 1 : id / pages_of_a_shelf;
    return fmt::format("{:04}", number);
}

// Nothing where there is no number: "" and NULL are as good as 0 to who wrote the ledger.
std::optional<Decimal> amount_of(const std::string& text) {
    std::string plain;
    for (const char c : text)
        if (c != ',' && c != ' ') plain += c;
    return Decimal::parse(plain);
}

class Section {
public:
    Section(const db::SqliteConnection& archive, const PageSection& plan)
        : archive_(archive), plan_(plan), rows_(archive.prepare(plan.sql)) {
        if (sqlite3_bind_parameter_count(rows_.get()) != 1)
            throw Error(Fault::usage,
                        "archive.yaml: the section " + plan.title + " needs one ? in its SQL");
        for (int i = 0; i < sqlite3_column_count(rows_.get()); ++i)
            columns_.emplace_back(sqlite3_column_name(rows_.get(), i));
        if (!plan.running.empty()) {
            adds_ = place_of(plan.adds);
            takes_ = place_of(plan.takes);
        }
    }

    ArchiveSection of(std::int64_t id) const {
        ArchiveSection section{plan_.title, plan_.note, plan_.is_card, columns_, {}};
        if (!plan_.running.empty()) section.columns.push_back(plan_.running);
        Decimal sum;
        sqlite3_bind_int64(rows_.get(), 1, id);
        while (archive_.step(rows_.get()))
            section.rows.push_back(row(sum));
        sqlite3_reset(rows_.get());
        return section;
    }

private:
    std::size_t place_of(const std::string& column) const {
        const auto found = std::find(columns_.begin(), columns_.end(), column);
        if (found == columns_.end())
            throw Error(Fault::usage,
                        "archive.yaml: the section " + plan_.title + " has no column " + column);
        return static_cast<std::size_t>(found - columns_.begin());
    }

    std::vector<ArchiveCell> row(Decimal& sum) const {
        std::vector<ArchiveCell> cells;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            std::string text;
            db::append_sqlite_cell(rows_.get(), static_cast<int>(i), db::ValueType::text, text);
            const bool is_number = Decimal::parse(text).has_value();
            cells.push_back({std::move(text), "", is_number});
        }
        if (plan_.running.empty()) return cells;
        sum += amount_of(cells[adds_].text).value_or(Decimal());
        sum -= amount_of(cells[takes_].text).value_or(Decimal());
        cells.push_back({sum.text(), "", true});
        return cells;
    }

    const db::SqliteConnection& archive_;
    const PageSection& plan_;
    db::SqliteStatement rows_;
    std::vector<std::string> columns_;
    std::size_t adds_ = 0, takes_ = 0;
};

// The pages of one folder, and the list of them.
struct Shelf {
    std::string name;
    std::int64_t first = 0, last = 0;
    ArchiveSection list{"", "", false, {"Number", "Name"}, {}};
};

class Pages {
public:
    Pages(const ArchivePages& plan, const std::string& masthead,
          const db::SqliteConnection& archive, const fs::path& folder)
        : plan_(plan), masthead_(masthead), archive_(archive), folder_(folder) {
        for (const PageSection& section : plan.sections)
            sections_.emplace_back(archive, section);
        archive.run("create temporary table page (id integer primary key, file text, title text)");
    }

    void write(std::int64_t id, const std::string& title) {
        const std::string name = shelf_of(id);
        if (name != shelf_.name) open_shelf(name, id);
        const std::string file = std::to_string(id) + ".html";
        const std::string below = plan_.folder + "/" + name + "/" + file;
        reports::ArchivePage page{title, masthead_, "../../", masthead_, {}};
        for (const Section& section : sections_)
            page.sections.push_back(section.of(id));
        reports::write_text(folder_ / below, reports::archive_page(page));
        shelf_.last = id;
        shelf_.list.rows.push_back({{std::to_string(id), file, true}, {title, file, false}});
        archive_.query("insert into page values (cast(? as integer), ?, ?)",
                       {std::to_string(id), below, title});
    }

    std::vector<reports::ArchiveShelf> finish() {
        close_shelf();
        return std::move(shelves_);
    }

private:
    void open_shelf(const std::string& name, std::int64_t id) {
        close_shelf();
        shelf_ = {};
        shelf_.name = name;
        shelf_.first = id;
        fs::create_directories(folder_ / plan_.folder / name);
    }

    void close_shelf() {
        if (shelf_.list.rows.empty()) return;
        const std::string words = fmt::format("{} to {}", shelf_.first, shelf_.last);
        const std::string file = plan_.folder + "/" + shelf_.name + "/index.html";
        shelf_.list.title = words;
        shelves_.push_back({file, words, shelf_.list.rows.size()});
        reports::write_text(
            folder_ / file,
            reports::archive_page({words, masthead_, "../../", masthead_, {shelf_.list}}));
    }

    const ArchivePages& plan_;
    const std::string masthead_;
    const db::SqliteConnection& archive_;
    const fs::path folder_;
    std::vector<Section> sections_;
    Shelf shelf_;
    std::vector<reports::ArchiveShelf> shelves_;
};

std::vector<std::pair<std::string, std::string>> facts_of(const ArchiveManifest& manifest) {
    std::uint64_t rows = 0;
    for (const TableDigest& table : manifest.tables)
        rows += table.rows;
    std::vector<std::pair<std::string, std::string>> facts{
        {"Written at", manifest.made_at},
        {"Tables", std::to_string(manifest.tables.size())},
        {"Rows", std::to_string(rows)},
        {"Clocks", manifest.zone}};
    std::map<std::string, std::vector<std::string>> secrets;
    for (const LeftOut& one : manifest.left_out)
        secrets[one.how].push_back(one.column);
    for (const auto& [how, columns] : secrets)
        facts.emplace_back("Secrets, " + how, fmt::format("{}", fmt::join(columns, ", ")));
    for (const std::string& remark : manifest.remarks)
        facts.emplace_back("To know", remark);
    return facts;
}

}  // namespace

void write_pages(const ArchivePages& pages, const std::string& source_label,
                 const ArchiveManifest& manifest, const fs::path& folder,
                 const CopyOptions& options) {
    if (pages.folder.empty()) return;
    const db::SqliteConnection archive(db::Url::parse("sqlite:" + (folder / "archive.db").string()),
                                       db::SqliteAccess::read_only);
    const std::string masthead = source_label + " · " + manifest.made_at;
    Pages made(pages, masthead, archive, folder);
    std::uint64_t count = 0;
    const db::SqliteStatement list = archive.prepare(pages.list);
    while (archive.step(list.get())) {
        if (options.stop != nullptr && *options.stop)
            throw Error(Fault::interrupted, "the archive was not finished");
        std::string title;
        db::append_sqlite_cell(list.get(), 1, db::ValueType::text, title);
        made.write(sqlite3_column_int64(list.get(), 0), title);
        if (options.progress) options.progress("pages", ++count);
    }
    write_words(pages, archive, folder);
    reports::write_text(folder / "style.css", reports::archive_style());
    reports::write_text(folder / "search.js", reports::archive_script());
    reports::write_text(
        folder / "index.html",
        reports::archive_index({masthead, pages.search_label, made.finish(), facts_of(manifest)}));
}

}  // namespace tieout::cutover
