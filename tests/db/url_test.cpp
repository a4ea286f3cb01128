#include "db/url.h"

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <string>

#include "base/error.h"

using tieout::Error;
using tieout::Fault;
using tieout::db::Engine;
using tieout::db::Url;

namespace {

// What the error says where `text` is refused; "" where it is accepted.
std::string refusal(const std::string& text) {
    try {
        Url::parse(text);
        return "";
    } catch (const Error& error) {
        BOOST_TEST((error.fault() == Fault::usage));
        return error.what();
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(url)

BOOST_AUTO_TEST_CASE(each_part_of_a_server_url_is_found) {
    const Url url = Url::parse(
        "mysql://anna:geheim@db.example:3307/billing?ssl-mode=required&socket=/run/x.sock");
    BOOST_TEST((url.engine == Engine::mysql));
    BOOST_TEST(url.user == "anna");
    BOOST_TEST(url.password == "geheim");
    BOOST_TEST(url.host == "db.example");
    BOOST_TEST(url.port == 3307);
    BOOST_TEST(url.database == "billing");
    BOOST_TEST(url.options.at("ssl-mode") == "required");
    BOOST_TEST(url.options.at("socket") == "/run/x.sock");
}

BOOST_AUTO_TEST_CASE(what_a_url_leaves_out_is_empty) {
    const Url url = Url::parse("postgresql:///billing");
    BOOST_TEST((url.engine == Engine::postgresql));
    BOOST_TEST(url.user.empty());
    BOOST_TEST(url.host.empty());
    BOOST_TEST(url.port == 0);
    BOOST_TEST(url.database == "billing");
    BOOST_TEST(Url::parse("mysql://root@127.0.0.1:13306").database.empty());
}

BOOST_AUTO_TEST_CASE(other_common_names_of_the_engines_are_understood) {
    BOOST_TEST((Url::parse("mariadb://h/d").engine == Engine::mysql));
    BOOST_TEST((Url::parse("postgres://h/d").engine == Engine::postgresql));
}

BOOST_AUTO_TEST_CASE(percent_signs_carry_what_a_url_cannot) {
    const Url url = Url::parse("mysql://an%40na:p%3Aw%2F%25@h/my%2Fdb");
    BOOST_TEST(url.user == "an@na");
    BOOST_TEST(url.password == "p:w/%");
    BOOST_TEST(url.database == "my/db");
    BOOST_TEST(Url::parse("sqlite:/tmp/a%3Fb%20c.db").database == "/tmp/a?b c.db");
    BOOST_TEST(Url::parse("sqlite:a b.db").database == "a b.db");
}

BOOST_AUTO_TEST_CASE(an_ipv6_host_stands_in_brackets) {
    const Url url = Url::parse("postgresql://[::1]:5433/d");
    BOOST_TEST(url.host == "::1");
    BOOST_TEST(url.port == 5433);
    BOOST_TEST(url.safe() == "postgresql://[::1]:5433/d");
}

BOOST_AUTO_TEST_CASE(the_safe_form_is_the_url_without_its_password) {
    BOOST_TEST(Url::parse("mysql://anna:geheim@h:3307/d?socket=/run/x").safe() ==
               "mysql://anna@h:3307/d?socket=/run/x");
    BOOST_TEST(Url::parse("postgresql://anna@h/d?sslmode=require&password=geheim").safe() ==
               "postgresql://anna@h/d?sslmode=require");
    BOOST_TEST(Url::parse("sqlite:/tmp/a%3Fb c.db").safe() == "sqlite:/tmp/a%3Fb c.db");
    BOOST_TEST(Url::parse("mysql://an%40na@h/d").safe() == "mysql://an%40na@h/d");
}

BOOST_AUTO_TEST_CASE(the_safe_form_reads_back_as_the_same_place) {
    for (const char* text : {"mysql://an%40na@h:3307/my%2Fdb?socket=/run/x", "sqlite:rel/ä b.db",
                             "postgresql:///d?host=/run/postgresql"})
        BOOST_TEST(Url::parse(Url::parse(text).safe()).safe() == Url::parse(text).safe());
}

BOOST_AUTO_TEST_CASE(a_url_may_come_from_an_environment_variable) {
    setenv("TIEOUT_URL_TEST", "mysql://anna:geheim@h/d", 1);
    const Url url = Url::parse("env:TIEOUT_URL_TEST");
    BOOST_TEST(url.password == "geheim");
    BOOST_TEST(url.safe() == "mysql://anna@h/d");
    setenv("TIEOUT_URL_TEST", "env:TIEOUT_URL_TEST", 1);
    BOOST_TEST(refusal("env:TIEOUT_URL_TEST").find("names another variable") != std::string::npos);
    unsetenv("TIEOUT_URL_TEST");
    BOOST_TEST(refusal("env:TIEOUT_URL_TEST").find("'TIEOUT_URL_TEST' is not set") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_refused_url_is_told_what_is_wrong_with_it) {
    const std::pair<const char*, const char*> cases[] = {
        {"", "has no ':'"},
        {"billing.db", "has no ':'"},
        {"oracle://h/d", "name of an engine"},
        {"mysql:h/d", "lacks '//'"},
        {"mysql://h:0/d", "not a port"},
        {"mysql://h:65536/d", "not a port"},
        {"mysql://h:33o6/d", "not a port"},
        {"mysql://h:/d", "not a port"},
        {"mysql://h/d/e", "more than one name"},
        {"mysql://h/d%2", "'%'"},
        {"mysql://h/d%zz", "'%'"},
        {"mysql://h/d%00", "'%'"},
        {"mysql://h/d?socket", "options"},
        {"mysql://h/d?a=1&a=2", "twice"},
        {"postgresql://[::1/d", "']'"},
        {"sqlite:", "names no file"},
    };
    for (const auto& [text, expected] : cases) {
        const std::string said = refusal(text);
        BOOST_TEST(said.find(expected) != std::string::npos, text << " is told: " << said);
        BOOST_TEST(said.find("sqlite:path") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_refusal_never_repeats_a_password) {
    for (const char* text : {"mysql//anna:geheim@h/d", "anna:geheim@h", "mysql://anna:geh/eim@h/d",
                             "mysql:anna:geheim@h", "mysql://anna:geheim@h:x/d"})
        BOOST_TEST(refusal(text).find("geh") == std::string::npos, text);
}

BOOST_AUTO_TEST_SUITE_END()
