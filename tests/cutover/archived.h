// A v4 on a real MariaDB, its archive in a folder of its own, and sqlite3 to read it with.
#pragma once

#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <string>

#include "cutover/archive.h"
#include "rules/pack.h"
#include "tests/support/process.h"
#include "tests/support/scratch.h"
#include "verify/shape.h"

namespace tieout::tests {

inline rules::Pack modernbill() {
    rules::Pack pack = rules::Pack::load(std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill");
    pack.set("zone", "America/New_York");
    pack.set("currency", "USD");
    return pack;
}

// v4's tables, empty, and what `sql` puts into them.
class V4 {
public:
    explicit V4(const std::string& sql, db::Engine engine = db::Engine::mysql) : scratch_(engine) {
        scratch_.run_client_file(std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill/v4/" +
                                 std::string(db::name(engine)) + ".sql");
        scratch_.run_client(sql);
    }
    std::unique_ptr<db::Session> session() const {
        return verify::open_in_shape(modernbill(), db::Session::open(scratch_.parsed()));
    }
    const Scratch& database() const { return scratch_; }

private:
    Scratch scratch_;
};

class Archived {
public:
    explicit Archived(const V4& v4, const cutover::ArchiveWish& more = {}) {
        std::string name =
            (std::filesystem::temp_directory_path() / "tieout-archive-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        place_ = name;
        cutover::ArchiveWish wish = more;
        wish.into = folder();
        wish.zone = "America/New_York";
        wish.made_at = "2026-11-29T04:00:00Z";
        manifest = cutover::write_archive(modernbill(), *v4.session(), wish);
    }
    ~Archived() { std::filesystem::remove_all(place_); }
    Archived(const Archived&) = delete;
    Archived& operator=(const Archived&) = delete;

    std::filesystem::path folder() const { return place_ / "archive"; }
    // What sqlite3 prints: cells with | between, without the last line's end.
    std::string ask(const std::string& sql) const {
        return said({{"sqlite3", "-readonly", (folder() / "archive.db").string(), sql}});
    }
    // Changes the database behind the manifest's back.
    void spoil(const std::string& sql) const {
        const std::filesystem::path file = folder() / "archive.db";
        std::filesystem::permissions(file, std::filesystem::perms::owner_all);
        said({{"sqlite3", file.string(), sql}});
    }

    cutover::ArchiveManifest manifest;

private:
    static std::string said(const Command& command) {
        Outcome outcome = run(command);
        BOOST_TEST_REQUIRE(outcome.exit == 0, outcome.err);
        if (outcome.out.ends_with('\n')) outcome.out.pop_back();
        return outcome.out;
    }
    std::filesystem::path place_;
};

}  // namespace tieout::tests
