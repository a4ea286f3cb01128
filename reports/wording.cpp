#include "reports/wording.h"

#include <fmt/format.h>

#include <algorithm>

namespace tieout::reports {

using rules::CycleRecord;
using rules::FindingKind;
using rules::Origin;
using rules::Severity;
using rules::Verdict;

namespace {

std::uint64_t compared_rows(const CycleRecord& record) {
    std::uint64_t rows = 0;
    for (const auto& tie : record.ties)
        rows += tie.source_rows;
    return rows;
}

std::uint64_t not_looked_at(const CycleRecord& record) {
    const auto ties = std::count_if(record.ties.begin(), record.ties.end(),
                                    [](const auto& tie) { return !tie.not_looked.empty(); });
    const auto others = std::count_if(
        record.findings.begin(), record.findings.end(),
        [](const auto& f) { return f.kind == FindingKind::not_looked && f.tie.empty(); });
    return static_cast<std::uint64_t>(ties + others);
}

// "2 to fix in ModernBill v4 (1,204 rows) and 1 in v5 (3 rows)"
std::string where_to_fix(const CycleRecord& record) {
    const Toll source = toll(record, Severity::error, Origin::source);
    const Toll target = toll(record, Severity::error, Origin::target);
    const auto part = [&](const Toll& t, Origin side, const char* fix) {
        const std::string rows =
            t.rows == 0 ? "" : fmt::format(" ({})", counted(t.rows, "row", "rows"));
        return fmt::format("{}{} in {}{}", grouped(t.findings), fix, label(record, side), rows);
    };
    if (target.findings == 0) return part(source, Origin::source, " to fix");
    if (source.findings == 0) return part(target, Origin::target, " to fix");
    return part(source, Origin::source, " to fix") + " and " + part(target, Origin::target, "");
}

VerdictWords holding(const CycleRecord& record) {
    if (record.command == "preflight") {
        return {"Holds",
                fmt::format("{} would accept the data of {} as far as it was asked.",
                            label(record, Origin::target), label(record, Origin::source)),
                "Nothing has moved yet, and nothing has been compared."};
    }
    if (record.command == "migrate") {
        return {"Holds", "Every row that was read was written or is left out by design.",
                "This is the migrator's own word. Only a verification proves it."};
    }
    if (record.command == "forecast") {
        return {"Holds",
                fmt::format("{} bills what {} means to bill.", label(record, Origin::target),
                            label(record, Origin::source)),
                "Both were projected from their own rows by their own rules. The rows themselves "
                "were not compared here."};
    }
    return {
        "Holds", "It ties out, to the cent.",
        fmt::format("{} in {} were compared field by field, and all that must be equal is equal.",
                    counted(compared_rows(record), "row", "rows"),
                    counted(record.ties.size(), "tie", "ties"))};
}

VerdictWords broken(const CycleRecord& record) {
    const std::uint64_t errors = toll(record, Severity::error, Origin::source).findings +
                                 toll(record, Severity::error, Origin::target).findings;
    if (errors == 0) {
        return {"Broken",
                fmt::format("{} refused and lie in quarantine.",
                            counted(record.quarantined, "row was", "rows were")),
                "Each of them is listed below with its reason. Nothing was dropped."};
    }
    const bool ahead = record.command == "forecast";
    return {"Broken", ahead ? "The coming months differ." : "It does not tie out.",
            fmt::format("{} must be fixed before anything is switched over: {}.",
                        counted(errors, "error", "errors"), where_to_fix(record))};
}

VerdictWords incomplete(const CycleRecord& record) {
    const std::uint64_t missing = not_looked_at(record);
    return {"Incomplete", "Not everything could be looked at.",
            missing == 0 ? "Nothing wrong was found in what was looked at, but that is not a proof."
                         : fmt::format("{} not looked at. Nothing wrong was found in the rest, but "
                                       "that is not a proof.",
                                       counted(missing, "part was", "parts were"))};
}

}  // namespace

std::string grouped(const std::string& number) {
    const std::size_t first = number.find_first_of("0123456789");
    if (first == std::string::npos || first > 1 ||
        number.find_first_not_of("0123456789.", first) != std::string::npos) {
        return number;
    }
    const std::size_t end = std::min(number.find('.'), number.size());
    std::string result = number.substr(0, first);
    for (std::size_t i = first; i < end; ++i) {
        if (i > first && (end - i) % 3 == 0) result += ',';
        result += number[i];
    }
    return result + number.substr(end);
}

std::string grouped(std::uint64_t count) {
    return grouped(std::to_string(count));
}
std::string grouped(const Decimal& amount) {
    return grouped(amount.text());
}

std::string counted(std::uint64_t count, const char* one, const char* many) {
    return grouped(count) + " " + (count == 1 ? one : many);
}

std::string total_words(const std::string& name) {
    std::string measure = name, group;
    if (const std::size_t by = name.find(" by "); by != std::string::npos) {
        measure = name.substr(0, by);
        group = name.substr(by + 4);
    }
    if (measure.starts_with("sum ")) measure = "Sum of " + measure.substr(4);
    if (measure == "count") measure = "Count";
    if (group.ends_with(')') && group.find('(') != std::string::npos) {
        group.replace(group.find('('), 1, " of ");
        group.pop_back();
    }
    std::string result = group.empty() ? measure : measure + ", by " + group;
    std::replace(result.begin(), result.end(), '_', ' ');
    return result;
}

std::string duration(double seconds) {
    if (seconds < 60) return fmt::format("{:.1f} s", seconds);
    const auto whole = static_cast<std::uint64_t>(seconds + 0.5);
    if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
    return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

VerdictWords verdict_words(const CycleRecord& record) {
    switch (record.verdict) {
        case Verdict::holds:
            return holding(record);
        case Verdict::broken:
            return broken(record);
        case Verdict::incomplete:
            return incomplete(record);
    }
    return {};
}

std::string kind_words(FindingKind kind, const CycleRecord& record) {
    const std::string& source = label(record, Origin::source);
    const std::string& target = label(record, Origin::target);
    switch (kind) {
        case FindingKind::missing:
            return fmt::format("in {}, not in {}", source, target);
        case FindingKind::refused:
            return fmt::format("in {}, and {} cannot take it", source, target);
        case FindingKind::extra:
            return fmt::format("in {}, not in {}", target, source);
        case FindingKind::changed:
            return "the same row, another value";
        case FindingKind::duplicate:
            return "a key more than once";
        case FindingKind::null_key:
            return "a row without a key";
        case FindingKind::unreadable:
            return "a value that its type cannot hold";
        case FindingKind::total:
            return "a total that rows do not explain";
        case FindingKind::witness:
            return "the server counts otherwise than we read";
        case FindingKind::broken_rule:
            return "a rule is broken";
        case FindingKind::not_enforced:
            return "a constraint that does not hold what is there";
        case FindingKind::absent:
            return fmt::format("expected in {}, and not there", target);
        case FindingKind::sequence:
            return "a number sequence behind its table";
        case FindingKind::quarantined:
            return "refused by the migration though it breaks no rule";
        case FindingKind::transformed:
            return "changed on purpose";
        case FindingKind::empty:
            return "nothing was compared";
        case FindingKind::not_looked:
            return "not looked at";
    }
    return "";
}

Toll toll(const CycleRecord& record, Severity severity, Origin origin) {
    Toll result;
    for (const auto& finding : record.findings) {
        if (finding.severity != severity || finding.origin != origin) continue;
        if (!finding.waived.empty()) continue;
        ++result.findings;
        result.rows += finding.count;
    }
    return result;
}

std::optional<Decimal> money_at_risk(const CycleRecord& record) {
    std::optional<Decimal> money;
    for (const auto& finding : record.findings) {
        const bool counts = finding.severity == Severity::error && finding.waived.empty();
        if (counts && finding.amount) money = money.value_or(Decimal()) + *finding.amount;
    }
    return money;
}

const std::string& label(const CycleRecord& record, Origin side) {
    static const std::string source = "the source", target = "the target";
    const std::string& given = side == Origin::source ? record.source.label : record.target.label;
    if (!given.empty()) return given;
    return side == Origin::source ? source : target;
}

const std::string& subject(const rules::Finding& finding) {
    return finding.tie.empty() ? finding.rule : finding.tie;
}

const rules::FindingLife* life_of(const CycleRecord& record, const std::string& finding_id) {
    for (const rules::FindingLife& life : record.lives)
        if (life.finding_id == finding_id) return &life;
    return nullptr;
}

std::string life_words(const rules::FindingLife& life) {
    using rules::LifeState;
    const std::string since =
        fmt::format("first seen in cycle {}, last in cycle {}, in {}", life.first_seen,
                    life.last_seen, counted(life.cycles, "cycle", "cycles"));
    switch (life.state) {
        case LifeState::fresh:
            return "new in this cycle";
        case LifeState::resolved:
            return "resolved: " + since;
        case LifeState::not_looked:
            return "not looked at in this cycle: " + since;
        case LifeState::regressed:
            return "had been resolved and is back: " + since;
        case LifeState::standing:
            break;
    }
    std::vector<std::string> moved;
    const auto tell = [&](std::uint64_t count, const char* what) {
        if (count > 0) moved.push_back(counted(count, "row", "rows") + " " + what);
    };
    tell(life.members_regressed, "back");
    tell(life.members_new, "new");
    tell(life.members_resolved, "resolved");
    return "stands: " + since + (moved.empty() ? "" : fmt::format("; {}", fmt::join(moved, ", ")));
}

std::string waiver_words(const rules::WaiverResult& waiver) {
    using rules::WaiverState;
    std::string words =
        fmt::format("{} of {} is {}", waiver.where, waiver.who, rules::name(waiver.state));
    switch (waiver.state) {
        case WaiverState::unused:
            return words + ": there was nothing to cover";
        case WaiverState::expired:
            return words + ": it counted until " + waiver.until;
        case WaiverState::used:
        case WaiverState::outgrown:
            break;
    }
    return fmt::format("{}: {} of at most {}, money {} of at most {}", words,
                       counted(waiver.rows, "row", "rows"), grouped(waiver.max_rows),
                       grouped(waiver.money), grouped(waiver.max_money));
}

}  // namespace tieout::reports
