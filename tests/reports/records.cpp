#include "tests/reports/records.h"

#include "tests/reports/forecast_records.h"

namespace tieout::reports::tests {
namespace {

using namespace rules;

ColumnPair pair(const char* name, std::optional<std::string> source,
                std::optional<std::string> target, const char* as) {
    return {name, std::move(source), std::move(target), as};
}

Member member(const std::string& column, const std::string& key, std::vector<ColumnPair> columns) {
    Member m;
    m.key = {{column, key}};
    m.columns = std::move(columns);
    return m;
}

Finding finding(const char* id, const char* tie, FindingKind kind, Origin origin,
                const char* title) {
    Finding f;
    f.id = id;
    f.tie = tie;
    f.kind = kind;
    f.origin = origin;
    f.title = title;
    return f;
}

TieResult tie(const char* name, const char* title, std::uint64_t rows) {
    TieResult t;
    t.tie = name;
    t.title = title;
    t.source_rows = t.target_rows = t.equal = rows;
    t.source_from = std::string("client_") + name;
    t.target_from = name;
    t.source_digest = t.target_digest = "9f86d081884c7d659a2feaa0c55ad015";
    t.keys_proved_by = "unique index";
    t.source_sql =
        "SELECT `invoice_id` AS c0, `client_id` AS c1, `invoice_amount` AS c2 FROM "
        "`client_invoice`";
    t.target_sql =
        "SELECT i.number AS c0, a.account_number AS c1, i.total AS c2 FROM invoice i join "
        "account a on a.id = i.account_id -- the client's number\n where i.status <> 'void' ORDER "
        "BY 1";
    t.fields = {"client: integer ← client_id = account_number",
                "total: money ← invoice_amount = total"};
    t.source_columns = {"client_invoice.client_id", "client_invoice.invoice_amount"};
    t.target_columns = {"invoice.account_id", "invoice.total"};
    t.witnesses = {{"source", "rows", std::to_string(rows), std::to_string(rows), true},
                   {"target", "octets of note", "4183", "4183", true}};
    t.seconds = 1.84;
    return t;
}

TotalResult total(const char* of, const char* name, const char* group, const char* source,
                  const char* target, const char* difference, const char* explained) {
    return {of, name, group, source, target, difference, explained, true};
}

void add_ties(CycleRecord& r) {
    r.ties = {tie("client", "Clients", 10000), tie("invoice", "Invoices", 184233),
              tie("payment", "Payments", 171020), tie("client_balance", "Client balances", 10000)};
    r.totals = {total("invoice", "sum total", "", "4821903.55", "4821903.55", "0", "0"),
                total("payment", "sum amount", "", "4790112.10", "4790112.10", "0", "0"),
                total("client_balance", "sum balance", "", "31791.45", "31791.45", "0", "0")};
    r.total_sets = {{"invoice", "sum total by client", 9713, 9713},
                    {"invoice", "sum total by month(due_on)", 61, 61},
                    {"client", "count by status", 5, 5}};
}

// Twelve months of invoices, and how old the open ones are.
void add_months(CycleRecord& r) {
    const char* billed[] = {"380112.40", "391004.10", "402770.00", "399250.95",
                            "405120.30", "398877.00", "401233.10", "410900.20",
                            "404441.00", "407100.50", "408090.00", "413004.00"};
    const char* open[] = {"110.00", "90.50", "204.10", "0.95", "1100.30", "2890.00"};
    const auto month = [](int year, int i) {
        return std::to_string(year) + (i < 9 ? "-0" : "-") + std::to_string(i + 1);
    };
    for (int i = 0; i < 12; ++i)
        r.totals.push_back(total("invoice", "sum total by month(issued_at)", month(2025, i).c_str(),
                                 billed[i], billed[i], "0", "0"));
    for (int i = 0; i < 6; ++i)
        r.totals.push_back(total("invoice", "sum total by status, month(due_on)",
                                 ("open / " + month(2025, i + 6)).c_str(), open[i], open[i], "0",
                                 "0"));
    r.totals.push_back(total("invoice", "sum total by status, month(due_on)", "paid / 2025-07",
                             "4817507.70", "4817507.70", "0", "0"));
    r.total_sets.push_back({"invoice", "sum total by month(issued_at)", 12, 12});
    r.total_sets.push_back({"invoice", "sum total by status, month(due_on)", 7, 7});
}

void add_sides(CycleRecord& r) {
    r.source = {"ModernBill v4",
                {{"engine", "mariadb 10.11.6"},
                 {"url", "mysql://tieout@db4.example/modernbill"},
                 {"isolation", "repeatable read, read only, consistent snapshot"},
                 {"position", "binlog.000231:48211903"},
                 {"server time", "2026-03-01T02:00:04Z"},
                 {"tables without one view", "session_log (MyISAM)"}}};
    r.target = {"v5",
                {{"engine", "postgresql 15.8"},
                 {"url", "postgresql://verifier@db5.example/billing"},
                 {"isolation", "repeatable read, read only"},
                 {"position", "3A/91F0C8D8"},
                 {"server time", "2026-03-01T02:00:05Z"},
                 {"may write", "no"}}};
}

void add_loads(CycleRecord& r) {
    r.loads = {{"account", "client_info", 10000, 10000, 0, 9998, 2, {}, {}, 3.2},
               {"invoice", "client_invoice", 184233, 184233, 0, 184233, 0, {}, {}, 21.7},
               {"invoice_item", "client_invoice", 184233, 402911, 12, 402911, 0, {}, {}, 65.3}};
    r.quarantined = 2;
    r.quarantine = {
        {"account",
         "client_info",
         {{"client_id", "4711"}},
         "email",
         "duplicate key value violates unique constraint \"app_user_email_key\": Key "
         "(email)=(anna@example.be) already exists",
         "anna@example.be"},
        {"account", "client_info", {{"client_id", "9012"}}, "status", "no word for 9", "9"}};
}

void add_constraints(CycleRecord& r) {
    r.constraints = {
        {"app_user", "app_user_email_key", "unique", "UNIQUE (email)", true, "", true, "", 2,
         "d0b1e0000001"},
        {"invoice", "invoice_account_fk", "foreign key",
         "FOREIGN KEY (account_id) REFERENCES account", true, "", false, "NOT VALID", 0, ""},
        {"invoice", "invoice_total_check", "check", "CHECK (total >= 0)", true, "", true, "", 0,
         ""},
        {"account", "notes", "length", "text", false, "no tie reaches the column", true, "", 0,
         ""}};
}

void add_coverage(CycleRecord& r) {
    r.coverage = {{"client_info.client_fname", "moved", "", true, true},
                  {"client_info.client_real_pass", "not_moved", "plain-text passwords never move",
                   false, false},
                  {"client_info.default_translation", "moved", "", true, false},
                  {"client_info.x_custom", "unknown", "", false, false},
                  {"client_info.client_stamp", "derived", "becomes created_at", true, true},
                  {"client_info.client_address_2", "absent", "not in this database", false, false}};
    r.target_coverage = {{"account.id", "own", "a number of its own", true, true},
                         {"account.company", "filled", "", true, true},
                         {"account.tax_id", "empty", "nobody knows it", false, false},
                         {"account.status", "defaulted", "(its default: 'new')", false, false},
                         {"account.x_other", "unknown", "", false, false}};
}

Finding duplicate_login() {
    Finding f = finding("d0b1e0000001", "", FindingKind::broken_rule, Origin::source,
                        "Two clients share one log-in");
    f.rule = "unique:app_user.app_user_email_key";
    f.table = "client_info";
    f.columns = {"client_email"};
    f.advice = "Give one of the two another address in v4, or merge the clients.";
    f.count = 2;
    f.samples = {member("client_id", "4711", {pair("client_email", "anna@example.be", {}, "text")}),
                 member("client_id", "977", {pair("client_email", "Anna@Example.be", {}, "text")})};
    for (Member& m : f.samples)
        m.in_target = false;
    return f;
}

Finding wrong_price() {
    Finding f = finding("9a1ce0000002", "invoice", FindingKind::changed, Origin::target,
                        "Invoices whose total differs");
    f.columns = {"total"};
    f.advice = "The quarterly price was taken for the monthly one: look at the price's route.";
    f.count = 1204;
    f.amount = Decimal::parse("3911.80");
    f.samples = {member("invoice_id", "17", {pair("total", "250000.01", "250000.02", "money")}),
                 member("invoice_id", "1003",
                        {pair("total", "29.85", "9.95", "money"),
                         pair("due_on", "2004-03-28", "2004-03-27", "date")}),
                 member("invoice_id", "1044",
                        {pair("note", "Réf. 12 ",
                              "Re\xcc\x81"
                              "f. 12",
                              "text")})};
    f.samples[1].amount = Decimal::parse("19.90");
    return f;
}

Finding missing_payment() {
    Finding f = finding("3a55e0000003", "payment", FindingKind::missing, Origin::target,
                        "Payments that did not arrive");
    f.advice = "Their invoices are there. Look at the filter of the payment table.";
    f.count = 1;
    f.amount = Decimal::parse("12.10");
    f.samples = {
        member("reg_id", "88012",
               {pair("amount", "12.10", {}, "money"), pair("paid_on", "2005-01-31", {}, "date"),
                pair("method", "cheque", {}, "label"), pair("memo", "", {}, "text"),
                pair("reference", std::nullopt, {}, "text")})};
    f.samples[0].in_target = false;
    f.samples[0].follows_tie = "client";
    f.samples[0].follows_key = {{"client_id", "4711"}};
    return f;
}

Finding on_purpose() {
    Finding f = finding("70a570000004", "contact", FindingKind::transformed, Origin::source,
                        "Names in which HTML entities were undone");
    f.severity = Severity::notice;
    f.columns = {"last_name"};
    f.count = 41;
    f.samples = {member("client_id", "12", {pair("last_name", "O&#39;Brien", "O'Brien", "text")})};
    return f;
}

FindingLife life(const Finding& of, LifeState state) {
    FindingLife life;
    life.finding_id = of.id;
    life.title = of.title;
    life.severity = of.severity;
    life.origin = of.origin;
    life.state = state;
    life.first_seen = state == LifeState::fresh ? 3 : 1;
    life.last_seen = state == LifeState::resolved ? 2 : 3;
    life.cycles = state == LifeState::standing ? 3 : state == LifeState::fresh ? 1 : 2;
    return life;
}

Decimal amount(const char* text) {
    return *Decimal::parse(text);
}

rules::IntegrationsCheck check_of_integrations() {
    using State = rules::IntegrationState;
    const std::string source = "customers order here", target = "v5's order form";
    return {"2026-01-02T03:00:00Z",
            {{"order_form", "Order form", "order form", "Ada, web team", source, target,
              "connect to order.example:443", State::works, "answered 200", "", 34},
             {"paypal", "PayPal", "gateway", "Bo, billing", "calls v4 back", "calls v5 back",
              "GET env:PAYPAL", State::fails, "answered 500, expected 200", "", 1204},
             {"panel", "Panel", "panel", "", "makes accounts", "makes accounts", "",
              State::no_probe, "nobody has said how to see it", "", 0},
             {"fax", "Fax", "other", "", "sends faxes", "nothing", "", State::no_probe,
              "nobody faxes any more", "nobody faxes any more", 0},
             {"crm", "CRM", "script", "Cy, sales", "copies clients", "copies clients",
              "ask env:CRM: select 1", State::not_asked,
              "the environment variable `CRM` is not set", "", 0}}};
}

}  // namespace

CycleRecord clean_record() {
    CycleRecord r;
    r.number = 3;
    r.command = "cycle";
    r.started_at = "2026-03-01T02:00:03Z";
    r.finished_at = "2026-03-01T02:03:41Z";
    r.profile = "rehearsal";
    r.tieout_version = "0.1.0";
    r.pack = "modernbill";
    r.pack_version = "1.0.0";
    r.pack_digest = "0cc175b9c0f1b6a831c399e269772661";
    r.config_digest = "92eb5ffee6ae2fec3ad71c777531578f";
    r.zone = "America/New_York";
    r.currency = "USD";
    r.verdict = Verdict::holds;
    r.stages = {{"preflight", "done", "", 12.1},
                {"migrate", "done", "597,142 rows", 90.2},
                {"verify", "done", "", 74.0}};
    add_sides(r);
    add_ties(r);
    add_months(r);
    r.trend = {{1, "2026-02-27T02:00:03Z", "broken", 7, 12, amount("81233.10")},
               {2, "2026-02-28T02:00:03Z", "broken", 3, 5, amount("912.40")}};
    r.forecast = forecast();
    r.gate = GateResult{true, "rehearsal", {{"errors", "0", "at most 0", true}}};
    return r;
}

CycleRecord broken_record() {
    CycleRecord r = clean_record();
    r.verdict = Verdict::broken;
    r.verdict_reasons = {"2 clients of ModernBill v4 share one log-in",
                         "1,204 invoices have another total in v5",
                         "1 payment of 12.10 USD did not arrive"};
    add_loads(r);
    add_constraints(r);
    add_coverage(r);
    r.forecast = stale_forecast();
    r.integrations = check_of_integrations();
    r.findings = {duplicate_login(), wrong_price(), missing_payment(), on_purpose()};
    r.lives = {life(r.findings[0], LifeState::fresh), life(r.findings[1], LifeState::standing),
               life(r.findings[2], LifeState::regressed), life(r.findings[3], LifeState::standing),
               life(finding("0feb00000006", "client", FindingKind::changed, Origin::source,
                            "Clients in another country"),
                    LifeState::resolved)};
    TieResult& invoice = r.ties[1];
    invoice.changed = 1204;
    invoice.equal -= 1204;
    invoice.target_digest = "e3b0c44298fc1c149afbf4c8996fb924";
    invoice.witnesses[1] = {"target", "octets of note", "4183", "4181", false};
    TieResult& payment = r.ties[2];
    payment.missing = 1;
    payment.equal -= 1;
    payment.target_rows -= 1;
    payment.target_digest = "27ae41e4649b934ca495991b7852b855";
    r.ties[3].not_looked = "the role may not read table account_credit";
    r.ties[3].equal = r.ties[3].source_rows = r.ties[3].target_rows = 0;
    r.totals.erase(r.totals.begin() + 2);
    r.totals[0] = total("invoice", "sum total", "", "4821903.55", "4817991.75", "3911.8", "3911.8");
    r.totals[1] = total("payment", "sum amount", "", "4790112.10", "4790100.00", "12.1", "0");
    r.totals.push_back(
        total("invoice", "sum total by client", "4711", "1290.00", "1270.10", "19.9", "19.9"));
    r.total_sets[0].equal = 9712;
    r.gate = GateResult{false,
                        "rehearsal",
                        {{"errors", "3", "at most 0", false},
                         {"rows in quarantine", "2", "at most 0", false},
                         {"rows compared", "365253", "at least 1", true},
                         {"the verifier's role cannot write", "yes", "yes", true}}};
    return r;
}

CycleRecord hostile_record() {
    CycleRecord r = broken_record();
    const std::string script = "<script>document.title='owned'</script>";
    const std::string image = "\"><img src=x onerror=alert(1)>";
    const std::string turned = "\xe2\x80\xaegnp.exe\xe2\x80\xac \xd7\x90\xd7\x91";
    const std::string long_name(10000, 'W');
    Finding f = finding("babe00000005", "client", FindingKind::changed, Origin::source,
                        "Clients whose name differs <script>alert(2)</script>");
    f.columns = {"name"};
    f.advice = script + image;
    f.count = 6;
    f.samples = {
        member("client_id", script,
               {pair("name", script, script + " ", "text"), pair("=1+1", "=1+1", "-1+1", "text")}),
        member("client_id", turned, {pair("name", turned, "gnp.exe", "text")}),
        member("client_id", "3", {pair("name", long_name + "a", long_name + "b", "text")}),
        member("client_id", "4",
               {pair("name", std::string("a\0b\r\nc\t", 7), "a\xc2\xa0 b", "text")}),
        member("client_id", "5", {pair("name", "caf\xe9 {{mustache}} {{{style}}}", image, "text")}),
        member("client_id", long_name, {pair("name", "", std::nullopt, "text")})};
    r.findings.push_back(f);
    r.quarantine.push_back({"account", script, {{"client_id", turned}}, "name", image, long_name});
    r.quarantined = 1500;
    r.totals.push_back(total("client", "count by country", script.c_str(), "3", "2", "1", "1"));
    r.source.facts.emplace_back("user", image);
    r.verdict_reasons.push_back(turned + script);
    r.ties[0].source_sql = "SELECT '</style></pre>" + script + "'\n-- " + turned;
    r.stages[2].message = script;
    r.forecast->changes[0].client = turned + script;
    r.forecast->changes[0].why = {script, image};
    r.forecast->doubts = {script};
    r.integrations->results[1].sentence = turned + script;
    r.integrations->results[2].owner = image;
    return r;
}

}  // namespace tieout::reports::tests
