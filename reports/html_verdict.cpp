#include <fmt/format.h>

#include <algorithm>

#include "reports/forecast_words.h"
#include "reports/html_data.h"
#include "reports/integrations_words.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using rules::CycleRecord;
using rules::Origin;
using rules::Severity;
using rules::Verdict;

struct Look {
    const char *style, *sign;
};

Look look(Verdict verdict) {
    switch (verdict) {
        case Verdict::holds:
            return {"good", "✓"};
        case Verdict::broken:
            return {"bad", "✕"};
        case Verdict::incomplete:
            return {"warn", "!"};
    }
    return {"", ""};
}

void add_figure(Data& figures, const std::string& name, const std::string& value, const char* style,
                const std::string& note = "") {
    Data figure;
    figure.set("figure_name", line(name));
    figure.set("figure_value", line(value));
    figure.set("figure_class", Data(style));
    set_text(figure, "figure_note", note);
    figures << figure;
}

void add_rows_figure(Data& figures, const CycleRecord& record) {
    if (record.ties.empty()) return;
    std::uint64_t rows = 0, equal = 0;
    for (const auto& tie : record.ties)
        rows += tie.source_rows, equal += tie.equal;
    add_figure(figures, "Rows of " + label(record, Origin::source), grouped(rows), "",
               equal == rows ? "all equal" : grouped(equal) + " arrived equal");
}

// Money of different ties is not summed: an invoice and its ledger entry are one amount.
void add_money_figure(Data& figures, const CycleRecord& record) {
    std::uint64_t totals = 0, equal = 0;
    Decimal largest;
    for (const auto& total : record.totals) {
        if (!total.money || !total.group.empty()) continue;
        ++totals;
        Decimal difference = Decimal::parse(total.difference).value_or(Decimal());
        if (difference.is_negative()) difference = -difference;
        if (difference.is_zero()) ++equal;
        if (difference > largest) largest = difference;
    }
    if (totals == 0) return;
    const bool all = equal == totals;
    add_figure(figures, "Sums of money equal", grouped(equal) + " of " + grouped(totals),
               all ? "good" : "bad",
               all ? "to the cent"
                   : "largest difference " +
                         grouped(largest.rounded(std::max(2, largest.scale()), Rounding::half_up)) +
                         " " + record.currency);
}

void add_risk_figure(Data& figures, const CycleRecord& record) {
    const auto money = money_at_risk(record);
    if (!money || money->is_zero()) return;
    add_figure(figures, "Money at risk", grouped(*money), "bad",
               record.currency + ", the amounts of all errors; what two of them name counts twice");
}

void add_fix_figure(Data& figures, const CycleRecord& record, Origin side) {
    const Toll errors = toll(record, Severity::error, side);
    const Toll warnings = toll(record, Severity::warning, side);
    std::string note = errors.rows > 0 ? counted(errors.rows, "row", "rows") : "";
    if (warnings.findings > 0) {
        note +=
            (note.empty() ? "and " : ", and ") + counted(warnings.findings, "warning", "warnings");
    }
    add_figure(figures, "To fix in " + label(record, side),
               counted(errors.findings, "error", "errors"), errors.findings > 0 ? "bad" : "good",
               note);
}

void add_forecast_figure(Data& figures, const CycleRecord& record) {
    if (!record.forecast || !record.forecast->not_looked.empty()) return;
    const rules::ForecastResult& forecast = *record.forecast;
    if (!forecast.at_once.is_zero()) {
        add_figure(figures, "Billed at once, of stale dates", amount_words(forecast.at_once), "bad",
                   counted(forecast.at_once_clients, "client", "clients"));
        return;
    }
    add_figure(figures, "Next invoices that change", grouped(forecast.changed_clients),
               forecast.differs > 0 ? "bad" : "",
               forecast.differs > 0 ? "the forecasts differ" : "the forecasts are equal");
}

