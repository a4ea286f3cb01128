// Pages of an archive: what one of the old system's clients had, and where to find whom. Nothing is
// taken from a network; every text is escaped.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tieout::reports {

struct ArchiveCell {
    std::string text, link;  // link: a file of the archive, as seen from the page; empty: none
    bool is_number = false;
};

struct ArchiveSection {
    std::string title, note;  // note: one sentence; empty: none
    bool is_card = false;     // names beside values; else a table
    std::vector<std::string> columns;
    std::vector<std::vector<ArchiveCell>> rows;
};

struct ArchivePage {
    std::string title, masthead;
    std::string up;  // to the archive's folder: "../../"
    std::string made_from;
    std::vector<ArchiveSection> sections;
};
std::string archive_page(const ArchivePage& page);

struct ArchiveShelf {
    std::string file, words;
    std::uint64_t count = 0;
};

struct ArchiveIndex {
    std::string masthead, search_label;
    std::vector<ArchiveShelf> shelves;
    std::vector<std::pair<std::string, std::string>> facts;
};
std::string archive_index(const ArchiveIndex& index);

// style.css and search.js, which all pages share.
std::string archive_style();
std::string archive_script();

}  // namespace tieout::reports
