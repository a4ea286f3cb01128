// Roles that can only SELECT: enough for the verifier, too little for the migrator.
#include <unistd.h>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/cli/place.h"

using namespace tieout::tests;
using tieout::db::Engine;

namespace {

const auto servers = boost::unit_test::data::make({Engine::mysql, Engine::postgresql});

// A role of its own on the server of `database`, dropped at the end.
class Reader {
public:
    explicit Reader(const Scratch& database)
        : database_(database), name_("tieout_ro_" + std::to_string(getpid())) {
        if (mysql()) {
            // Both hosts, for where the server knows an anonymous user of localhost, that one wins.
            for (const std::string& host : hosts())
                run("create user " + name_ + host + " identified by 'look'; grant select on `" +
                    database.parsed().database + "`.* to " + name_ + host + ";");
            return;
        }
        run("create role " + name_ + " login password 'look';");
    }
    ~Reader() {
        try {
            if (mysql())
                for (const std::string& host : hosts())
                    run("drop user " + name_ + host + ";");
            else
                run("drop owned by " + name_ + "; drop role " + name_ + ";");
        } catch (const std::exception&) {
            // Goes with the server.
        }
    }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    // Of the tables that are there now.
    void may_select() const {
        if (!mysql())
            run("grant usage on schema public to " + name_ +
                "; grant select on all tables in schema public to " + name_ +
                "; grant select on all sequences in schema public to " + name_ + ";");
    }
    std::string url() const {
        std::string url = database_.url();
        const std::size_t begin = url.find("://") + 3;
        return url.replace(begin, url.find('@') - begin, name_ + ":look");
    }
    void run(const std::string& sql) const { database_.run_client(sql); }
    const std::string& name() const { return name_; }

private:
    bool mysql() const { return database_.parsed().engine == Engine::mysql; }
    static std::vector<std::string> hosts() { return {"@'%'", "@localhost"}; }

