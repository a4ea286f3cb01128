#include <algorithm>

#include "reports/html_data.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using rules::CycleRecord;
using rules::LoadResult;
using rules::QuarantinedRow;

// More rows than this are opened by the reader.
constexpr std::size_t few = 12;
// More than this nobody reads here: all are in the CSV files.
constexpr std::size_t most = 200;

Data raw_cell(const QuarantinedRow& row, Personal personal) {
    rules::ColumnPair as_cell{row.column, row.raw, row.raw, ""};
    const Personal mode = is_personal(as_cell) ? personal : Personal::shown;
    return cell(row.raw, pieces(row.raw, mode), Presence::there);
}

Data quarantined_row(const QuarantinedRow& row, Personal personal) {
    Data data;
    data.set("row_from", short_line(row.from));
    data.set("row_key", short_line(rules::text(row.key)));
    data.set("row_table", short_line(row.table));
    data.set("row_column", short_line(row.column));
    data.set("row_reason",
             short_line(personal == Personal::masked ? masked_reason(row.reason) : row.reason));
    data.set("row_raw", raw_cell(row, personal));
    return data;
}

}  // namespace

void add_quarantine(Data& data, const Page& page) {
    const CycleRecord& record = page.record;
    Data rows(Data::type::list);
    const std::size_t shown = std::min(record.quarantine.size(), most);
    for (std::size_t i = 0; i < shown; ++i)
        rows << quarantined_row(record.quarantine[i], page.personal);
    data.set("has_quarantine", Data(record.quarantined > 0));
    data["quarantine_rows"] = std::move(rows);
    data.set("quarantine_short", Data(record.quarantine.size() <= few));
    data.set("quarantine_words", line(counted(record.quarantined, "row", "rows")));
    set_text(data, "more_quarantine",
             shown_words(shown, record.quarantined, "the CSV files beside this page"));
}

void add_loads(Data& data, const Page& page) {
    Data loads(Data::type::list);
    for (const LoadResult& load : page.record.loads) {
        const bool adds_up = load.produced == load.written + load.quarantined;
        Data one;
        one.set("load_table", line(load.table));
        one.set("load_from", line(load.from));
        one.set("load_read", Data(grouped(load.read)));
        one.set("load_left_out", Data(grouped(load.left_out)));
        one.set("load_made", Data(grouped(load.produced)));
        one.set("load_written", Data(grouped(load.written)));
        one.set("load_quarantined", Data(grouped(load.quarantined)));
        one.set("load_word", Data(adds_up ? "yes" : "no"));
        one.set("load_class", Data(adds_up ? "good" : "bad"));
        one.set("load_seconds", Data(duration(load.seconds)));
        loads << one;
    }
    set_list(data, "load_lines", loads);
}

}  // namespace tieout::reports
