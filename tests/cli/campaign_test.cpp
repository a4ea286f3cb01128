// Eleven rehearsals and the final cycle, MariaDB to PostgreSQL, over two months: fixes, a
// regression, a waiver that expires and one that is outgrown. What each cycle and each gate must
// say stands here as a table, worked out by hand. The days are those of libfaketime.
#include <boost/test/unit_test.hpp>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/cli/place.h"

using namespace tieout::tests;
using tieout::db::Engine;

namespace {

// What is wrong in this campaign, and who is to blame for it:
//   mail, login: two clients of v4 share an address (source); the second one's log-in is refused.
//   answer:      the pack puts each question where its answer belongs (target).
//   price:       a trigger of v5 takes 0.50 from the yearly price of some domains (target).
const std::map<std::string, std::string> short_names{
    {"email must be unique in app_user", "mail"},
    {"Log-ins: rows that could not arrive (unique:app_user.app_user_email)", "login"},
    {"Questions often asked: `answer` is not the same on both sides", "answer"},
    {"Prices of domains: `price` is not the same on both sides", "price"},
};

class Campaign {
public:
    Campaign() : v4_(Engine::mysql), v5_(Engine::postgresql) {
        place_.pack_copy();
        const Outcome made = place_.tieout({"sample", "--clients", "60", "--seed", "11",
                                            "--defects", "none", "--into", v4_.url()});
        BOOST_TEST_REQUIRE(made.exit == 0);
        make_tables(v5_, "v5");
        project("");
        share_address();
        take_from_prices(3);
        put("answer", "question");
    }

    // ---- what the engineers do between cycles

    void share_address() const {
        v4_.run_client(
            "update client_info set client_email = 'both@example.org' order by client_id limit 2");
    }
    void part_addresses() const {
        v4_.run_client(
            "update client_info set client_email = concat('c', client_id, '@example.org') where "
            "client_email = 'both@example.org'");
    }
    // From those of the first so many domains.
    void take_from_prices(int domains) const {
        v5_.run_client(
            "create or replace function cheaper() returns trigger language plpgsql as $$ begin if "
            "new.years = 1 and new.source_ref::bigint / 100 <= " +
            std::to_string(domains) +
            " then new.amount := new.amount - 0.50; end if; return new; end $$; drop trigger if "
            "exists cheaper on tld_price; create trigger cheaper before insert on tld_price for "
            "each row execute function cheaper()");
    }
    void leave_prices_alone() const { v5_.run_client("drop trigger cheaper on tld_price"); }
    // Another column of v4 into v5's answers.
    void put(const std::string& from, const std::string& to) const {
        std::string text = place_.read("pack/migrate.yaml");
        const std::string before = "answer: {column: " + from + ", repair: [strip_nul]}";
        const std::size_t at = text.find(before);
        BOOST_TEST_REQUIRE(at != std::string::npos);
        text.replace(at, before.size(), "answer: {column: " + to + ", repair: [strip_nul]}");
        place_.write("pack/migrate.yaml", text);
    }
    void project(const std::string& policy_of_final) const {
        const std::string sides = "source: " + v4_.url() + ", target: " + v5_.url();
        place_.write("tieout.yaml",
                     "pack: ./pack\ntime_zone: America/New_York\nprofiles:\n  rehearsal: {" +
                         sides + ", policy: {require_read_only_verifier: false}}\n  final: {" +
                         sides + ", policy: {require_read_only_verifier: false" + policy_of_final +
                         "}}\n");
    }
    void waive_prices(const std::string& until) const {
        place_.write("waivers.yaml",
                     "waivers:\n  - {tie: tld_price, kind: changed, columns: [price], who: Ada, "
                     "why: old contracts, until: " +
                         until + ", max_rows: 3, max_money: 1.50}\n");
    }

    // ---- tieout, on a day

