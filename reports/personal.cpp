#include "reports/personal.h"

#include "base/calendar.h"
#include "base/decimal.h"
#include "reports/utf8.h"

namespace tieout::reports {
namespace {

bool is_structure(char32_t c) {
    const bool letter_or_digit =
        (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80;
    return !letter_or_digit || is_invisible(c);
}

// Masks what stands between `before` and `after`, once.
bool mask_between(std::string& text, std::string_view before, std::string_view after) {
    const std::size_t begin = text.find(before);
    if (begin == std::string::npos) return false;
    const std::size_t inside = begin + before.size();
    const std::size_t end = text.find(after, inside);
    if (end == std::string::npos) return false;
    text.replace(inside, end - inside, masked(text.substr(inside, end - inside)));
    return true;
}

bool looks_personal(const std::string& text) {
    return !text.empty() && !Decimal::parse(text) && !Date::parse(text) && !Instant::parse(text);
}

}  // namespace

std::string masked(const std::string& text) {
    std::string result;
    bool first = true;
    for (const char32_t c : characters(text)) {
        append(result, first || is_structure(c) ? c : U'•');
        first = first && is_structure(c);
    }
    return result;
}

std::string masked_reason(const std::string& reason) {
    std::string result = reason;
    if (mask_between(result, ")=(", ")")) return result;  // PostgreSQL
    mask_between(result, "entry '", "' for key");         // MySQL
    return result;
}

bool is_personal(const rules::ColumnPair& cell) {
    if (!cell.as.empty()) return cell.as == "text" || cell.as == "bytes" || cell.as == "json";
    return looks_personal(cell.source.value_or("")) || looks_personal(cell.target.value_or(""));
}

rules::CycleRecord masked(rules::CycleRecord record) {
    for (auto& finding : record.findings) {
        for (auto& member : finding.samples) {
            for (auto& cell : member.columns) {
                if (!is_personal(cell)) continue;
                if (cell.source) cell.source = masked(*cell.source);
                if (cell.target) cell.target = masked(*cell.target);
            }
            member.note = masked_reason(member.note);
        }
    }
    for (auto& row : record.quarantine) {
        row.reason = masked_reason(row.reason);
        if (looks_personal(row.raw)) row.raw = masked(row.raw);
    }
    return record;
}

}  // namespace tieout::reports
