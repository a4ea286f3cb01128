#include "tests/cli/place.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <tuple>

namespace tieout::db {

std::ostream& operator<<(std::ostream& out, Engine engine) {
    return out << name(engine);
}

}  // namespace tieout::db

namespace tieout::tests {
namespace fs = std::filesystem;
namespace {

const fs::path& modernbill() {
    static const fs::path folder = fs::path(TIEOUT_SOURCE_DIR) / "rules/modernbill";
    return folder;
}

std::vector<std::string> dump_command(const db::Url& url) {
    const std::string port = std::to_string(url.port);
    if (url.engine == db::Engine::sqlite) return {"sqlite3", url.database, ".dump"};
    if (url.engine == db::Engine::mysql)
        return {"mariadb-dump",
                "--no-defaults",
                "--no-create-info",
                "--skip-comments",
                "--skip-extended-insert",
                "--skip-tz-utc",
                "--protocol=tcp",
                "-h",
                url.host,
                "-P",
                port,
                "-u",
                url.user,
                url.database};
    return {"pg_dump", "--data-only", "--inserts", "-n",     "public", "-h",        url.host,
            "-p",      port,          "-U",        url.user, "-d",     url.database};
}

// What a dump says anew each time (a random word of newer pg_dump), or what is tieout's own book.
bool is_no_row(const std::string& line) {
    return line.rfind("\\", 0) == 0 || line.rfind("--", 0) == 0 ||
           line.find("mig_") != std::string::npos;
}

}  // namespace

Place::Place() {
    std::string pattern = (fs::temp_directory_path() / "tieout-cli-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr)
        throw std::runtime_error("no temporary folder at " + pattern);
    folder_ = pattern;
}

Place::~Place() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

Command Place::command(const std::string& program, std::vector<std::string> words) const {
    words.insert(words.begin(), TIEOUT_BINARY_DIR "/" + program);
    return {std::move(words),
            folder_,
            {{"TZ", "Pacific/Auckland"}, {"HOME", folder_.string()}, {"NO_COLOR", "1"}}};
}

Outcome Place::tieout(std::vector<std::string> words) const {
    return run(command("tieout", std::move(words)));
}

Outcome Place::verifier(std::vector<std::string> words) const {
    return run(command("tieout-verify", std::move(words)));
}

void Place::write(const std::string& file, std::string_view text) const {
    std::ofstream(folder_ / file, std::ios::binary) << text;
}

std::string Place::read(const std::string& file) const {
    std::ifstream in(folder_ / file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string Place::pack_copy() const {
    const fs::path copy = folder_ / "pack";
    fs::remove_all(copy);
    fs::copy(modernbill(), copy, fs::copy_options::recursive);
    return copy.string();
}

const Scratch& clean_v4(db::Engine engine, int clients, int seed) {
    static std::map<std::tuple<db::Engine, int, int>, std::unique_ptr<Scratch>> made;
    auto& database = made[{engine, clients, seed}];
    if (database) return *database;
    auto fresh = std::make_unique<Scratch>(engine);
    const Outcome outcome =
        Place().tieout({"sample", "--clients", std::to_string(clients), "--seed",
                        std::to_string(seed), "--defects", "none", "--into", fresh->url()});
    if (outcome.exit != 0) throw std::runtime_error("no sample: " + outcome.err);
    database = std::move(fresh);
    return *database;
}

void make_tables(const Scratch& database, const std::string& side) {
    static const std::map<db::Engine, std::string> names{{db::Engine::mysql, "mysql.sql"},
                                                         {db::Engine::postgresql, "postgresql.sql"},
                                                         {db::Engine::sqlite, "sqlite.sql"}};
    database.run_client_file((modernbill() / side / names.at(database.parsed().engine)).string());
}

std::string contents(const Scratch& v5) {
    const Outcome dump = run({dump_command(v5.parsed())});
    if (dump.exit != 0) throw std::runtime_error("no dump: " + dump.err);
    std::istringstream in(dump.out);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        if (!is_no_row(line)) lines.push_back(line);
    std::sort(lines.begin(), lines.end());
    std::string all;
    for (const std::string& line : lines)
        all += line + "\n";
    return all;
}

std::size_t lines_of(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace tieout::tests
