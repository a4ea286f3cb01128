#include "tests/support/scratch.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <stdexcept>
#include <vector>

#include "tests/support/server_connection.h"

extern char** environ;

namespace tieout::tests {
namespace {

std::filesystem::path new_folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "tieout-test-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr)
        throw std::runtime_error("no temporary folder at " + pattern);
    return pattern;
}

std::string read_all(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// The client's words: program, arguments. The password, if any, goes by the environment as the
// client would have it.
std::vector<std::string> client_of(const db::Url& url) {
    if (url.engine == db::Engine::sqlite) return {"sqlite3", "-batch", "-bail", url.database};
    std::vector<std::string> words;
    const std::string port = std::to_string(url.port);
    if (url.engine == db::Engine::mysql) {
        words = {"mariadb", "--no-defaults", "--default-character-set=utf8mb4", "--batch",
                 "--binary-mode"};
        if (!url.host.empty()) words.insert(words.end(), {"--protocol=tcp", "-h", url.host});
        if (url.port != 0) words.insert(words.end(), {"-P", port});
        if (!url.user.empty()) words.insert(words.end(), {"-u", url.user});
        const auto socket = url.options.find("socket");
        if (socket != url.options.end()) words.insert(words.end(), {"-S", socket->second});
        if (!url.database.empty()) words.push_back(url.database);
        return words;
    }
    words = {"psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-w"};
    const auto folder = url.options.find("host");
    const std::string host = folder == url.options.end() ? url.host : folder->second;
    if (!host.empty()) words.insert(words.end(), {"-h", host});
    if (url.port != 0) words.insert(words.end(), {"-p", port});
    if (!url.user.empty()) words.insert(words.end(), {"-U", url.user});
    words.insert(words.end(), {"-d", url.database.empty() ? "postgres" : url.database});
    return words;
}

std::vector<std::string> environment_for(const db::Url& url) {
    std::vector<std::string> lines{"PGCLIENTENCODING=UTF8"};
    for (char** line = environ; *line != nullptr; ++line)
        if (std::string_view(*line).substr(0, 17) != "PGCLIENTENCODING=") lines.emplace_back(*line);
    if (!url.password.empty()) {
        lines.push_back("MYSQL_PWD=" + url.password);
        lines.push_back("PGPASSWORD=" + url.password);
    }
    return lines;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> out;
    for (std::string& word : words)
        out.push_back(word.data());
    out.push_back(nullptr);
    return out;
}

// Runs the client with `input` as its standard input; both outputs go to one file, shown where it
// fails.
void run(const db::Url& url, const std::filesystem::path& input) {
    std::vector<std::string> words = client_of(url), variables = environment_for(url);
    const std::filesystem::path folder = new_folder(), output = folder / "output";
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, input.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, output.c_str(), O_WRONLY | O_CREAT, 0600);
    posix_spawn_file_actions_adddup2(&files, 1, 2);
    pid_t child = 0;
    const int failed = posix_spawnp(&child, words[0].c_str(), &files, nullptr,
                                    pointers(words).data(), pointers(variables).data());
    posix_spawn_file_actions_destroy(&files);
    int status = 0;
    if (failed == 0) waitpid(child, &status, 0);
    const std::string printed = read_all(output);
    std::filesystem::remove_all(folder);
    if (failed != 0) throw std::runtime_error("cannot start the client '" + words[0] + "'");
    if (status != 0) throw std::runtime_error(words[0] + " failed: " + printed);
}

void run_text(const db::Url& url, std::string_view sql) {
    const std::filesystem::path folder = new_folder(), input = folder / "input.sql";
    std::ofstream(input, std::ios::binary) << sql << '\n';
    try {
        run(url, input);
    } catch (...) {
        std::filesystem::remove_all(folder);
        throw;
    }
    std::filesystem::remove_all(folder);
}

std::string server_url(db::Engine engine) {
    const char* const variable =
        engine == db::Engine::mysql ? "TIEOUT_TEST_MYSQL" : "TIEOUT_TEST_POSTGRESQL";
    const char* const url = std::getenv(variable);
    if (url == nullptr)
        throw std::runtime_error(std::string(variable) + " names no server; run `make test`");
    return url;
}

std::string new_name() {
    static std::atomic<int> made{0};
    return "tieout_test_" + std::to_string(getpid()) + "_" + std::to_string(++made);
}

// The server's URL with a database put before its options.
std::string with_database(std::string server, const std::string& name) {
    const std::size_t options = server.find('?');
    const std::string tail = options == std::string::npos ? "" : server.substr(options);
    server.erase(std::min(options, server.size()));
    if (server.back() == '/') server.pop_back();
    return server + '/' + name + tail;
}

}  // namespace

// Closed by the last database, which may be dropped after all that is static in here is gone.
struct Scratch::Server {
    explicit Server(db::Engine engine)
        : url(server_url(engine)), connection(ServerConnection::open(url)) {}
    void tell(const std::string& sql) {
        const std::lock_guard one_at_a_time(mutex);
        connection->tell(sql);
    }
    // By files: to write each page into the log, as servers since 15 do, takes twice as long.
    void copy_on_postgresql(const std::string& name, const std::string& original) {
        const bool logs_pages = connection->version() >= 150000;
        tell("create database " + name + " template " + original +
             (logs_pages ? " strategy file_copy" : ""));
    }

    std::string url;
    std::mutex mutex;
    std::unique_ptr<ServerConnection> connection;
};

std::shared_ptr<Scratch::Server> Scratch::server_of(db::Engine engine) {
    if (engine == db::Engine::sqlite) return nullptr;
    if (engine == db::Engine::mysql) {
        static const auto mysql = std::make_shared<Server>(engine);
        return mysql;
    }
    static const auto postgresql = std::make_shared<Server>(engine);
    return postgresql;
}

Scratch::Scratch(db::Engine engine) : Scratch(engine, "template0 encoding 'UTF8'") {}

std::unique_ptr<Scratch> Scratch::copy_on_postgresql(const Scratch& original) {
    return std::unique_ptr<Scratch>(new Scratch(db::Engine::postgresql, original.name_));
}

Scratch::Scratch(db::Engine engine, const std::string& postgresql_template)
    : engine_(engine), name_(new_name()), server_(server_of(engine)) {
    if (engine == db::Engine::sqlite) {
        name_ = new_folder().string();
        url_ = "sqlite:" + name_ + "/scratch.db";
        run_client(
            "create table made_(x); drop table made_;");  // an empty database, not an empty file
        return;
    }
    if (engine == db::Engine::mysql)
        server_->tell("create database " + name_ + " character set utf8mb4");
    else
        server_->copy_on_postgresql(name_, postgresql_template);
    url_ = with_database(server_->url, name_);
}

Scratch::~Scratch() {
    try {
        if (engine_ == db::Engine::sqlite) {
            std::filesystem::remove_all(name_);
        } else if (engine_ == db::Engine::postgresql) {
            server_->tell("drop database if exists " + name_ + " with (force)");
        } else {
            server_->tell("drop database if exists " + name_);
            server_->tell("drop database if exists " + name_ + "_tieout_books");
        }
    } catch (const std::exception&) {
        // A database left behind on a test server is dropped with the server.
    }
}

void Scratch::run_client(std::string_view sql) const {
    run_text(parsed(), sql);
}

void Scratch::run_client_file(const std::string& file) const {
    run(parsed(), file);
}

}  // namespace tieout::tests
