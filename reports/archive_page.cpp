#include "reports/archive_page.h"

#include "base/error.h"
#include "reports/html_data.h"
#include "reports/templates.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

std::string rendered(const char* file, const Data& data) {
    kainjow::mustache::mustache page{std::string(template_text(file))};
    if (!page.is_valid())
        throw Error(Fault::internal, std::string(file) + ": " + page.error_message());
    return page.render(data);
}

// What is short, a day or a domain, stands in one line.
const char* class_of(const ArchiveCell& cell) {
    constexpr std::size_t short_enough = 24;
    if (cell.is_number) return "num";
    return cell.text.size() <= short_enough ? "short" : "text";
}

Data cells(const ArchiveSection& section, const std::vector<ArchiveCell>& row) {
    Data list(Data::type::list);
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (section.is_card && row[i].text.empty()) continue;
        Data cell;
        cell.set("cell_name", line(section.columns[i]));
        cell.set("cell_text", lines(row[i].text));
        cell.set("cell_link", row[i].link.empty() ? Data(false) : Data(row[i].link));
        cell.set("cell_class", Data(class_of(row[i])));
        list << cell;
    }
    return list;
}

Data section_data(const ArchiveSection& section, std::size_t number) {
    Data data, columns(Data::type::list), rows(Data::type::list);
    for (const std::string& name : section.columns) {
        Data column;
        column.set("column_name", line(name));
        columns << column;
    }
    for (const auto& row : section.rows) {
        Data one;
        one.set("cells", cells(section, row));
        rows << one;
    }
    data.set("section_id", Data("s" + std::to_string(number)));
    data.set("section_title", line(section.title));
    data.set("section_count", Data(grouped(section.rows.size())));
    data.set("section_note", section.note.empty() ? Data(false) : line(section.note));
    data.set("section_is_empty", Data(section.rows.empty()));
    data.set("section_is_card", Data(section.is_card));
    data.set("section_is_table", Data(!section.is_card && !section.rows.empty()));
    data.set("columns", columns);
    data.set("rows", rows);
    return data;
}

}  // namespace

std::string archive_page(const ArchivePage& page) {
    Data data, sections(Data::type::list);
    std::size_t number = 0;
    for (const ArchiveSection& section : page.sections)
        sections << section_data(section, ++number);
    data.set("page_title", line(page.title));
    data.set("masthead", line(page.masthead));
    data.set("up", Data(page.up));
    data.set("made_from", line(page.made_from));
    data.set("sections", sections);
    return rendered("archive_page.mustache", data);
}

std::string archive_index(const ArchiveIndex& index) {
    Data data, shelves(Data::type::list), facts(Data::type::list);
    for (const ArchiveShelf& shelf : index.shelves) {
        Data one;
        one.set("shelf_file", Data(shelf.file));
        one.set("shelf_words", line(shelf.words));
        one.set("shelf_count", Data(grouped(shelf.count)));
        shelves << one;
    }
    for (const auto& [name, text] : index.facts) {
        Data fact;
        fact.set("fact_name", line(name));
        fact.set("fact_text", line(text));
        facts << fact;
    }
    data.set("masthead", line(index.masthead));
    data.set("search_label", line(index.search_label));
    data.set("shelves", shelves);
    data.set("facts", facts);
    return rendered("archive_index.mustache", data);
}

std::string archive_style() {
    return std::string(template_text("style.css")) + std::string(template_text("archive.css"));
}

std::string archive_script() {
    return std::string(template_text("archive_search.js"));
}

}  // namespace tieout::reports