    Outcome on(const std::string& day, std::vector<std::string> words) const {
        Command command = place_.command("tieout", std::move(words));
        command.words.insert(command.words.begin(), {"faketime", "-f", day + " 09:00:00"});
        command.with["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
        command.with["TZ"] = "UTC";
        return run(command);
    }
    nlohmann::json record(int number) const {
        const std::string name = (number < 10 ? "000" : "00") + std::to_string(number);
        return nlohmann::json::parse(place_.read(".tieout/cycles/" + name + "/report.json"));
    }
    void make_key() const {
        for (const char* words : {"genpkey -algorithm ed25519 -out gate.pem",
                                  "pkey -in gate.pem -pubout -out gate.pub"})
            BOOST_TEST_REQUIRE(
                run({{"bash", "-c", std::string("openssl ") + words}, place_.folder()}).exit == 0);
    }
    const Place& place() const { return place_; }

private:
    Place place_;
    Scratch v4_, v5_;
};

// What a cycle must say. States: of each finding that lives, or ends, in it; "waived" behind it
// where it is.
struct Expected {
    int number;
    const char* day;
    const char* states;
    int cycle_exit, gate_exit;
    const char* gate_says;
};

std::string states_in(const nlohmann::json& record) {
    std::map<std::string, std::string> states;
    std::map<std::string, bool> waived;
    for (const auto& finding : record["findings"])
        waived[finding["id"]] = finding.contains("waived");
    for (const auto& life : record.value("lives", nlohmann::json::array())) {
        const auto name = short_names.find(life["title"]);
        BOOST_TEST_REQUIRE((name != short_names.end()), life["title"]);
        states[name->second] =
            life["state"].get<std::string>() + (waived[life["finding_id"]] ? " waived" : "");
    }
    std::string text;
    for (const auto& [name, state] : states)
        text += (text.empty() ? "" : ", ") + name + " " + state;
    return text;
}

void check(const Campaign& campaign, const Expected& wanted,
           const std::vector<std::string>& profile = {}) {
    BOOST_TEST_CONTEXT("cycle " << wanted.number) {
        std::vector<std::string> words{"cycle", "-q"};
        words.insert(words.end(), profile.begin(), profile.end());
        const Outcome cycle = campaign.on(wanted.day, words);
        BOOST_TEST(cycle.exit == wanted.cycle_exit, cycle.out << cycle.err);
        BOOST_TEST(states_in(campaign.record(wanted.number)) == wanted.states);
        words[0] = "gate";
        const Outcome gate = campaign.on(wanted.day, words);
        BOOST_TEST(gate.exit == wanted.gate_exit, gate.out << gate.err);
        BOOST_TEST(has(gate.out, wanted.gate_says), gate.out);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(campaign)

BOOST_AUTO_TEST_CASE(twelve_cycles_from_red_to_sealed) {
    const Campaign campaign;
    check(campaign, {1, "2027-01-04", "answer new, login new, mail new, price new", 1, 1,
                     "NO   findings of severity error"});
    campaign.put("question", "answer");
    check(campaign,
          {2, "2027-01-11", "answer resolved, login standing, mail standing, price standing", 1, 1,
           "rows in quarantine                                 1 "});
    campaign.part_addresses();
    check(campaign, {3, "2027-01-18", "login resolved, mail resolved, price standing", 1, 1,
                     "rows in quarantine                                 0 "});
    campaign.waive_prices("2027-02-05");
    check(campaign, {4, "2027-01-25", "price standing waived", 0, 0,
                     "ok   waivers expired or outgrown                        0 "});
    check(campaign, {5, "2027-02-05", "price standing waived", 0, 0, "the gate is open"});
    check(campaign, {6, "2027-02-06", "price standing", 1, 1, "waivers.yaml:2:5 expired"});
    campaign.waive_prices("2027-03-31");
    campaign.share_address();
    check(campaign, {7, "2027-02-08", "login regressed, mail regressed, price standing waived", 1,
                     1, "ok   waivers expired or outgrown"});
    campaign.part_addresses();
    check(campaign, {8, "2027-02-15", "login resolved, mail resolved, price standing waived", 0, 0,
                     "the gate is open"});
    campaign.take_from_prices(4);
    check(campaign, {9, "2027-02-16", "price standing", 1, 1, "waivers.yaml:2:5 outgrown"});
    campaign.leave_prices_alone();
    check(campaign, {10, "2027-02-22", "price resolved", 0, 0, "the gate is open"});
    check(campaign, {11, "2027-02-24", "", 0, 0, "the gate is open"});

    // What the campaign was worth: one price more in the ninth cycle, by 50 cents.
    const Outcome worse = campaign.on("2027-02-25", {"diff", "8", "9"});
    BOOST_TEST(worse.exit == 1);
    BOOST_TEST(has(worse.out, "3 → 4 rows"), worse.out);
    BOOST_TEST(campaign.on("2027-02-25", {"diff", "9", "11"}).exit == 0);

    campaign.project(
        ", clean_cycles: 3, max_age: 4h, require_same_set_up: true, sign_offs: "
        "[finance]");
    const std::vector<std::string> final{"--profile", "final"};
    check(campaign, {12, "2027-02-28", "", 0, 1, "missing: finance"}, final);
    const auto gate = [&](const std::string& day, std::vector<std::string> words) {
        words.insert(words.begin(), {"gate", "--profile", "final"});
        return campaign.on(day, words);
    };
    BOOST_TEST(gate("2027-02-28", {"--sign-off", "finance", "--who", "Ada"}).exit == 0);
    campaign.make_key();
    const Outcome sealed = gate("2027-02-28", {"--seal", "gate.pem"});
    BOOST_TEST(sealed.exit == 0, sealed.out << sealed.err);
    const Outcome known = campaign.place().tieout(
        {"gate", "--verify", ".tieout/cycles/0012/seal.json", "--public-key", "gate.pub"});
    BOOST_TEST(known.exit == 0, known.out << known.err);
    const Outcome late = gate("2027-03-01", {});
    BOOST_TEST(late.exit == 1);
    BOOST_TEST(has(late.out, "NO   age of the cycle"), late.out);
}

BOOST_AUTO_TEST_SUITE_END()
