#include "reports/explain.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/to_copy.h"

#include "reports/utf8.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using rules::ColumnPair;
using rules::CycleRecord;
using rules::Finding;
using rules::Member;
using rules::Origin;

constexpr std::size_t most_characters = 60;  // of a cell

std::string cell(const std::optional<std::string>& value, bool has_row) {
    if (!has_row) return "(no row)";
    return value ? visible(shortened(*value, most_characters)) : "NULL";
}

std::string row(const Member& member, const std::string& id, const Paint& paint) {
    std::string key;
    for (const rules::KeyPart& part : member.key)
        key += fmt::format("{}{} = {}", key.empty() ? "" : ", ", visible(part.column),
                           visible(shortened(part.value, most_characters)));
    std::string text = fmt::format("  {} {}\n", key, paint.soft("(" + id + ")"));
    for (const ColumnPair& column : member.columns) {
        const bool differs = column.source != column.target || member.in_source != member.in_target;
        const std::string target = cell(column.target, member.in_target);
        text += fmt::format("    {:<24} {:<36} {}\n", visible(column.name),
                            cell(column.source, member.in_source),
                            differs ? paint.bad(target) : target);
    }
    if (member.amount) text += fmt::format("    worth {}\n", grouped(*member.amount));
    if (!member.note.empty()) text += "    " + visible(shortened(member.note, 300)) + "\n";
    if (!member.follows_tie.empty())
        text += fmt::format("    follows from {} {}\n", visible(member.follows_tie),
                            visible(rules::text(member.follows_key)));
    return text;
}

std::string rows(const CycleRecord& record, const Finding& finding, const std::string& wanted,
                 const Paint& paint) {
    std::string text;
    std::size_t shown = 0;
    for (const Member& member : finding.samples) {
        const std::string id = rules::member_id(finding.id, member.key);
        if (!wanted.empty() && id != wanted) continue;
        text += row(member, id, paint);
        ++shown;
    }
    if (shown == 0) return "";
    const std::string heading =
        fmt::format("    {:<24} {:<36} {}", "", visible(label(record, Origin::source)),
                    visible(label(record, Origin::target)));
    if (wanted.empty() && shown < finding.count)
        text += fmt::format("  … and {} more, in differences/*.csv beside the report\n",
                            grouped(finding.count - shown));
    return "\n" + paint.soft(heading) + "\n" + text;
}

// The rows themselves where SQL can name them; else how the tie as a whole was read.
std::string statements(const CycleRecord& record, const Finding& finding) {
    const SqlToCopy rows = sql_to_copy(record, finding);
    const auto tie = std::find_if(record.ties.begin(), record.ties.end(),
                                  [&](const auto& each) { return each.tie == finding.tie; });
    const bool is_of_tie = !finding.tie.empty() && tie != record.ties.end();
    std::string text;
    const auto tell = [&](Origin side, const std::string& of_rows, const std::string& of_tie) {
        const std::string& sql = of_rows.empty() ? of_tie : of_rows;
        if (sql.empty()) return;
        text += fmt::format("\n{} {}:\n", of_rows.empty() ? "Read as a whole from" : "To see in",
                            visible(label(record, side)));
        for (std::size_t at = 0; at < sql.size();) {
            const std::size_t end = std::min(sql.find('\n', at), sql.size());
            text += "  " + visible(sql.substr(at, end - at)) + "\n";
            at = end + 1;
        }
    };
    const Sides sides = sides_of(finding);
    tell(Origin::source, rows.source, is_of_tie && sides.source ? tie->source_sql : "");
    tell(Origin::target, rows.target, is_of_tie && sides.target ? tie->target_sql : "");
    return text;
}

// Of its samples that row alone; all of them where none is asked for.
Finding only(const Finding& finding, const std::string& member) {
    Finding one = finding;
    if (!member.empty())
        std::erase_if(one.samples, [&](const Member& each) {
            return rules::member_id(finding.id, each.key) != member;
        });
    return one;
}

}  // namespace

std::string explain_text(const CycleRecord& record, const Finding& finding,
                         const std::string& member, Colour colour) {
    const Paint paint(colour);
    const std::string& title = finding.title.empty() ? subject(finding) : finding.title;
    const std::string money =
        finding.amount ? fmt::format(", {} {}", grouped(*finding.amount), visible(record.currency))
                       : "";
    std::string text = paint.bad(visible(title)) + "\n";
    text += fmt::format("  {}, {}; cycle {}, {}{}\n", rules::name(finding.severity),
                        visible(kind_words(finding.kind, record)), record.number,
                        counted(finding.count, "row", "rows"), money);
    if (const rules::FindingLife* life = life_of(record, finding.id))
        text += "  " + life_words(*life) + "\n";
    text += rows(record, finding, member, paint) + statements(record, only(finding, member));
    text += fmt::format("\nTo fix in {}", visible(label(record, finding.origin)));
    return text + (finding.advice.empty() ? "." : ": " + visible(finding.advice)) + "\n";
}

}  // namespace tieout::reports
