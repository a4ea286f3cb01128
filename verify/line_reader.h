// Readings of what the source keeps of an invoice: each gives the invoice's lines, or none.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/evaluate.h"
#include "verify/html_grid.h"
#include "verify/php_value.h"
#include "verify/row_producer.h"
#include "verify/tie.h"

namespace tieout::verify {

using LineCells = std::vector<std::optional<std::string>>;

// The columns that all readings of one chain fill, by name.
class LineColumns {
public:
    explicit LineColumns(std::vector<std::string> names) : names_(std::move(names)) {}
    const std::vector<std::string>& names() const { return names_; }
    std::size_t at(std::string_view name) const;
    LineCells filled_with(const Constants& constants) const;

private:
    std::vector<std::string> names_;
};

// Three implementations: of serialised bytes, of a page, and of a joined list.
class LineReader {
public:
    virtual ~LineReader() = default;
    // Appends to `lines`, which is empty. `whole` is what they should sum to, where it is known.
    // What cannot be read leaves `lines` empty.
    virtual ProducerTrouble read(const RowView& row, const std::optional<Decimal>& whole,
                                 std::vector<LineCells>& lines) const = 0;
};

class PhpSerializedLines : public LineReader {
public:
    PhpSerializedLines(const PhpSerialized& spec, const LineColumns& columns,
                       const FindColumn& column, const FindCharset& charset);
    ProducerTrouble read(const RowView& row, const std::optional<Decimal>& whole,
                         std::vector<LineCells>& lines) const override;

private:
    const PhpSerialized& spec_;
    const LineColumns& columns_;
    std::string charset_;
    std::size_t column_;

    std::string read_lists(std::string_view bytes, std::vector<LineCells>& lines) const;
    std::string read_list(const PhpValue& snapshot, const std::string& list,
                          std::vector<LineCells>& lines) const;
    std::string add_line(const PhpSerialized::Line& line, const PhpValue& element,
                         std::vector<LineCells>& lines) const;
};

class HtmlTableLines : public LineReader {
public:
    HtmlTableLines(const HtmlTable& spec, const LineColumns& columns, const FindColumn& column,
                   const FindCharset& charset);
    ProducerTrouble read(const RowView& row, const std::optional<Decimal>& whole,
                         std::vector<LineCells>& lines) const override;

private:
    const HtmlTable& spec_;
    const LineColumns& columns_;
    std::string charset_;
    std::size_t column_;
    std::vector<std::vector<std::size_t>> must_be_null_;  // columns, one list a kind of line
};

class JoinedRowsLine : public LineReader {
public:
    JoinedRowsLine(const JoinedRows& spec, const LineColumns& columns, const FindColumn& column);
    ProducerTrouble read(const RowView& row, const std::optional<Decimal>& whole,
                         std::vector<LineCells>& lines) const override;

private:
    const JoinedRows& spec_;
    const LineColumns& columns_;
    std::size_t column_;
};

// A joined list: for each entry its key and its name.
std::vector<std::pair<std::string, std::string>> split_joined(std::string_view list);

}  // namespace tieout::verify
