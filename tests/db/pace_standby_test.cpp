// How far a PostgreSQL replica is behind: asked of a real standby, made here from the test server,
// and of its primary.
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>

#include "db/pace_load.h"
#include "tests/db/paced.h"
#include "tests/support/scratch.h"
#include "tests/support/started.h"

using namespace tieout;
using namespace tieout::db;
using namespace tieout::tests;
using namespace std::chrono_literals;

namespace {

int free_port() {
    const int opened = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const plain = reinterpret_cast<sockaddr*>(&address);
    BOOST_REQUIRE(bind(opened, plain, size) == 0);
    BOOST_REQUIRE(getsockname(opened, plain, &size) == 0);
    close(opened);
    return ntohs(address.sin_port);
}

// PostgreSQL does not run as root.
std::vector<std::string> as_server(std::vector<std::string> words) {
    std::vector<std::string> all{"setpriv", "--pdeathsig=TERM"};
    if (geteuid() == 0)
        all.insert(all.end(), {"--reuid=nobody", "--regid=nogroup", "--clear-groups"});
    all.insert(all.end(), words.begin(), words.end());
    return all;
}

class Standby {
public:
    explicit Standby(const Url& primary) : url_(primary) {
        url_.port = free_port();
        const Outcome copied = run({as_server(
            {"pg_basebackup", "-h", primary.host, "-p", std::to_string(primary.port), "-U",
             primary.user, "-D", data(), "-R", "-X", "stream", "--checkpoint=fast", "--no-sync"})});
        BOOST_REQUIRE_MESSAGE(copied.exit == 0, copied.err);
        server_ = std::make_unique<Started>(Command{as_server({"postgres",
                                                               "-D",
                                                               data(),
                                                               "-p",
                                                               std::to_string(url_.port),
                                                               "-c",
                                                               "listen_addresses=127.0.0.1",
                                                               "-c",
                                                               "unix_socket_directories=",
                                                               "-c",
                                                               "fsync=off",
                                                               "-c",
                                                               "log_line_prefix=",
                                                               "-c",
                                                               "lc_messages=C",
                                                               "-c",
                                                               "wal_receiver_status_interval=3",
                                                               "-c",
                                                               "shared_buffers=16MB",
                                                               "-c",
                                                               "max_connections=200"})});
        BOOST_REQUIRE(
            server_->wait_for("LOG:  database system is ready to accept read-only connections"));
    }
    ~Standby() {
        server_.reset();
        std::error_code ignored;
        std::filesystem::remove_all(data(), ignored);
    }
    Standby(const Standby&) = delete;
    Standby& operator=(const Standby&) = delete;

    const Url& url() const { return url_; }
    // With the server's own client: a session of ours would only read.
    void tell(const std::string& sql) const {
        const Outcome told =
            run({{"psql", "-X", "-q", "-h", url_.host, "-p", std::to_string(url_.port), "-U",
                  url_.user, "-c", sql, url_.database}});
        BOOST_REQUIRE_MESSAGE(told.exit == 0, told.err);
    }

private:
    std::string data() const {
        return (std::filesystem::temp_directory_path() /
                ("tieout-standby-" + std::to_string(getpid())))
            .string();
    }

    Url url_;
    std::unique_ptr<Started> server_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(pace_standby)

BOOST_AUTO_TEST_CASE(a_standby_that_does_not_replay_is_waited_for_and_one_that_does_is_not) {
    const Scratch scratch(Engine::postgresql);
    scratch.run_client("create table t (i int)");
    const Standby standby(scratch.parsed());
    const auto behind = ServerLoad::open(standby.url());
    BOOST_TEST(soon([&] {
        const auto lag = behind->lag();
        return lag && lag->behind == 0ms;
    }));

    // It has replayed no commit yet: it cannot say how old what it lacks is.
    standby.tell("select pg_wal_replay_pause()");
    scratch.run_client("insert into t values (1)");
    BOOST_TEST(soon([&] { return !behind->lag()->behind; }));
    standby.tell("select pg_wal_replay_resume()");
    BOOST_TEST(soon([&] { return behind->lag()->behind == 0ms; }));

    standby.tell("select pg_wal_replay_pause()");
    scratch.run_client("insert into t values (2)");
    BOOST_TEST(soon([&] { return behind->lag()->behind > 200ms; }));
    Gentle limits;
    limits.max_lag = 200ms;
    Paced run(limits, standby.url());
    std::thread reader([&] { read_all(*run.session, "select i from t"); });
    BOOST_CHECK(soon([&] { return run.heard.begins("waiting: replication on the source is "); }));
    standby.tell("select pg_wal_replay_resume()");
    reader.join();
    BOOST_TEST(run.heard.text().find(" behind, the limit is 0.2 s\n") != std::string::npos);
    BOOST_TEST(run.heard.begins("going on with the source after "));

    // Its primary hears of it with what it sends: rows come and are replayed half a second later.
    standby.tell("alter system set recovery_min_apply_delay = '500ms'");
    standby.tell("select pg_reload_conf()");
    const auto primary = ServerLoad::open(scratch.parsed());
    BOOST_TEST(soon([&] {
        scratch.run_client("insert into t values (3)");
        const auto lag = primary->lag();
        return lag && lag->behind > 200ms;
    }));
}

BOOST_AUTO_TEST_SUITE_END()