void add_gate(Data& data, const CycleRecord& record) {
    data.set("has_gate", Data(record.gate.has_value()));
    if (!record.gate) return;
    const auto& gate = *record.gate;
    data.set("gate_profile", line(gate.profile));
    data.set("gate_word", Data(gate.open ? "open" : "shut"));
    data.set("gate_class", Data(gate.open ? "good" : "bad"));
    data.set("gate_shut", Data(!gate.open));
    Data clauses(Data::type::list);
    for (const auto& clause : gate.clauses) {
        Data one;
        one.set("clause", line(clause.clause));
        one.set("clause_figure", line(grouped(clause.figure)));
        one.set("clause_wanted", line(grouped(clause.wanted)));
        one.set("clause_class", Data(clause.holds ? "good" : "bad"));
        one.set("clause_word", Data(clause.holds ? "holds" : "does not hold"));
        clauses << one;
    }
    data["clauses"] = std::move(clauses);
}

void add_anchor(Data& list, const char* anchor, const std::string& title,
                const std::string& count = "") {
    Data data;
    data.set("anchor", Data(anchor));
    data.set("anchor_title", line(title));
    set_text(data, "anchor_count", count);
    list << data;
}

}  // namespace

void add_verdict(Data& data, const Page& page) {
    const CycleRecord& record = page.record;
    const VerdictWords words = verdict_words(record);
    const Look verdict_look = look(record.verdict);
    data.set("verdict_class", Data(verdict_look.style));
    data.set("verdict_sign", Data(verdict_look.sign));
    data.set("verdict_word", line(words.word));
    data.set("verdict_headline", line(words.headline));
    data.set("verdict_meaning", line(words.meaning));
    set_list(data, "reasons", list_of(record.verdict_reasons));
    Data figures(Data::type::list);
    add_rows_figure(figures, record);
    add_money_figure(figures, record);
    add_risk_figure(figures, record);
    add_fix_figure(figures, record, Origin::source);
    add_fix_figure(figures, record, Origin::target);
    add_forecast_figure(figures, record);
    if (!record.loads.empty()) {
        add_figure(figures, "Rows in quarantine", grouped(record.quarantined),
                   record.quarantined > 0 ? "warn" : "good");
    }
    if (record.gate) {
        add_figure(figures, "Gate (" + record.gate->profile + ")",
                   record.gate->open ? "open" : "shut", record.gate->open ? "good" : "bad");
    }
    data["figures"] = std::move(figures);
    add_gate(data, record);
}

void add_contents(Data& data, const Page& page) {
    const CycleRecord& record = page.record;
    Data list(Data::type::list);
    if (!data.get("charts")->is_empty_list()) add_anchor(list, "charts", "At a glance");
    if (record.command != "forecast") add_anchor(list, "sheet", "Tie-out sheet");
    if (record.forecast) add_anchor(list, "forecast", "The next months");
    add_anchor(list, "fix-source", "To fix in " + label(record, Origin::source),
               grouped(page.to_fix(Origin::source).size()));
    add_anchor(list, "fix-target", "To fix in " + label(record, Origin::target),
               grouped(page.to_fix(Origin::target).size()));
    if (!page.notices().empty()) {
        add_anchor(list, "notices", "Changed on purpose", grouped(page.notices().size()));
    }
    if (!record.loads.empty()) {
        add_anchor(list, "quarantine", "Quarantine", grouped(record.quarantined));
        add_anchor(list, "loads", "Read and written");
    }
    if (!record.constraints.empty()) add_anchor(list, "constraints", "Constraints");
    if (!record.coverage.empty() || !record.target_coverage.empty())
        add_anchor(list, "coverage", "Columns");
    if (has_integrations(record)) add_anchor(list, "integrations", "Integrations");
    add_anchor(list, "audit", "For the auditor");
    data["contents_lines"] = std::move(list);
}

}  // namespace tieout::reports
