#include "reports/explain.h"

#include <fmt/format.h>

#include <algorithm>

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

std::string statements(const CycleRecord& record, const Finding& finding) {
    const auto tie = std::find_if(record.ties.begin(), record.ties.end(),
                                  [&](const auto& each) { return each.tie == finding.tie; });
    if (finding.tie.empty() || tie == record.ties.end()) return "";
    std::string text;
    const auto tell = [&](Origin side, const std::string& sql) {
        if (!sql.empty())
            text += fmt::format("\nRead from {} by:\n  {}\n", visible(label(record, side)),
                                visible(sql));
    };
    tell(Origin::source, tie->source_sql);
    tell(Origin::target, tie->target_sql);
    return text;
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
    text += rows(record, finding, member, paint) + statements(record, finding);
    text += fmt::format("\nTo fix in {}", visible(label(record, finding.origin)));
    return text + (finding.advice.empty() ? "." : ": " + visible(finding.advice)) + "\n";
}

}  // namespace tieout::reports
