// What becomes of every column, both sides: a strip a table, the same in words beside it, and the
// columns one by one below.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "reports/html_data.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

// One fate of a side, in the order of the page: what is wrong comes first.
struct Fate {
    const char* name;
    const char* words;  // "3 not moved"
    const char* title;  // of the list of its columns
    const char* style;  // of its part of the strip
    bool open;
};

constexpr std::array<Fate, 5> source_fates{{
    {"unknown", "unknown", "Nobody said what becomes of them, or nobody saw it", "bad", true},
    {"moved", "moved", "Moved: read by the migration, and compared", "good", false},
    {"derived", "derived", "Derived", "note", false},
    {"not_moved", "not moved", "Do not move", "soft", false},
    {"absent", "not there", "Known to the pack, not in this database", "none", false},
}};
constexpr std::array<Fate, 5> target_fates{{
    {"unknown", "unknown", "Nobody said where they come from, or nobody saw it", "bad", true},
    {"filled", "filled", "Filled: written by the migration, and compared", "good", false},
    {"own", "numbers of its own", "Numbers of its own", "note", false},
    {"defaulted", "left to the default", "Left to the server's default", "soft", false},
    {"empty", "empty", "Left empty on purpose", "soft", false},
}};

// A column of either side.
struct Column {
    const std::string& name;
    const std::string& fate;
    const std::string& reason;
    bool migrated, compared;
};

std::vector<Column> columns_of(const std::vector<rules::CoverageResult>& coverage) {
    std::vector<Column> columns;
    for (const auto& c : coverage)
        columns.push_back({c.column, c.fate, c.reason, c.migrate_read, c.verify_compared});
    return columns;
}

std::vector<Column> columns_of(const std::vector<rules::TargetCoverageResult>& coverage) {
    std::vector<Column> columns;
    for (const auto& c : coverage)
        columns.push_back({c.column, c.fate, c.reason, c.migrate_wrote, c.verify_compared});
    return columns;
}

using Fates = std::array<Fate, 5>;

const Fate& fate_of(const Column& column, const Fates& fates) {
    const auto found = std::find_if(fates.begin(), fates.end(),
                                    [&](const Fate& fate) { return column.fate == fate.name; });
    return found == fates.end() ? fates.front() : *found;
}

std::string table_of(const Column& column) {
    return column.name.substr(0, column.name.rfind('.'));
}

Data strip_of(const std::vector<const Column*>& columns, const Fates& fates) {
    Data list(Data::type::list);
    for (const Column* column : columns) {
        Data part;
        part.set("strip_class", Data(fate_of(*column, fates).style));
        list << part;
    }
    return list;
}

std::string in_words(const std::vector<const Column*>& columns, const Fates& fates) {
    std::string words;
    for (const Fate& fate : fates) {
        const auto count = std::count_if(columns.begin(), columns.end(), [&](const Column* column) {
            return &fate_of(*column, fates) == &fate;
        });
        if (count > 0)
            words += fmt::format("{}{} {}", words.empty() ? "" : ", ", count, fate.words);
    }
    return words;
}

Data tables_of(const std::vector<Column>& columns, const Fates& fates) {
    std::map<std::string, std::vector<const Column*>> tables;
    for (const Column& column : columns)
        tables[table_of(column)].push_back(&column);
    Data list(Data::type::list);
    for (const auto& [name, of_table] : tables) {
        Data table;
        table.set("coverage_table", line(name));
        table["coverage_strip"] = strip_of(of_table, fates);
        table.set("coverage_in_words", line(in_words(of_table, fates)));
        list << table;
    }
    return list;
}

Data line_of(const Column& column) {
    Data data;
    data.set("coverage_column", line(column.name));
    data.set("coverage_migrated", Data(column.migrated ? "yes" : "no"));
    data.set("coverage_compared", Data(column.compared ? "yes" : "no"));
    data.set("coverage_reason", line(column.reason));
    return data;
}

Data lists_of(const std::vector<Column>& columns, const Fates& fates) {
    Data lists(Data::type::list);
    for (const Fate& fate : fates) {
        Data list(Data::type::list);
        for (const Column& column : columns)
            if (&fate_of(column, fates) == &fate) list << line_of(column);
        if (list.is_empty_list()) continue;
        Data data;
        data.set("coverage_list_title", Data(fate.title));
        data.set("coverage_list_count", Data(grouped(list.list_value().size())));
        data.set("coverage_list_class", Data(fate.style));
        data.set("coverage_open", Data(fate.open));
        data["coverage_lines"] = std::move(list);
        lists << data;
    }
    return lists;
}

Data side(const std::string& name, const char* question, const char* witness,
          const std::vector<Column>& columns, const Fates& fates) {
    const auto compared = static_cast<std::uint64_t>(std::count_if(
        columns.begin(), columns.end(), [](const Column& column) { return column.compared; }));
    Data data;
    data.set("coverage_side_title", line(fmt::format(fmt::runtime(question), name)));
    data.set("coverage_side", line(name));
    data.set("coverage_witness", Data(witness));
    data.set("coverage_words",
             line(fmt::format("{} of {} were compared. All others say why not.", grouped(compared),
                              counted(columns.size(), "column", "columns"))));
    data["coverage_tables"] = tables_of(columns, fates);
    data["coverage_lists"] = lists_of(columns, fates);
    return data;
}

}  // namespace

void add_coverage(Data& data, const Page& page) {
    const rules::CycleRecord& record = page.record;
    Data sides(Data::type::list);
    if (!record.coverage.empty())
        sides << side(label(record, rules::Origin::source), "What becomes of every column of {}",
                      "Read by the migration", columns_of(record.coverage), source_fates);
    if (!record.target_coverage.empty())
        sides << side(label(record, rules::Origin::target), "Where every column of {} comes from",
                      "Written by the migration", columns_of(record.target_coverage), target_fates);
    data.set("has_coverage", Data(!sides.is_empty_list()));
    data["coverage_sides"] = std::move(sides);
}

}  // namespace tieout::reports
