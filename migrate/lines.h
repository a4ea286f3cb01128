// The readings that give an invoice's lines. Each is bound to a source once and appends rows to
// `lines`: cells in the order of the columns that the whole chain produces.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "migrate/html_rows.h"
#include "migrate/php_serialized.h"
#include "migrate/plan.h"
#include "migrate/source_query.h"

namespace tieout::migrate {

using Cells = std::vector<std::optional<std::string>>;

// The names of all produced columns, shared by the readings of one chain.
class LineColumns {
public:
    explicit LineColumns(std::vector<std::string> names) : names_(std::move(names)) {}

    std::size_t size() const { return names_.size(); }
    // size(): there is none of that name.
    std::size_t index_of(std::string_view column) const;
    void set(Cells& cells, const Constants& constants) const;

private:
    std::vector<std::string> names_;
};

class PhpLines {
public:
    PhpLines(const PhpSerialized& plan, const LineColumns& columns, SourceQuery& source);
    // What is wrong with the bytes; empty: nothing.
    std::string read(const Row& row, std::vector<Cells>& lines) const;

private:
    void add_lines(const PhpValue& snapshot, std::vector<Cells>& lines) const;
    std::optional<Cells> line_of(const PhpValue& element, const SnapshotLine& line) const;
    std::optional<std::string> text_of(const PhpValue* value) const;

    const PhpSerialized& plan_;
    const LineColumns& columns_;
    std::vector<std::string> lists_;  // in the order in which `lines` first names them
    std::string charset_;
    ColumnRef bytes_;
};

// Appends the lines of one page. `wanted`: for each of plan.lines, whether this invoice may have
// it.
void read_page(const HtmlTable& plan, const LineColumns& columns, std::string_view bytes,
               const std::string& charset, const std::vector<bool>& wanted,
               std::vector<Cells>& lines);

class HtmlLines {
public:
    HtmlLines(const HtmlTable& plan, const LineColumns& columns, SourceQuery& source);
    void read(const Row& row, std::vector<Cells>& lines) const;

private:
    const HtmlTable& plan_;
    const LineColumns& columns_;
    std::string charset_;
    ColumnRef bytes_;
    std::vector<std::vector<ColumnRef>> only_where_null_;  // one for each of plan_.lines
};

class JoinedLines {
public:
    JoinedLines(const JoinedRows& plan, const LineColumns& columns, SourceQuery& source);
    void read(const Row& row, const Decimal& whole, std::vector<Cells>& lines) const;

private:
    const JoinedRows& plan_;
    const LineColumns& columns_;
    ColumnRef list_;
};

// One entry of a joined list: fields parted by tabs.
struct JoinedEntry {
    std::string_view first, second;
};
std::vector<JoinedEntry> joined_entries(std::string_view list);

}  // namespace tieout::migrate
