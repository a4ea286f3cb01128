// archive.yaml as a model: what of the source is a secret, which numbers are moments, and what the
// archive can be searched for. docs/packs.md is its format.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "db/catalogue.h"
#include "rules/pack.h"

namespace tieout::cutover {

// Rows of `table` in which `column` is one of `values`, to the byte.
struct RowsKept {
    std::string column;
    std::vector<std::string> values;
};

// A part of a page: rows of `sql`, in which ? stands for the number of whom the page is about.
struct PageSection {
    std::string title, note, sql;
    bool is_card = false;
    // A column that is added behind the others: the sum so far of `adds` less `takes`. Empty: none.
    std::string running, adds, takes;
};

// Pages of a browser's own, one for each row of `list` (id, title).
struct ArchivePages {
    std::string folder;  // "clients"; empty: no pages
    std::string search_label, list;
    std::vector<PageSection> sections;
    std::vector<std::string> words;  // SQL: id, word
};

struct ArchivePlan {
    struct Secret {
        std::vector<std::string> columns;  // "config_*": patterns
        RowsKept kept;                     // no column: the secret is one in every row
    };
    struct Search {
        std::string kind;  // "client"
        std::string sql;   // over the archive itself: ref, text
    };
    std::map<std::string, Secret> secrets;                             // by table
    std::vector<std::string> suspicious;                               // parts of names, lower case
    std::map<std::string, std::vector<std::string>> moments, indexes;  // columns by table
    std::vector<Search> search;
    ArchivePages pages;

    // Throws Error(Fault::usage) with file, line and column; so it does where the pack has no
    // archive.yaml, for then nobody has said what is secret.
    static ArchivePlan load(const rules::Pack& pack);
};

// What becomes of one column of the source.
enum class Keeps { all, some_rows, nothing };

// The plan beside the pack's coverage: a column of which the pack says nothing is a secret where
// its name sounds like one.
class Secrets {
public:
    // Both must live as long as this.
    Secrets(const ArchivePlan& plan, const rules::Pack& pack) : plan_(plan), pack_(pack) {}

    Keeps keeps(const std::string& table, const std::string& column) const;
    // Why it is left out: "a secret by archive.yaml", or by its name.
    std::string why(const std::string& table, const std::string& column) const;
    const RowsKept& kept(const std::string& table) const { return plan_.secrets.at(table).kept; }

private:
    const ArchivePlan& plan_;
    const rules::Pack& pack_;
    bool is_named(const std::string& table, const std::string& column) const;
    bool sounds_secret(const std::string& table, const std::string& column) const;
};

}  // namespace tieout::cutover
