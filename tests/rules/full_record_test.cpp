#include "tests/rules/full_record.h"

#include "base/decimal.h"

namespace tieout::rules::tests {
namespace {

Finding changed_total() {
    Finding f;
    f.id = "f00d";
    f.waived = "by Ada";
    f.tie = "invoice";
    f.rule = "rule";
    f.table = "client_invoice";
    f.kind = FindingKind::refused;
    f.columns = {"total", "due_on"};
    f.origin = Origin::source;
    f.severity = Severity::warning;
    f.title = "A title";
    f.advice = "Advice \"quoted\" <b>";
    f.count = UINT64_MAX;
    f.amount = Decimal::parse("1234567890123456789012345678.10");
    Member m;
    m.key = {{"invoice_id", "17"}, {"a_part", "3"}};
    m.columns = {{"total", "10.00", std::nullopt, "money"},
                 {"note", std::string("nul\0in it", 9), "", ""}};
    m.amount = Decimal::parse("-10.00");
    m.note = "NULL byte";
    m.follows_tie = "client";
    m.follows_key = {{"client_id", "7"}};
    m.in_source = false;
    m.in_target = false;
    f.samples = {m};
    return f;
}

TieResult invoice_tie() {
    TieResult t;
    t.tie = "invoice";
    t.title = "Invoices";
    t.source_from = "client_invoice";
    t.target_from = "invoice";
    t.source_sql = "select 1";
    t.target_sql = "select 2";
    t.fields = {"total: money"};
    t.source_columns = {"client_invoice.total"};
    t.target_columns = {"invoice.total"};
    t.source_rows = 1;
    t.target_rows = 2;
    t.equal = 3;
    t.missing = 4;
    t.extra = 5;
    t.changed = 6;
    t.duplicate = 7;
    t.changed_while_read = 8;
    t.source_digest = "aa";
    t.target_digest = "bb";
    t.keys_proved_by = "unique index";
    t.strategy = "keyed table";
    t.strategy_why = "asked for";
    t.spilled_bytes = 9;
    t.taken_over_from = "2005-01-02T03:04:05Z";
    t.older_moment = "written to since";
    t.witnesses = {{"source", "rows", "1", "2", false}};
    t.not_looked = "no rights";
    t.seconds = 0.1;
    return t;
}

ForecastResult forecast() {
    ForecastResult f;
    f.as_of = "2005-07-01";
    f.as_of_why = "the day after";
    f.mode = "anniversary";
    f.bill_day = 15;
    f.months = 6;
    f.tax = "none";
    f.uses_credits = false;
    const auto billed = [](std::uint64_t invoices, const char* revenue) {
        return Billed{invoices, *Decimal::parse(revenue)};
    };
    f.by_month = {{"2005-07", billed(1, "10.00"), billed(2, "20.00"), billed(3, "30.00"), 4}};
    f.compared = 21;
    f.differs = 22;
    f.difference = *Decimal::parse("23.45");
    f.at_once_clients = 24;
    f.at_once = *Decimal::parse("25.67");
    f.flags = {{"target", "stale_renewal", 5, 6, *Decimal::parse("7.89"), "renews on"}};
    f.excluded = {{"source", "client is cancelled", 8, *Decimal::parse("9.10")}};
    f.changed_clients = 26;
    f.changes = {{"17",
                  "2005-08",
                  std::nullopt,
                  Decimal::parse("1.00"),
                  Decimal::parse("2.00"),
                  *Decimal::parse("-3.00"),
                  {"stale_renewal: renews on"}}};
    f.doubts = {"a third of the dates"};
    f.not_looked = "no rights to read";
    return f;
}

}  // namespace

CycleRecord full_record() {
    CycleRecord r;
    r.number = 12;
    r.command = "cycle";
    r.started_at = "2026-01-02T03:04:05Z";
    r.finished_at = "2026-01-02T03:05:05Z";
    r.profile = "rehearsal";
    r.tieout_version = "0.1.0";
    r.pack = "modernbill";
    r.pack_version = "1";
    r.pack_digest = "cc";
    r.config_digest = "dd";
    r.zone = "Europe/Brussels";
    r.currency = "EUR";
    r.source = {"ModernBill v4", {{"engine", "mariadb"}, {"position", "binlog.1:4"}}};
    r.target = {"v5", {{"engine", "postgresql"}}};
    r.verdict = Verdict::broken;
    r.verdict_reasons = {"one", "two"};
    r.stages = {{"preflight", "done", "said", 1.5}};
    r.ties = {invoice_tie()};
    r.totals = {{"invoice", "sum total", "17", "1.10", "1.00", "0.10", "0.05", true}};
    r.total_sets = {{"invoice", "sum total by client", 9, 8}};
    r.findings = {changed_total()};
    r.waivers = {{"waivers.yaml:1:2",
                  "Ada",
                  "agreed",
                  "2026-12-31",
                  WaiverState::outgrown,
                  {"f00d"},
                  22,
                  23,
                  *tieout::Decimal::parse("1.10"),
                  *tieout::Decimal::parse("2.20")}};
    r.trend = {{31, "trended", "broken", 32, 33, Decimal::parse("34.35")}};
    r.lives = {{"f00d", "life", Severity::warning, Origin::source, LifeState::regressed, 15, 16, 17,
                18, 19, 20, 21}};
    r.constraints = {
        {"invoice", "c_key", "unique", "(a)", true, "why", false, "NOT VALID", 3, "f00d"}};
    r.loads = {{"invoice", "client_invoice", 10, 11, 12, 13, 14, {"a.b"}, {"c.d"}, 2.5}};
    r.quarantine = {{"invoice", "client_invoice", {{"invoice_id", "9"}}, "total", "no", "x"}};
    r.quarantined = 14;
    r.coverage = {{"a.b", "not_moved", "secret", true, true}};
    r.forecast = forecast();
    r.target_coverage = {{"c.d", "empty", "nobody knows it", true, true}};
    r.integrations =
        IntegrationsCheck{"2026-01-02T03:00:00Z",
                          {{"order_form", "Order form", "order form", "Ada", "takes orders",
                            "takes them too", "GET https://order.example/", IntegrationState::fails,
                            "answered 500, expected 200", "accepted", 27}}};
    r.gate = GateResult{true, "final", {{"no errors", "0", "0", true}}};
    return r;
}

}  // namespace tieout::rules::tests
