// What production is tied to, asked by the whole program: exit codes, JSON, ledger, report, gate,
// and no secret in any of them.
#include <signal.h>
#include <atomic>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tests/cli/place.h"
#include "tests/cutover/small_server.h"
#include "tests/support/started.h"

using namespace tieout;
using namespace tieout::tests;
namespace fs = std::filesystem;

namespace {

constexpr const char* secret = "Bearer s3cr3t-t0ken";

// A working folder with a v5 that is set up, and files of its own.
class Company {
public:
    explicit Company(db::Engine engine = db::Engine::sqlite) : v5_(engine) {
        make_tables(v5_, "v5");
    }

    Outcome check(std::vector<std::string> more = {}) const {
        std::vector<std::string> words{"check", "--integrations", v4().url(), v5_.url()};
        words.insert(words.end(), more.begin(), more.end());
        return ask(std::move(words));
    }
    Outcome ask(std::vector<std::string> words) const {
        Command command = place_.command("tieout", std::move(words));
        command.with["TIEOUT_TEST_TOKEN"] = secret;
        command.with["no_proxy"] = "127.0.0.1";
        return run(command);
    }
    nlohmann::json json(int exit) const {
        const Outcome outcome = check({"--json"});
        BOOST_TEST(outcome.exit == exit, outcome.err);
        return nlohmann::json::parse(outcome.out);
    }
    static const Scratch& v4() { return clean_v4(db::Engine::sqlite); }
    const Scratch& v5() const { return v5_; }
    const Place& place() const { return place_; }

private:
    Scratch v5_;
    Place place_;
};

nlohmann::json entry(const nlohmann::json& check, const std::string& name) {
    for (const auto& result : check["results"])
        if (result["name"] == name) return result;
    return {};
}

std::string order_form(const std::string& probe) {
    return "integrations:\n  order_form: {owner: 'Ada, web team', probe: {" + probe + "}}\n";
}

// Where in all that the program keeps the secret stands; a database is read as bytes.
std::vector<std::string> files_with(const fs::path& folder, const std::string& text) {
    std::vector<std::string> files;
    for (const auto& each : fs::recursive_directory_iterator(folder)) {
        if (!each.is_regular_file()) continue;
        std::ifstream in(each.path(), std::ios::binary);
        if (has({std::istreambuf_iterator<char>(in), {}}, text)) files.push_back(each.path());
    }
    return files;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(integrations)

const std::vector<db::Engine> engines{db::Engine::mysql, db::Engine::postgresql,
                                      db::Engine::sqlite};

BOOST_DATA_TEST_CASE(what_has_no_probe_is_shown_and_fails_nothing, engines, engine) {
    const Company company(engine);
    const Outcome outcome = company.check();
    BOOST_TEST(outcome.exit == 0, outcome.out + outcome.err);
    BOOST_TEST(has(outcome.out, "works     registrar_modules"));
    BOOST_TEST(has(outcome.out, "no probe  order_form"));
    BOOST_TEST(has(outcome.out, "4 work, 0 fail, 15 have no probe\n"));
    BOOST_TEST(outcome.err == "");
}

BOOST_AUTO_TEST_CASE(a_set_up_that_lacks_a_module_in_use_fails) {
    const Company company;
    BOOST_TEST(entry(company.json(0), "paypal")["state"] == "works");
    company.v5().run_client("delete from setting where namespace = 'gateway'");
    BOOST_TEST(entry(company.json(0), "paypal")["state"] == "works");  // nobody pays by it
    company.v5().run_client(
        "insert into currency (code, name) values ('USD', 'USD');"
        "insert into payment_method (id, code, kind, gateway) values (5, 'paypal', 'wallet', "
        "'paypal');"
        "insert into account (id, account_number, status, currency, language, billing_mode, "
        "payment_method_id, tax_exempt, source_ref) values (1, '1', 'active', 'USD', 'en', "
        "'monthly', 5, "
        "0, '1')");
    const auto broken = company.json(1);
    BOOST_TEST(entry(broken, "paypal")["state"] == "fails");
    BOOST_TEST(entry(broken, "paypal")["sentence"] == "gives `1`, expected `0`");
    BOOST_TEST(entry(broken, "worldpay")["state"] == "works");
}

BOOST_AUTO_TEST_CASE(the_companys_own_file_says_where_things_are_and_one_that_fails_is_exit_1) {
    const SmallServer good(response("200 OK", "", "Choose a package")),
        bad(response("503 Busy", "", ""));
    const Company company;
    company.place().write("integrations.yaml",
                          order_form("http: {url: '" + good.url() + "', body: Choose a package}"));
    const Outcome works = company.check();
    BOOST_TEST(works.exit == 0, works.out + works.err);
    BOOST_TEST(has(works.out, "works     order_form"));
    company.place().write("integrations.yaml", order_form("http: {url: '" + bad.url() + "'}"));
    const Outcome fails = company.check();
    BOOST_TEST(fails.exit == 1);
    BOOST_TEST(has(fails.out, "fails     order_form"));
    BOOST_TEST(has(fails.out, "answered 503, expected 200"));
    BOOST_TEST(has(fails.out, "; owner: Ada, web team\n"));
    const auto json = company.json(1);
    BOOST_TEST(json["schema"] == 1);
    const auto form = entry(json, "order_form");
    BOOST_TEST(form["owner"] == "Ada, web team");
    BOOST_TEST(form["probe"] == "GET " + bad.url());
    BOOST_TEST(form["state"] == "fails");
}

BOOST_AUTO_TEST_CASE(what_could_not_be_asked_is_neither_0_nor_1) {
    const Company company;
    company.place().write("integrations.yaml", order_form("http: {url: env:TIEOUT_TEST_NOT_SET}"));
    const Outcome not_set = company.check();
    BOOST_TEST(not_set.exit == 2);
    BOOST_TEST(has(not_set.out, "not asked order_form"));
    BOOST_TEST(has(not_set.out, "variable `TIEOUT_TEST_NOT_SET` is not set"));
    company.place().write("integrations.yaml", "integrations:\n");
    const Outcome no_server =
        company.ask({"check", "--integrations", Company::v4().url(),
                     "mysql://u@127.0.0.1:" + std::to_string(closed_port()) + "/v5"});
    BOOST_TEST(no_server.exit == 3);
    BOOST_TEST(has(no_server.out, "not asked paypal"));
    // Without a target its probes are not asked, and say what is missing.
    const Outcome no_target = company.ask({"check", "--integrations"});
    BOOST_TEST(no_target.exit == 2);
    BOOST_TEST(has(no_target.out, "no target: give its URL"));
    // Not one probe: nothing was seen.
    const std::string pack = company.place().pack_copy();
    company.place().write("pack/integrations.yaml", "integrations:\n");
    company.place().write(
        "integrations.yaml",
        "integrations:\n  fax: {title: Fax, kind: other, source: s, target: t}\n");
    const Outcome nothing = company.check({"--pack", pack});
    BOOST_TEST(nothing.exit == 3);
    BOOST_TEST(has(nothing.out, "0 work, 0 fail, 1 has no probe"));
    company.place().write("integrations.yaml", "integrations:\n");
    const Outcome empty = company.check({"--pack", pack});
    BOOST_TEST(empty.exit == 2);
    BOOST_TEST(has(empty.err, "no integrations: neither "));
}

BOOST_AUTO_TEST_CASE(ctrl_c_is_3_whatever_else_was_seen_and_the_ledger_keeps_the_check_before) {
    const SmallServer silent("");
    const Company company;
    BOOST_TEST(company.check().exit == 0);
    company.place().write("integrations.yaml",
                          order_form("http: {url: '" + silent.url() + "'}, within: 10 min") +
                              "  fax: {title: Fax, kind: other, source: s, target: t, probe: "
                              "{command: {run: ['false']}}}\n");
    Command command = company.place().command(
        "tieout", {"check", "--integrations", Company::v4().url(), company.v5().url()});
    command.with["no_proxy"] = "127.0.0.1";
    Started running(command);
    for (int i = 0; i < 1000 && silent.requests().empty(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    running.send(SIGINT);
    const Outcome interrupted = running.end();
    BOOST_TEST(interrupted.exit == 3);
    BOOST_TEST(has(interrupted.out, "not asked order_form"));
    BOOST_TEST(has(interrupted.err, "interrupted: not all integrations were asked"));
    BOOST_TEST(files_with(company.place().folder() / ".tieout", "interrupted").empty());
}

BOOST_AUTO_TEST_CASE(a_file_that_is_wrong_is_wrong_usage_and_nothing_is_asked) {
    const SmallServer server(response("200 OK", "", ""));
    const Company company;
    company.place().write("integrations.yaml",
                          order_form("http: {url: '" + server.url() + "', bdy: x}"));
    const Outcome refused = company.check();
    BOOST_TEST(refused.exit == 2);
    BOOST_TEST(has(refused.err, "integrations.yaml:2:"));
    BOOST_TEST(has(refused.err, "did you mean `body`?"));
    BOOST_TEST(server.requests().empty());
    BOOST_TEST(!fs::exists(company.place().folder() / ".tieout"));
    // Another file, by name.
    company.place().write("tieout.yaml", "integrations: ours.yaml\n");
    company.place().write("ours.yaml", order_form("http: {url: '" + server.url() + "'}"));
    BOOST_TEST(company.check().exit == 0);
    BOOST_TEST(server.requests().size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_verifier_alone_asks_nobody) {
    const Place place;
    BOOST_TEST(has(place.verifier({"check", "--integrations", "a", "b"}).err,
                   "`tieout-verify check` has no flag `--integrations`"));
    BOOST_TEST(!has(place.verifier({"check", "--help"}).out, "--integrations"));
    BOOST_TEST(has(place.tieout({"check", "--help"}).out, "--integrations"));
}

BOOST_AUTO_TEST_CASE(the_report_shows_the_latest_check_and_the_gate_can_require_it) {
    std::atomic<bool> up{false};
    const SmallServer server([&up](const std::string& request) {
        // It says what it was sent, as debugging pages do.
        return response(up ? "200 OK" : "500 Oops", "X-Echo: " + request.substr(0, 9) + "\r\n",
                        request);
    });
    const Company company;
    company.place().write("tieout.yaml",
                          "time_zone: America/New_York\nprofiles:\n  rehearsal:\n    source: " +
                              Company::v4().url() + "\n    target: " + company.v5().url() +
                              "\n    policy: {require_integrations: true, max_errors: 99, "
                              "max_warnings: 99}\n");
    const auto cycle = [&] { return company.ask({"cycle", "-q"}); };
    const auto file = [&](const std::string& number, const std::string& name) {
        return company.place().read(".tieout/cycles/" + number + "/" + name);
    };
    BOOST_TEST(cycle().exit == 0);
    BOOST_TEST(has(file("0001", "report.html"), "Never checked"));
    BOOST_TEST(has(file("0001", "summary.md"), "Never checked"));
    Outcome gate = company.ask({"gate"});
    BOOST_TEST(gate.exit == 1);
    BOOST_TEST(has(gate.out, "NO   integrations that fail or have no probe"));
    BOOST_TEST(has(gate.out, "never checked (wanted: 0)"));

    std::string own = "integrations:\n  order_form: {owner: Ada, probe: {http: {url: '" +
                      server.url() +
                      "', send: {Authorization: env:TIEOUT_TEST_TOKEN}, "
                      "header: {X-Echo: GET}}}}\n";
    const auto inventory = company.json(0);
    for (const auto& result : inventory["results"])
        if (result["state"] == "no probe" && result["name"] != "order_form")
            own += "  " + std::string(result["name"]) + ": {no_probe: not in this test}\n";
    company.place().write("integrations.yaml", own);
    const Outcome down = company.ask({"check", "--integrations"});
    BOOST_TEST(down.exit == 1);
    BOOST_TEST(server.requests().size() == 1U);
    BOOST_TEST(has(server.requests().at(0), secret));
    gate = company.ask({"gate"});  // of the same cycle, by the later check
    BOOST_TEST(gate.exit == 1);
    BOOST_TEST(has(gate.out, "1: order_form (wanted: 0)"));
    BOOST_TEST(cycle().exit == 0);
    const std::string page = file("0002", "report.html");
    BOOST_TEST(has(page, "<h2 id=\"integrations-title\">Integrations</h2>"));
    BOOST_TEST(has(page, "4 work, 1 fails, 14 have no probe"));
    BOOST_TEST(has(page, "answered 500, expected 200"));
    BOOST_TEST(has(file("0002", "summary.md"), "- **fails** Order forms: answered 500"));
    const auto record = nlohmann::json::parse(file("0002", "report.json"));
    BOOST_TEST(entry(record["integrations"], "order_form")["state"] == "fails");
    BOOST_TEST(record["gate"]["open"] == false);

    up = true;
    const Outcome works = company.ask({"check", "--integrations"});
    BOOST_TEST(works.exit == 0, works.out);
    gate = company.ask({"gate"});
    BOOST_TEST(has(gate.out, "ok   integrations that fail or have no probe"));
    // The secret went to the server, and nowhere else.
    for (const Outcome& said : {down, works, gate}) {
        BOOST_TEST(!has(said.out, "s3cr3t"));
        BOOST_TEST(!has(said.err, "s3cr3t"));
    }
    BOOST_TEST(files_with(company.place().folder(), "s3cr3t") == std::vector<std::string>{},
               boost::test_tools::per_element());
    // The search finds what is there.
    BOOST_TEST(!files_with(company.place().folder(), "answered 500").empty());
}

BOOST_AUTO_TEST_SUITE_END()
