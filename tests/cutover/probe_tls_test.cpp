// TLS: a server with a certificate of its own making is believed only where its authority is named.
#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "tests/cutover/asked.h"
#include "tests/cutover/small_server.h"
#include "tests/support/process.h"
#include "tests/support/started.h"

using namespace tieout;
using namespace tieout::tests;
namespace fs = std::filesystem;

namespace {

// Certificates for 127.0.0.1, and a server that has one of them.
class TlsServer {
public:
    explicit TlsServer(int days) {
        std::string pattern = (fs::temp_directory_path() / "tieout-tls-XXXXXX").string();
        BOOST_REQUIRE(mkdtemp(pattern.data()) != nullptr);
        folder_ = pattern;
        make("server", days);
        make("other", days);
        port_ = closed_port();
        // -www answers every request with a page of its own.
        server_.emplace(Command{{"openssl", "s_server", "-quiet", "-www", "-accept",
                                 "127.0.0.1:" + std::to_string(port_), "-cert", file("server.pem"),
                                 "-key", file("server.key")},
                                folder_});
        wait_until_it_listens();
    }
    ~TlsServer() {
        server_.reset();
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;

    std::string file(const std::string& name) const { return (folder_ / name).string(); }
    rules::HttpProbe get(const std::string& host = "127.0.0.1") const {
        setenv("no_proxy", "127.0.0.1,localhost", 1);
        rules::HttpProbe probe;
        probe.url = "https://" + host + ":" + std::to_string(port_) + "/";
        return probe;
    }

private:
    void make(const std::string& name, int days) const {
        const Outcome made =
            run({{"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                  "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=" + name, "-addext",
                  "subjectAltName=IP:127.0.0.1", "-days", std::to_string(days), "-keyout",
                  file(name + ".key"), "-out", file(name + ".pem")}});
        BOOST_REQUIRE_MESSAGE(made.exit == 0, made.err);
    }
    void wait_until_it_listens() const {
        rules::TcpProbe probe{"127.0.0.1", port_};
        for (int i = 0; i < 100 && !works(asked(probe)); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }

    fs::path folder_;
    int port_ = 0;
    std::optional<Started> server_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(probe_tls)

BOOST_AUTO_TEST_CASE(a_certificate_is_believed_only_where_its_authority_is_named) {
    const TlsServer server(30);
    const auto unknown = asked(server.get());
    BOOST_TEST(fails(unknown));
    BOOST_TEST(says(unknown, "cannot be reached: SSL certificate problem"));
    auto named = server.get();
    named.ca = server.file("server.pem");
    BOOST_TEST(works(asked(named)), asked(named).result.sentence);
    named.ca = server.file("other.pem");
    BOOST_TEST(fails(asked(named)));
    named.ca = server.file("none.pem");
    BOOST_TEST(not_asked(asked(named), Fault::usage));
}

BOOST_AUTO_TEST_CASE(a_certificate_for_another_name_is_refused) {
    const TlsServer server(30);
    auto probe = server.get("localhost");
    probe.ca = server.file("server.pem");
    BOOST_TEST(fails(asked(probe)));
}

BOOST_AUTO_TEST_CASE(a_certificate_that_ends_too_soon_fails) {
    const TlsServer server(30);
    auto probe = server.get();
    probe.ca = server.file("server.pem");
    probe.days_left = 28;
    const auto enough = asked(probe);
    BOOST_TEST(works(enough), enough.result.sentence);
    BOOST_TEST(says(enough, ", certificate valid for "));
    probe.days_left = 31;
    const auto short_one = asked(probe);
    BOOST_TEST(fails(short_one));
    BOOST_TEST(says(short_one, " days, expected at least 31"));
}

BOOST_AUTO_TEST_SUITE_END()