    const Scratch& database_;
    std::string name_;
};

// A clean migration into a server, and a role that may look at it.
struct Migrated {
    explicit Migrated(Engine engine) : v5(engine) {
        const Outcome moved =
            place.tieout({"migrate", v4, v5.url(), "--pack", "modernbill", "--create", "-q"});
        BOOST_REQUIRE_MESSAGE(moved.exit == 0, moved.err);
        reader.may_select();
    }
    Outcome cycle(const std::vector<std::string>& more) const {
        std::vector<std::string> words{"cycle", v4, v5.url(), "--pack", "modernbill", "-q"};
        words.insert(words.end(), more.begin(), more.end());
        return place.tieout(words);
    }
    Place place;
    std::string v4 = clean_v4(Engine::sqlite).url();
    Scratch v5;
    Reader reader{v5};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(rights)

BOOST_DATA_TEST_CASE(the_verifier_works_with_a_role_that_can_only_select_and_without_migrate_yaml,
                     servers, engine) {
    const Migrated pair(engine);
    std::filesystem::remove(pair.place.pack_copy() + "/migrate.yaml");
    for (const char* command : {"verify", "preflight", "check"}) {
        const Outcome outcome =
            pair.place.verifier({command, pair.v4, pair.reader.url(), "--pack", "pack", "-q"});
        BOOST_TEST_CONTEXT(command << outcome.out << outcome.err) {
            BOOST_TEST(outcome.exit == 0);
            BOOST_TEST(outcome.err == "");
        }
    }
    const Outcome check =
        pair.place.verifier({"check", pair.v4, pair.reader.url(), "--pack", "pack"});
    BOOST_TEST(has(check.out, "the role that verifies can only read"));
}

BOOST_DATA_TEST_CASE(the_migrator_with_a_role_that_can_only_select_changes_nothing, servers,
                     engine) {
    const Migrated pair(engine);
    const std::string before = contents(pair.v5);
    for (const char* more : {"-q", "--replace"}) {
        const Outcome refused = pair.place.tieout(
            {"migrate", pair.v4, pair.reader.url(), "--pack", "modernbill", "-q", more});
        BOOST_TEST_CONTEXT(refused.err) {
            BOOST_TEST(refused.exit == 3);
            BOOST_TEST(lines_of(refused.err) == 1u);
            BOOST_TEST(has(refused.err, "denied"));
        }
    }
    const Outcome cycle =
        pair.place.tieout({"cycle", pair.v4, pair.reader.url(), "--pack", "modernbill", "-q"});
    BOOST_TEST(cycle.exit == 3);
    BOOST_TEST(has(cycle.err, "migrate: "));
    BOOST_TEST((contents(pair.v5) == before));
    BOOST_TEST(pair.place.tieout({"gate"}).exit == 3);
}

BOOST_DATA_TEST_CASE(the_gate_opens_only_where_the_role_that_verified_cannot_write, servers,
                     engine) {
    const Migrated pair(engine);
    const Outcome own = pair.cycle({});
    BOOST_TEST_CONTEXT(own.out << own.err) {
        BOOST_TEST(own.exit == 0);
    }
    const Outcome closed = pair.place.tieout({"gate"});
    BOOST_TEST(closed.exit == 1);
    BOOST_TEST(has(closed.out, "NO   the role that verified can write to the target"));
    BOOST_TEST(pair.cycle({"--target-read", pair.reader.url()}).exit == 0);
    const Outcome open = pair.place.tieout({"gate"});
    BOOST_TEST_CONTEXT(open.out) {
        BOOST_TEST(open.exit == 0);
    }
    BOOST_TEST(has(open.out, "the gate is open"));
}

BOOST_DATA_TEST_CASE(many_privileges_are_three_and_a_count, servers, engine) {
    const Migrated pair(engine);
    const std::string name = pair.reader.name();
    if (engine == Engine::mysql)
        pair.reader.run("grant insert, update, delete, create, drop, alter, trigger on `" +
                        pair.v5.parsed().database + "`.* to " + name + "@localhost, " + name +
                        "@'%';");
    else
        pair.reader.run(
            "grant insert, update, delete, truncate on all tables in schema public to " + name +
            ";");
    BOOST_TEST(pair.place
                   .tieout({"cycle", pair.v4, pair.v5.url(), "--target-read", pair.reader.url(),
                            "--pack", "modernbill", "-q"})
                   .exit == 0);
    const Outcome gate = pair.place.tieout({"gate"});
    BOOST_TEST_CONTEXT(gate.out) {
        BOOST_TEST(gate.exit == 1);
        BOOST_TEST(has(gate.out, "yes: "));
        BOOST_TEST(has(gate.out, " more (wanted: no)"));
        for (std::size_t at = 0, end; at < gate.out.size(); at = end + 1) {
            end = gate.out.find('\n', at);
            BOOST_TEST(end - at < 200u);
        }
    }
}

BOOST_DATA_TEST_CASE(a_right_that_the_verifier_lacks_is_named_and_is_not_a_verdict, servers,
                     engine) {
    const Migrated pair(engine);
    const std::string name = pair.reader.name(), schema = pair.v5.parsed().database;
    if (engine == Engine::mysql) {
        for (const std::string host : {"@localhost", "@'%'"})
            pair.reader.run("revoke select on `" + schema + "`.* from " + name + host + ";");
    } else {
        pair.reader.run("revoke select on coupon from " + name + ";");
    }
    const Outcome outcome =
        pair.place.verifier({"verify", pair.v4, pair.reader.url(), "--pack", "modernbill", "-q"});
    BOOST_TEST_CONTEXT(outcome.out << outcome.err) {
        BOOST_TEST(outcome.exit == 3);
        BOOST_TEST(
            (has(outcome.out, "permission denied for table coupon") || has(outcome.err, "denied")));
    }
}

BOOST_AUTO_TEST_SUITE_END()
