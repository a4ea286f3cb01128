#include "rules/integrations.h"

#include <stdlib.h>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <fstream>

#include "base/error.h"

using namespace tieout::rules;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path;
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "tieout-rules-XXXXXX").string();
        path = mkdtemp(pattern.data());
    }
    ~Folder() { fs::remove_all(path); }
    fs::path write(const std::string& name, const std::string& text) const {
        std::ofstream(path / name) << text;
        return path / name;
    }
};

const std::string cart =
    "integrations:\n"
    "  cart: {title: Cart, kind: order form, source: takes orders, target: takes them too}\n";

std::vector<Integration> read(const std::string& own, const std::string& pack = cart) {
    const Folder folder;
    return load_integrations(folder.write("pack.yaml", pack),
                             folder.write("integrations.yaml", own));
}

Probe probe(const std::string& text) {
    return *read("integrations:\n  cart: {probe: {" + text + "}}\n").front().probe;
}

struct Bad {
    const char* text;  // of the project's file, laid over `cart`
    const char* message;
};
std::ostream& operator<<(std::ostream& out, const Bad& bad) {
    return out << bad.text;
}

// What stands before and behind a probe whose own fault is the third line's.
#define PROBE(text) "integrations:\n  cart:\n    probe: {" text "}\n"

const std::vector<Bad> bad_files = {
    {"integration: {}\n", "1:1: found `integration`, expected integrations; did you mean"},
    {"integrations: [cart]\n", "1:15: found a list, expected a map"},
    {"integrations: {crat: {owner: Ada}}\n",
     "1:16: found `crat`, which the pack has not; did you mean `cart`?"},
    {"integrations: {telephone_line: {owner: Ada}}\n",
     "which the pack has not: a new one needs title, kind, source and target"},
    {"integrations: {fax: {title: Fax, kind: other, source: faxes}}\n",
     "expected the key `target` too"},
    {"integrations: {cart: {ownr: Ada}}\n", "1:23: found `ownr`, expected title, kind, owner"},
    {"integrations: {cart: {owner: ''}}\n", "found nothing, expected a text"},
    {"integrations: {cart: {kind: orderform}}\n", "did you mean `order form`?"},
    {"integrations: {cart: {probe: {tcp: 'h:1'}, no_probe: none}}\n",
     "1:44: `no_probe` beside `probe`: expected one of them"},
    {PROBE("htp: {}"),
     "3:13: found `htp`, expected http, tcp, sql, command or within; did you "
     "mean `http`?"},
    {PROBE("within: 3s"), "3:12: expected one of http, tcp, sql and command"},
    {PROBE("tcp: 'h:1', command: {run: [a]}"), "expected one of http, tcp, sql and command"},
    {PROBE("tcp: 'h:1', within: 10"), "found `10`, expected a number of ms, s or min"},
    {PROBE("tcp: 'h:1', within: 2h"), "at most 1 h"},
    {PROBE("tcp: mail.example"), "found `mail.example`, expected host:port"},
    {PROBE("tcp: 'mail.example:0'"), "expected host:port"},
    {PROBE("tcp: 'mail.example:65536'"), "expected host:port"},
    {PROBE("tcp: 'mail.example:25x'"), "expected host:port"},
    {PROBE("tcp: '::1:25'"), "expected host:port, such as mail.example:25 or [::1]:25"},
    {PROBE("tcp: 'a/b@c:25'"), "expected host:port"},
    {PROBE("http: {url: ftp://h/}"), "expected a URL that begins with http:// or https://"},
    {PROBE("http: {urll: 'http://h/'}"), "did you mean `url`?"},
    {PROBE("http: {}"), "expected the key `url` too"},
    {PROBE("http: {url: 'https://ada:s3cr3t@h/'}"),
     "found a password in a URL, expected none in a file: use env:NAME"},
    {PROBE("http: {url: 'env:'}"), "expected the name of a variable behind it"},
    {PROBE("http: {url: 'http://h/', status: 600}"), "found 600, expected 100 to 599"},
    {PROBE("http: {url: 'http://h/', status: 99}"), "found 99, expected 100 to 599"},
    {PROBE("http: {url: 'http://h/', method: PUT}"), "expected GET, HEAD, OPTIONS or POST"},
    {PROBE("http: {url: 'http://h/', method: HEAD, body: x}"), "has no body"},
    {PROBE("http: {url: 'http://h/', json: {status: ok}}"),
     "found `status`, expected a JSON pointer, such as /status"},
    {PROBE("http: {url: 'http://h/', json: {/a~b: ok}}"), "expected ~0 for it"},
    {PROBE("http: {url: 'http://h/', json: {/a~: ok}}"), "expected ~0 for it"},
    {PROBE("http: {url: 'http://h/', send: {Authorization: Basic abc}}"),
     "found a secret in a file, expected env:NAME"},
    {PROBE("http: {url: 'http://h/', send: {'a b': x}}"), "expected the name of a header"},
    {PROBE("http: {url: 'http://h/', send: {a: \"x\\r\\nHost: y\"}}"), "found a line end"},
    {PROBE("http: {url: 'http://h/', tls: {days_left: 14}}"), "there is no TLS in http://"},
    {PROBE("http: {url: 'https://h/', tls: {days_left: 0}}"), "found 0, expected 1 to 3650"},
    {PROBE("http: {url: 'https://h/', tls: {verify: false}}"), "expected ca or days_left"},
    {PROBE("sql: {query: select 1, expect: 1}"), "expected `side: source`"},
    {PROBE("sql: {side: target, url: 'sqlite:x', query: select 1, expect: 1}"),
     "expected `side: source`, `side: target` or the `url`"},
    {PROBE("sql: {side: targt, query: select 1, expect: 1}"), "did you mean `target`?"},
    {PROBE("sql: {side: target, query: select 1}"), "expected the key `expect` too"},
    {PROBE("sql: {url: 'mysql://a:s3cr3t@h/d', query: select 1, expect: 1}"),
     "found a password in a URL"},
    {PROBE("sql: {url: 'mysql://a:s3cr3t/x@h/d', query: select 1, expect: 1}"),
     "found a password in a URL"},
    {PROBE("command: {run: []}"), "found no program"},
    {PROBE("command: {run: ls}"), "expected a list"},
    {PROBE("command: {run: [curl, 'env:TOKEN']}"), "let it read the variable itself"},
    {PROBE("command: {run: [ls], exit: 256}"), "found 256, expected 0 to 255"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(integrations)

BOOST_DATA_TEST_CASE(what_is_wrong_is_named_with_its_place, bad_files, bad) {
    try {
        read(bad.text);
        BOOST_ERROR("was read");
    } catch (const tieout::Error& error) {
        const std::string message = error.what();
        BOOST_TEST((error.fault() == tieout::Fault::usage));
        BOOST_TEST(message.find("integrations.yaml:") != std::string::npos, message);
        BOOST_TEST(message.find(bad.message) != std::string::npos, message);
        BOOST_TEST(message.find("s3cr3t") == std::string::npos, message);
    }
}

BOOST_AUTO_TEST_CASE(the_projects_file_fills_and_overrides_the_packs_and_adds_to_it) {
    const auto all = read(
        "integrations:\n"
        "  cart: {owner: Ada, target: takes all, probe: {tcp: 'shop.example:443', within: 2s}}\n"
        "  fax: {title: Fax, kind: other, source: faxes, target: nothing, no_probe: gone}\n");
    BOOST_REQUIRE(all.size() == 2U);
    BOOST_TEST(all[0].name == "cart");
    BOOST_TEST(all[0].title == "Cart");
    BOOST_TEST(all[0].owner == "Ada");
    BOOST_TEST(all[0].source == "takes orders");
    BOOST_TEST(all[0].target == "takes all");
    BOOST_REQUIRE(all[0].probe);
    BOOST_TEST(all[0].probe->within.count() == 2000);
    BOOST_TEST(words_of(*all[0].probe) == "connect to shop.example:443");
    BOOST_TEST(all[1].no_probe == "gone");
}

BOOST_AUTO_TEST_CASE(a_probe_takes_the_place_of_a_reason_for_none_and_the_other_way_round) {
    const std::string with = cart +
                             "  a: {title: A, kind: other, source: s, target: t, no_probe: n}\n"
                             "  b: {title: B, kind: other, source: s, target: t, "
                             "probe: {tcp: 'h:1'}}\n";
    const auto all =
        read("integrations: {a: {probe: {tcp: 'h:2'}}, b: {no_probe: not in development}}\n", with);
    BOOST_REQUIRE(all.size() == 3U);
    BOOST_TEST(all[1].probe.has_value());
    BOOST_TEST(all[1].no_probe == "");
    BOOST_TEST(!all[2].probe.has_value());
    BOOST_TEST(all[2].no_probe == "not in development");
}

BOOST_AUTO_TEST_CASE(either_file_may_be_missing_or_hold_nothing_yet) {
    const Folder folder;
    const fs::path none = folder.path / "none.yaml";
    BOOST_TEST(load_integrations(none, none).empty());
    BOOST_TEST(load_integrations(folder.write("a.yaml", cart), none).size() == 1U);
    BOOST_TEST(load_integrations(none, folder.write("b.yaml", cart)).size() == 1U);
    BOOST_TEST(load_integrations(none, folder.write("c.yaml", "integrations:\n")).empty());
}

BOOST_AUTO_TEST_CASE(every_word_of_a_probe_is_read) {
    const auto http = std::get<HttpProbe>(
        probe("http: {url: 'https://h/a', method: POST, send: {X-A: env:A}, status: 204, header: "
              "{Content-Type: json}, body: ok, json: {/a~1b/0: 1}, tls: {ca: ca.pem, days_left: "
              "14}}")
            .ask);
    BOOST_TEST(http.url == "https://h/a");
    BOOST_TEST(http.method == "POST");
    BOOST_TEST((http.send == Words{{"X-A", "env:A"}}));
    BOOST_TEST(http.status == 204);
    BOOST_TEST((http.header == Words{{"Content-Type", "json"}}));
    BOOST_TEST(http.body == "ok");
    BOOST_TEST((http.json == Words{{"/a~1b/0", "1"}}));
    BOOST_TEST(http.ca.filename() == "ca.pem");
    BOOST_TEST(http.ca.is_absolute());  // seen from the file that names it
    BOOST_TEST(http.days_left == 14);
    const auto sql =
        std::get<SqlProbe>(probe("sql: {url: env:CRM, query: select 1, expect: 1.50}").ask);
    BOOST_TEST(sql.url == "env:CRM");
    BOOST_TEST(sql.expect == "1.50");
    const auto command =
        std::get<CommandProbe>(probe("command: {run: [a, 1, ''], exit: 3, output: well}").ask);
    BOOST_TEST((command.run == std::vector<std::string>{"a", "1", ""}));
    BOOST_TEST(command.exit == 3);
    BOOST_TEST(command.output == "well");
    const auto tcp = std::get<TcpProbe>(probe("tcp: '[::1]:25'").ask);
    BOOST_TEST(tcp.host == "::1");
    BOOST_TEST(tcp.port == 25);
    BOOST_TEST(probe("tcp: 'h:1'").within.count() == 10'000);
    probe("http: {url: 'https://h/a:b@c'}");  // no password: it is a page's name
}

BOOST_AUTO_TEST_CASE(what_is_shown_of_a_url_has_no_user_no_password_and_no_values) {
    BOOST_TEST(safe_url("https://ada:s3cr3t@shop.example:8443/cart?token=abc&id=7#top") ==
               "https://shop.example:8443/cart?token=…&id=…");
    BOOST_TEST(safe_url("https://shop.example/a@b") == "https://shop.example/a@b");
    BOOST_TEST(safe_url("https://shop.example?abc") == "https://shop.example?…");
    BOOST_TEST(safe_url("https://u@shop.example") == "https://shop.example");
    BOOST_TEST(safe_url("https://p@ss@shop.example/") == "https://shop.example/");
    BOOST_TEST(safe_url("env:URL") == "env:URL");
    BOOST_TEST(safe_url("sqlite:v5.db") == "sqlite:v5.db");
    BOOST_TEST(words_of(probe("command: {run: [./look.sh, --key, abc]}")) == "run ./look.sh");
    BOOST_TEST(words_of(probe("sql: {side: target, query: select 1, expect: 1}")) ==
               "ask the target: select 1");
    BOOST_TEST(words_of(probe("tcp: '[::1]:25'")) == "connect to [::1]:25");
}

BOOST_AUTO_TEST_CASE(the_flagship_packs_inventory_has_every_entry_whole) {
    const auto all =
        load_integrations(TIEOUT_SOURCE_DIR "/rules/modernbill/integrations.yaml", "none.yaml");
    BOOST_TEST(all.size() == 19U);
    for (const Integration& entry : all)
        BOOST_TEST_CONTEXT(entry.name) {
            BOOST_TEST(!entry.title.empty());
            BOOST_TEST(!entry.source.empty());
            BOOST_TEST(!entry.target.empty());
            BOOST_TEST(entry.owner.empty());  // a pack knows no company
        }
}

BOOST_AUTO_TEST_CASE(a_check_comes_back_from_json_as_it_was) {
    const IntegrationsCheck check{
        "2026-01-02T03:04:05Z",
        {{"cart", "Cart", "order form", "Ada", "s", "t", "GET x", IntegrationState::not_asked,
          "said", "", 12},
         {"fax", "Fax", "other", "", "s", "t", "", IntegrationState::no_probe, "gone", "gone", 0}}};
    BOOST_TEST((integrations_from_json(to_json(check)) == check));
    BOOST_CHECK_THROW(integrations_from_json("{}"), tieout::Error);
    BOOST_CHECK_THROW(integrations_from_json("no"), tieout::Error);
}

BOOST_AUTO_TEST_SUITE_END()
