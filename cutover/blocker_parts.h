// What the blockers look at, and each of them; blockers.cpp asks them in their order.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cutover/blockers.h"
#include "cutover/plan_file.h"
#include "cycle/ledger.h"
#include "db/session.h"

namespace tieout::cutover {

// What a blocker saw; its name stands with whoever asked.
struct Sight {
    Blocker::State state = Blocker::State::unknown;
    std::string sentence, way_out;

    static Sight clear(std::string sentence) {
        return {Blocker::State::clear, std::move(sentence), ""};
    }
    static Sight blocks(std::string sentence, std::string way_out) {
        return {Blocker::State::blocks, std::move(sentence), std::move(way_out)};
    }
    static Sight unknown(std::string sentence, std::string way_out) {
        return {Blocker::State::unknown, std::move(sentence), std::move(way_out)};
    }
};

// A database that is opened when somebody asks for it first. One that could not be opened is not
// tried again: each who asks gets the same Error.
class Opened {
public:
    // `options` must outlive this.
    Opened(std::string url, const BlockerOptions& options, db::PaceSide side)
        : url_(std::move(url)), options_(options), side_(side) {}
    // In the pack's shape where `pack` is given.
    db::Session& session(const rules::Pack* pack = nullptr);
    const std::string& url() const { return url_; }

private:
    std::string url_;
    const BlockerOptions& options_;
    db::PaceSide side_;
    std::unique_ptr<db::Session> session_;
    std::shared_ptr<void> cancels_;  // dies before the session that it would cancel
    std::exception_ptr broke_;
};

struct Scene {
    Scene(const rules::Project& of_project, const rules::Pack& of_pack, const BlockerOptions& with);

    const rules::Project& project;
    const rules::Pack& pack;
    const BlockerOptions& options;
    std::unique_ptr<cycle::Ledger> ledger;   // nullptr: no cycle has run
    std::optional<rules::CycleRecord> last;  // the last cycle that ended
    Opened source, writer, reader;           // the target by either of its roles
};

// Of the ledger.
Sight look_at_gate(Scene& scene);
Sight look_at_integrations(Scene& scene);
// Of the databases.
Sight look_at_defanged(Scene& scene);
Sight look_at_columns(Scene& scene);
Sight look_at_source_rights(Scene& scene);
Sight look_at_writer_rights(Scene& scene);
Sight look_at_reader_rights(Scene& scene);
Sight look_by_sql(Scene& scene, const SqlBlocker& blocker);
// Of the disks: of the state folder, and of $TMPDIR, where rows wait that do not fit into memory.
Sight look_at_disk(Scene& scene);

// Bytes that a disk has and that a cycle takes; `where` is said to people.
Sight judge_disk(const std::string& where, std::uint64_t free, std::uint64_t needed);

// "3: a, b, c", "12: a, b, c and 9 more".
std::string some_of(const std::vector<std::string>& names);

}  // namespace tieout::cutover
