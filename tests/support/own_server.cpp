#include "tests/support/own_server.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "tests/support/process.h"

namespace tieout::tests {
namespace {

using Words = OwnServer::Words;

int free_port() {
    const int opened = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const plain = reinterpret_cast<sockaddr*>(&address);
    const bool bound = bind(opened, plain, size) == 0 && getsockname(opened, plain, &size) == 0;
    close(opened);
    if (!bound) throw std::runtime_error("no free port on 127.0.0.1");
    return ntohs(address.sin_port);
}

// Neither server runs as root.
Words as_server(const Words& words) {
    Words all{"setpriv", "--pdeathsig=TERM"};
    if (geteuid() == 0)
        all.insert(all.end(), {"--reuid=nobody", "--regid=nogroup", "--clear-groups"});
    all.insert(all.end(), words.begin(), words.end());
    return all;
}

void must(const Words& words) {
    const Outcome outcome = run({words});
    if (outcome.exit != 0)
        throw std::runtime_error(text(Command{words}) + ":\n" + outcome.out + outcome.err);
}

std::filesystem::path new_folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "tieout-own-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr)
        throw std::runtime_error("no temporary folder at " + pattern);
    if (geteuid() == 0) must({"chown", "nobody:nogroup", pattern});
    return pattern;
}

// A server's files as its own program makes them, which takes seconds: made once a process, and
// each server gets a copy.
class NewFiles {
public:
    explicit NewFiles(Words program, const std::string& flag) : folder_(new_folder()) {
        program.push_back(flag + (folder_ / "data").string());
        must(as_server(program));
    }
    ~NewFiles() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    NewFiles(const NewFiles&) = delete;
    NewFiles& operator=(const NewFiles&) = delete;

    void copy_to(const std::string& folder) const {
        must(as_server({"cp", "-a", (folder_ / "data").string(), folder}));
    }

private:
    std::filesystem::path folder_;
};

// The settings are for the program that makes the tables: what it writes need not be safe, and a
// log of the usual size takes it seconds.
const NewFiles& files_of_mariadb() {
    static const NewFiles files(
        {"mariadb-install-db", "--no-defaults", "--auth-root-authentication-method=normal",
         "--skip-test-db", "--skip-name-resolve", "--innodb-log-file-size=8M",
         "--innodb-flush-method=nosync", "--innodb-doublewrite=OFF",
         "--innodb-flush-log-at-trx-commit=0"},
        "--datadir=");
    return files;
}

const NewFiles& files_of_postgresql() {
    static const NewFiles files(
        {"initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"},
        "--pgdata=");
    return files;
}

std::string read_all(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Words with(Words words, const Words& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

Words postgres(const std::string& data, int port, const Words& settings) {
    return with({"postgres",
                 "-D",
                 data,
                 "-p",
                 std::to_string(port),
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
                 "shared_buffers=16MB",
                 "-c",
                 "max_connections=200",
                 "-c",
                 "timezone=UTC"},
                settings);
}

}  // namespace

OwnServer::OwnServer(db::Engine engine) : folder_(new_folder()) {
    url_.engine = engine;
    url_.user = engine == db::Engine::mysql ? "root" : "postgres";
    url_.host = "127.0.0.1";
    url_.port = free_port();
}

OwnServer::~OwnServer() {
    server_.reset();
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

// Its log goes to a file: nobody empties a pipe while a server runs, and a full one would hold it.
// What the file says is read until the server is ready.
void OwnServer::start(const Words& words, const std::string& ready) {
    const std::string log = (folder_ / "log").string();
    Words logged{"sh", "-c", "exec \"$@\" 2>\"$0\"", log};
    const Words server = as_server(words);
    logged.insert(logged.end(), server.begin(), server.end());
    server_ = std::make_unique<Started>(Command{logged});
    const auto limit = std::chrono::steady_clock::now() + std::chrono::minutes(2);
    while (read_all(log).find("\n" + ready) == std::string::npos) {
        if (!server_->runs() || std::chrono::steady_clock::now() > limit)
            throw std::runtime_error("did not start: " + read_all(log));
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

OwnServer OwnServer::mariadb(const Words& settings) {
    OwnServer server(db::Engine::mysql);
    const std::string data = (server.folder_ / "data").string();
    files_of_mariadb().copy_to(data);
    server.start(
        with({"mariadbd", "--no-defaults", "--datadir=" + data,
              "--socket=" + (server.folder_ / "socket").string(),
              "--pid-file=" + (server.folder_ / "pid").string(), "--bind-address=127.0.0.1",
              "--port=" + std::to_string(server.url_.port), "--character-set-server=utf8mb4",
              "--default-time-zone=+00:00", "--performance-schema=OFF",
              "--innodb-buffer-pool-size=64M", "--innodb-flush-log-at-trx-commit=0",
              "--innodb-flush-method=nosync", "--innodb-doublewrite=OFF"},
             settings),
        "Version: '");
    return server;
}

OwnServer OwnServer::postgresql(const Words& settings) {
    OwnServer server(db::Engine::postgresql);
    const std::string data = (server.folder_ / "data").string();
    files_of_postgresql().copy_to(data);
    server.start(postgres(data, server.url_.port, settings),
                 "LOG:  database system is ready to accept connections");
    return server;
}

OwnServer OwnServer::standby_of(const OwnServer& primary, const Words& settings) {
    OwnServer server(db::Engine::postgresql);
    const std::string data = (server.folder_ / "data").string();
    must(as_server({"pg_basebackup", "-h", primary.url_.host, "-p",
                    std::to_string(primary.url_.port), "-U", primary.url_.user, "-D", data, "-R",
                    "-X", "stream", "--checkpoint=fast", "--no-sync"}));
    server.start(postgres(data, server.url_.port, settings),
                 "LOG:  database system is ready to accept read-only connections");
    return server;
}

db::Url OwnServer::url(const std::string& database) const {
    db::Url url = url_;
    url.database = database;
    return url;
}

void OwnServer::tell(const std::string& sql, const std::string& database) const {
    const std::string port = std::to_string(url_.port);
    if (url_.engine == db::Engine::mysql)
        must({"mariadb", "--no-defaults", "--default-character-set=utf8mb4", "--protocol=tcp", "-h",
              url_.host, "-P", port, "-u", url_.user, "-e", sql, database});
    else
        must({"psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", url_.host, "-p", port, "-U",
              url_.user, "-c", sql, database.empty() ? "postgres" : database});
}

}  // namespace tieout::tests
