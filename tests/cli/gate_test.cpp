// The gate as people use it: signed off, sealed, and the seal carried to another machine.
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "tests/cli/demo.h"
#include "tests/cli/place.h"

using namespace tieout::tests;
namespace fs = std::filesystem;

namespace {

// The demo, whose third cycle holds, with keys of its own.
class Gated {
public:
    Gated() {
        put_demo(place_);
        openssl({"genpkey", "-algorithm", "ed25519", "-out", "gate.pem"});
        openssl({"pkey", "-in", "gate.pem", "-pubout", "-out", "gate.pub"});
    }
    Outcome gate(std::vector<std::string> words) const {
        words.insert(words.begin(), "gate");
        words.insert(words.end(), {"--state", "demo/.tieout"});
        return place_.tieout(words);
    }
    void policy(const std::string& text) const {
        place_.write("tieout.yaml",
                     "profiles:\n  rehearsal:\n    source: sqlite:demo/v4.db\n    target: "
                     "sqlite:demo/v5.db\n    policy: {" +
                         text + "}\n");
    }
    void openssl(std::vector<std::string> words) const {
        words.insert(words.begin(), "openssl");
        Command command;
        command.words = words;
        command.folder = place_.folder();
        BOOST_TEST_REQUIRE(run(command).exit == 0);
    }
    const Place& place() const { return place_; }

private:
    Place place_;
};

const std::string third = "demo/.tieout/cycles/0003/";

}  // namespace

BOOST_AUTO_TEST_SUITE(gate_command)

BOOST_AUTO_TEST_CASE(clauses_of_a_policy_shut_the_gate_and_are_told_in_json_and_junit) {
    const Gated demo;
    BOOST_TEST(demo.gate({}).exit == 0);
    demo.policy("clean_cycles: 2, max_quarantined_of: {invoices: 0}");
    const Outcome closed = demo.gate({"--junit", "gate.xml"});
    BOOST_TEST(closed.exit == 1);
    BOOST_TEST(has(closed.out, "NO   cycles in a row that hold"));
    BOOST_TEST(has(closed.out, "1 (wanted: at least 2)"));
    BOOST_TEST(has(closed.out, "no such table was loaded (wanted: at most 0)"));
    BOOST_TEST(has(demo.place().read("gate.xml"), "failures=\"2\""));
    const auto json = nlohmann::json::parse(demo.gate({"--json"}).out);
    BOOST_TEST(json["open"] == false);
    BOOST_TEST(json["record_digest"].get<std::string>().size() == 64U);
    demo.policy("clean_cycles: 1, max_age: 1h, max_quarantined_of: {invoice: 0}");
    BOOST_TEST(demo.gate({}).exit == 0);
}

BOOST_AUTO_TEST_CASE(who_signs_off_signs_the_record_that_there_is) {
    const Gated demo;
    demo.policy("sign_offs: [finance, engineering]");
    BOOST_TEST(demo.gate({}).exit == 1);
    const Outcome unknown = demo.gate({"--sign-off", "boss", "--who", "Ada"});
    BOOST_TEST(unknown.exit == 2);
    BOOST_TEST(has(unknown.err, "names finance, engineering"));
    BOOST_TEST(demo.gate({"--sign-off", "finance"}).exit == 2);
    BOOST_TEST(!fs::exists(demo.place().folder() / "sign_offs.yaml"));
    BOOST_TEST(demo.gate({"--sign-off", "finance", "--who", "Ada \"A.\"", "--note", "x: y"}).exit ==
               0);
    BOOST_TEST(has(demo.gate({}).out, "missing: engineering"));
    const Outcome told = demo.gate({"--sign-off", "engineering", "--who", "Bo", "--json"});
    BOOST_TEST(nlohmann::json::parse(told.out)["cycle"] == 3);
    const Outcome open = demo.gate({});
    BOOST_TEST(open.exit == 0);
    BOOST_TEST(has(open.out, "finance (Ada \"A.\"), engineering (Bo)"));
}

