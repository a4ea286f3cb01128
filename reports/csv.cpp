#include "reports/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <unordered_map>

#include "reports/csv_cell.h"
#include "reports/utf8.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using rules::ColumnPair;
using rules::FindingMembers;
using rules::Key;
using rules::Member;

Content content_of(const ColumnPair& cell) {
    return cell.as == "text" || cell.as == "label" ? Content::text : Content::number;
}

void write_value(std::ostream& out, const std::optional<std::string>& value, const ColumnPair& cell,
                 Personal personal) {
    out << ',';
    if (!value) return;
    const bool mask = personal == Personal::masked && is_personal(cell);
    write_cell(out, mask ? masked(*value) : *value, content_of(cell));
}

// Names in the order in which members first have them.
template <class Parts, class Name>
void collect(std::vector<std::string>& names, const Parts& parts, Name name) {
    for (const auto& part : parts) {
        if (std::find(names.begin(), names.end(), part.*name) == names.end()) {
            names.push_back(part.*name);
        }
    }
}

struct Layout {
    std::vector<std::string> keys, columns;
};

Layout layout(const std::vector<Member>& members) {
    Layout result;
    for (const Member& member : members) {
        collect(result.keys, member.key, &rules::KeyPart::column);
        collect(result.columns, member.columns, &ColumnPair::name);
    }
    return result;
}

void write_head(std::ostream& out, const Layout& layout) {
    out << "member";
    const auto add = [&out](const std::string& name) {
        out << ',';
        write_cell(out, name, Content::text);
    };
    for (const std::string& key : layout.keys)
        add(key);
    for (const std::string& column : layout.columns) {
        add(column + " source");
        add(column + " target");
    }
    out << ",in_source,in_target,amount,note\r\n";
}

void write_key(std::ostream& out, const Layout& layout, const Key& key) {
    for (const std::string& name : layout.keys) {
        out << ',';
        const auto part =
            std::find_if(key.begin(), key.end(), [&](const auto& p) { return p.column == name; });
        if (part != key.end()) write_cell(out, part->value, Content::number);
    }
}

void write_member(std::ostream& out, const Layout& layout, const std::string& finding_id,
                  const Member& member, Personal personal) {
    out << rules::member_id(finding_id, member.key);
    write_key(out, layout, member.key);
    for (const std::string& name : layout.columns) {
        const auto cell = std::find_if(member.columns.begin(), member.columns.end(),
                                       [&](const ColumnPair& c) { return c.name == name; });
        if (cell == member.columns.end()) {
            out << ",,";
            continue;
        }
        write_value(out, member.in_source ? cell->source : std::nullopt, *cell, personal);
        write_value(out, member.in_target ? cell->target : std::nullopt, *cell, personal);
    }
    out << (member.in_source ? ",yes" : ",no") << (member.in_target ? ",yes," : ",no,")
        << (member.amount ? member.amount->text() : "") << ',';
    std::string note = personal == Personal::masked ? masked_reason(member.note) : member.note;
    if (!member.follows_tie.empty()) {
        note += (note.empty() ? "" : "; ") + ("follows from " + member.follows_tie) + " " +
                rules::text(member.follows_key);
    }
    if (!note.empty()) write_cell(out, note, Content::text);
    out << "\r\n";
}

std::string file_name(const std::string& text) {
    std::string result = text.substr(0, 80);
    for (char& c : result) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (!plain) c = '_';
    }
    return result;
}

}  // namespace

void write_csv_line(std::ostream& out, const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) out << ',';
        write_cell(out, cells[i], Content::text);
    }
    out << "\r\n";
}

std::string difference_file(const rules::Finding& finding) {
    return file_name(subject(finding)) + "-" + rules::name(finding.kind) + "-" +
           file_name(finding.id) + ".csv";
}

void write_differences(std::ostream& out, const rules::Finding& finding,
                       const FindingMembers& members, Personal personal) {
    const Layout columns = layout(members.of_all_columns());
    write_head(out, columns);
    members.for_each(
        [&](const Member& member) { write_member(out, columns, finding.id, member, personal); });
}

void write_findings(std::ostream& out, const rules::CycleRecord& record) {
    std::unordered_map<std::string_view, const rules::FindingLife*> lives;
    for (const rules::FindingLife& life : record.lives)
        lives.emplace(life.finding_id, &life);
    out << "finding,severity,origin,state,tie,rule,table,kind,columns,rows,amount,waived,title,"
           "advice,file\r\n";
    for (const rules::Finding& finding : record.findings) {
        const auto life = lives.find(finding.id);
        const auto add = [&out](const std::string& text) {
            if (!text.empty()) write_cell(out, text, Content::text);
            out << ',';
        };
        add(finding.id);
        out << rules::name(finding.severity) << ',' << rules::name(finding.origin) << ',';
        add(life == lives.end() ? "" : rules::name(life->second->state));
        add(finding.tie);
        add(finding.rule);
        add(finding.table);
        out << rules::name(finding.kind) << ',';
        add(fmt::format("{}", fmt::join(finding.columns, " ")));
        out << finding.count << ',' << (finding.amount ? finding.amount->text() : "") << ',';
        add(finding.waived);
        add(finding.title);
        add(finding.advice);
        out << difference_file(finding) << "\r\n";
    }
}

std::string quarantine_file(const std::string& table) {
    return file_name(table) + ".csv";
}

void write_quarantine(std::ostream& out, const std::vector<rules::QuarantinedRow>& rows,
                      Personal personal) {
    out << "from,key,table,column,reason,raw\r\n";
    for (const auto& row : rows) {
        const bool mask = personal == Personal::masked;
        const ColumnPair raw{row.column, row.raw, std::nullopt, ""};
        write_cell(out, row.from, Content::text);
        out << ',';
        write_cell(out, rules::text(row.key), Content::number);
        out << ',';
        write_cell(out, row.table, Content::text);
        out << ',';
        write_cell(out, row.column, Content::text);
        out << ',';
        write_cell(out, mask ? masked_reason(row.reason) : row.reason, Content::text);
        write_value(out, row.raw, raw, personal);
        out << "\r\n";
    }
}

}  // namespace tieout::reports
