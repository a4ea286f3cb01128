// HTTP probes against real sockets: every expectation has a planted fault and its clean twin.
#include <boost/test/unit_test.hpp>

#include "tests/cutover/asked.h"
#include "tests/cutover/small_server.h"

using namespace tieout;
using namespace tieout::tests;

namespace {

rules::HttpProbe get(const std::string& url) {
    // A proxy of the machine that tests run on is not asked for loopback.
    setenv("no_proxy", "127.0.0.1", 1);
    rules::HttpProbe probe;
    probe.url = url;
    return probe;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(probe_http)

BOOST_AUTO_TEST_CASE(a_status_other_than_the_expected_one_fails) {
    const SmallServer good(response("200 OK", "", "hello")), bad(response("500 Oops", "", "hello"));
    BOOST_TEST(works(asked(get(good.url()))));
    BOOST_TEST(says(asked(get(good.url())), "answered 200"));
    const auto broken = asked(get(bad.url()));
    BOOST_TEST(fails(broken));
    BOOST_TEST(broken.result.sentence == "answered 500, expected 200");
    auto wanted = get(bad.url());
    wanted.status = 500;
    BOOST_TEST(works(asked(wanted)));
}

BOOST_AUTO_TEST_CASE(a_redirect_is_an_answer_and_is_not_followed) {
    const SmallServer server(
        response("302 Found", "Location: /login?token=abc\r\nX-Kind: moved\r\n", ""));
    const auto moved = asked(get(server.url("/cart")));
    BOOST_TEST(fails(moved));
    BOOST_TEST(says(moved, "answered 302 (to " + server.url("/login?token=…")));
    BOOST_TEST(!says(moved, "abc"));
    BOOST_TEST(server.requests().size() == 1U);
    auto wanted = get(server.url("/cart"));
    wanted.status = 302;
    wanted.header = {{"location", "/login"}};
    BOOST_TEST(works(asked(wanted)));
}

BOOST_AUTO_TEST_CASE(a_header_that_is_not_there_or_does_not_hold_the_text_fails) {
    const SmallServer server(response("200 OK", "Content-Type: text/html; charset=x\r\n", ""));
    auto probe = get(server.url());
    probe.header = {{"content-type", "html"}};
    BOOST_TEST(works(asked(probe)));
    probe.header = {{"Content-Type", "json"}};
    BOOST_TEST(asked(probe).result.sentence ==
               "answered 200, but its header Content-Type does not hold `json`");
    probe.header = {{"X-Version", "5"}};
    BOOST_TEST(asked(probe).result.sentence == "answered 200, but it has no header X-Version");
}

BOOST_AUTO_TEST_CASE(a_body_without_the_text_fails) {
    const SmallServer server(response("200 OK", "", "<h1>Order here</h1>"));
    auto probe = get(server.url());
    probe.body = "Order here";
    BOOST_TEST(works(asked(probe)));
    probe.body = "order here";
    BOOST_TEST(asked(probe).result.sentence ==
               "answered 200, but its body does not hold `order here`");
}

BOOST_AUTO_TEST_CASE(a_body_without_end_is_read_no_further_than_a_few_mebibytes) {
    const std::string long_body = "begin" + std::string(9 << 20, 'x') + "end";
    const SmallServer server(response("200 OK", "", long_body));
    auto probe = get(server.url());
    probe.body = "begin";
    BOOST_TEST(works(asked(probe)));
    probe.body = "end";
    BOOST_TEST(says(asked(probe), "its first 4 MiB do not hold `end`"));
}

BOOST_AUTO_TEST_CASE(a_json_value_other_than_the_expected_one_fails) {
    const SmallServer server(
        response("200 OK", "", R"({"status": "ok", "queue": {"waiting": 0}, "on": [true, null]})"));
    const auto with = [&](const rules::Words& json) {
        auto probe = get(server.url());
        probe.json = json;
        return asked(probe);
    };
    BOOST_TEST(works(with({{"/status", "ok"}, {"/queue/waiting", "0"}, {"/on/0", "true"}})));
    BOOST_TEST(with({{"/status", "down"}}).result.sentence ==
               "answered 200, but /status is `ok`, expected `down`");
    BOOST_TEST(fails(with({{"/status", "ok"}, {"/queue/waiting", "1"}})));
    BOOST_TEST(says(with({{"/nothing", "1"}}), "its JSON has nothing at /nothing"));
    BOOST_TEST(says(with({{"/on/7", "1"}}), "nothing at /on/7"));
    BOOST_TEST(says(with({{"/on/x", "1"}}), "nothing at /on/x"));
    const SmallServer page(response("200 OK", "", "<html>"));
    auto probe = get(page.url());
    probe.json = {{"/status", "ok"}};
    BOOST_TEST(says(asked(probe), "its body is not JSON"));
}

BOOST_AUTO_TEST_CASE(the_method_and_headers_are_sent_and_no_other_body) {
    const SmallServer server(response("200 OK", "", ""));
    auto probe = get(server.url("/hook"));
    probe.method = "POST";
    probe.send = {{"X-Probe", "tieout"}};
    BOOST_TEST(works(asked(probe)));
    probe.method = "HEAD";
    BOOST_TEST(works(asked(probe)));
    const auto requests = server.requests();
    BOOST_REQUIRE(requests.size() == 2U);
    BOOST_TEST(requests[0].starts_with("POST /hook HTTP/1.1\r\n"));
    BOOST_TEST(requests[0].find("X-Probe: tieout\r\n") != std::string::npos);
    BOOST_TEST(requests[0].find("Content-Length: 0\r\n") != std::string::npos);
    BOOST_TEST(requests[1].starts_with("HEAD /hook "));
}

BOOST_AUTO_TEST_CASE(who_does_not_answer_in_time_fails_and_holds_nobody_up) {
    const SmallServer silent("");
    const auto begin = std::chrono::steady_clock::now();
    const auto late = asked(get(silent.url()), std::chrono::milliseconds(300));
    BOOST_TEST(fails(late));
    BOOST_TEST(late.result.sentence == "did not answer within 0.3 s");
    BOOST_TEST((std::chrono::steady_clock::now() - begin < std::chrono::seconds(5)));
}

BOOST_AUTO_TEST_CASE(a_port_that_nobody_listens_on_fails) {
    const auto refused = asked(get("http://127.0.0.1:" + std::to_string(closed_port()) + "/"));
    BOOST_TEST(fails(refused));
    BOOST_TEST(says(refused, "cannot be reached: "));
}

BOOST_AUTO_TEST_CASE(a_secret_of_the_environment_is_sent_and_never_seen_again) {
    const Variable token("TIEOUT_TEST_TOKEN", "Bearer s3cr3t-t0ken\n");
    // As debugging pages do, it says what it was sent.
    const SmallServer server([](const std::string& request) {
        const std::size_t at = request.find("Authorization: ") + 15;
        const std::string value = request.substr(at, request.find("\r\n", at) - at);
        return response("200 OK", "",
                        "{\"you\": \"" + value + "\", \"bare\": \"" +
                            value.substr(value.find(' ') + 1) + "\"}");
    });
    auto probe = get(server.url());
    probe.send = {{"Authorization", "env:TIEOUT_TEST_TOKEN"}};
    probe.json = {{"/you", "nobody"}};
    const auto whole = asked(probe);
    BOOST_TEST(whole.result.sentence ==
               "answered 200, but /you is `env:TIEOUT_TEST_TOKEN`, expected `nobody`");
    BOOST_TEST(server.requests().at(0).find("Authorization: Bearer s3cr3t-t0ken\r\n") !=
               std::string::npos);
    probe.json = {{"/bare", "nobody"}};
    BOOST_TEST(!says(asked(probe), "s3cr3t"));
}

BOOST_AUTO_TEST_CASE(a_url_of_the_environment_is_asked_and_never_shown) {
    const SmallServer server(response("404 No", "", ""));
    const Variable good("TIEOUT_TEST_URL", server.url("/hook/s3cr3t-path"));
    const auto missing = asked(get("env:TIEOUT_TEST_URL"));
    BOOST_TEST(missing.result.sentence == "answered 404, expected 200");
    BOOST_TEST(missing.result.probe == "GET env:TIEOUT_TEST_URL");
    BOOST_TEST(server.requests().at(0).starts_with("GET /hook/s3cr3t-path "));
    const Variable nowhere("TIEOUT_TEST_URL",
                           "http://s3cr3t:pass@127.0.0.1:" + std::to_string(closed_port()));
    const auto refused = asked(get("env:TIEOUT_TEST_URL"));
    BOOST_TEST(fails(refused));
    BOOST_TEST(!says(refused, "127.0.0.1"));
}

BOOST_AUTO_TEST_CASE(what_is_not_set_is_not_asked) {
    auto probe = get("env:TIEOUT_TEST_NOT_SET");
    BOOST_TEST(not_asked(asked(probe), Fault::usage));
    BOOST_TEST(says(asked(probe), "variable `TIEOUT_TEST_NOT_SET` is not set"));
    const Variable odd("TIEOUT_TEST_ODD", "file:///etc/passwd");
    BOOST_TEST(not_asked(asked(get("env:TIEOUT_TEST_ODD")), Fault::usage));
    const Variable two_lines("TIEOUT_TEST_LINES", "a\r\nHost: other");
    probe = get("http://127.0.0.1/");
    probe.send = {{"X-A", "env:TIEOUT_TEST_LINES"}};
    BOOST_TEST(not_asked(asked(probe), Fault::usage));
}

BOOST_AUTO_TEST_SUITE_END()