BOOST_AUTO_TEST_CASE(an_open_gate_is_sealed_and_the_seal_holds_on_another_machine) {
    const Gated demo;
    const Outcome sealed = demo.gate({"--seal", "gate.pem"});
    BOOST_TEST(sealed.exit == 0);
    BOOST_TEST(has(sealed.out, "sealed: " + third + "seal.json"));
    const Place elsewhere;
    const auto verify = [&](const std::string& report) {
        return elsewhere.tieout(
            {"gate", "--verify", "seal.json", "--public-key", "gate.pub", "--report", report});
    };
    elsewhere.write("seal.json", demo.place().read(third + "seal.json"));
    elsewhere.write("gate.pub", demo.place().read("gate.pub"));
    const Outcome alone =
        elsewhere.tieout({"gate", "--verify", "seal.json", "--public-key", "gate.pub"});
    BOOST_TEST(alone.exit == 0);
    BOOST_TEST(has(alone.out, "ok   signed by the key given"));
    BOOST_TEST(has(alone.out, "the report was not looked at"));
    const std::string report = demo.place().read(third + "report.json");
    elsewhere.write("report.json", report);
    BOOST_TEST(verify("report.json").exit == 0);
    // More rows in one tie.
    auto forged = nlohmann::ordered_json::parse(report);
    forged["ties"][0]["equal"] = 999;
    elsewhere.write("forged.json", forged.dump());
    const Outcome other = verify("forged.json");
    BOOST_TEST(other.exit == 1);
    BOOST_TEST(has(other.out, "NO   forged.json is the record that was sealed"));
    elsewhere.write("before.json", demo.place().read("demo/.tieout/cycles/0002/report.json"));
    BOOST_TEST(verify("before.json").exit == 1);
}

BOOST_AUTO_TEST_CASE(a_closed_gate_is_not_sealed) {
    const Gated demo;
    demo.policy("min_rows: 1000000000");
    const Outcome closed = demo.gate({"--seal", "gate.pem"});
    BOOST_TEST(closed.exit == 1);
    BOOST_TEST(has(closed.out, "not sealed"));
    BOOST_TEST(!fs::exists(demo.place().folder() / (third + "seal.json")));
}

BOOST_AUTO_TEST_CASE(a_seal_of_another_key_is_not_ours) {
    const Gated demo, others;
    BOOST_TEST(demo.gate({"--seal", "gate.pem"}).exit == 0);
    demo.place().write("others.pub", others.place().read("gate.pub"));
    const Outcome no = demo.gate({"--verify", third + "seal.json", "--public-key", "others.pub"});
    BOOST_TEST(no.exit == 1);
    BOOST_TEST(has(no.out, "NO   signed by the key given"));
    BOOST_TEST(has(no.out, "ok   " + third + "report.json"));
    for (const std::vector<std::string>& wrong : std::vector<std::vector<std::string>>{
             {"--verify", third + "seal.json"},
             {"--verify", third + "report.json", "--public-key", "gate.pub"},
             {"--verify", "nowhere.json", "--public-key", "gate.pub"},
             {"--verify", third + "seal.json", "--public-key", "gate.pem"},
             {"--seal", "gate.pub"},
             {"--public-key", "gate.pub"}})
        BOOST_TEST(demo.gate(wrong).exit == 2, wrong[1]);
}

// Whoever changes a figure in the ledger by hand has changed what the gate judges.
BOOST_AUTO_TEST_CASE(a_record_that_was_changed_in_the_ledger_shuts_the_gate) {
    const Gated demo;
    const Outcome changed =
        run({{"sqlite3", (demo.place().folder() / "demo/.tieout/ledger.db").string(),
              "update cycle set record = json_set(record, '$.ties[0].equal', 999, "
              "'$.ties[0].source_rows', 999, '$.ties[0].target_rows', 999) where number = 3"}});
    BOOST_TEST_REQUIRE(changed.exit == 0);
    const Outcome closed = demo.gate({});
    BOOST_TEST(closed.exit == 1);
    BOOST_TEST(has(closed.out, "NO   the record as the cycle wrote it"));
}

BOOST_AUTO_TEST_SUITE_END()
