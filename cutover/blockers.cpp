#include "cutover/blockers.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/error.h"
#include "cutover/blocker_parts.h"
#include "db/pace_session.h"
#include "verify/shape.h"

namespace tieout::cutover {
namespace {

// What to do where a blocker itself could not be looked at.
std::string way_out_of(Fault fault) {
    switch (fault) {
        case Fault::connection:
        case Fault::rights:
            return "see that tieout reaches it (`tieout check`), and plan again";
        case Fault::disk:
            return "see that the state folder can be read, and plan again";
        default:
            return "mend that, and plan again";
    }
}

Sight looked(const std::function<Sight()>& look) {
    try {
        return look();
    } catch (const Error& error) {
        if (error.fault() == Fault::interrupted) throw;
        return Sight::unknown(error.what(), way_out_of(error.fault()));
    }
}

std::unique_ptr<cycle::Ledger> ledger_of(const rules::Project& project) {
    const auto file = project.state / "ledger.db";
    std::error_code not_there;
    if (!std::filesystem::exists(file, not_there)) return nullptr;
    return std::make_unique<cycle::Ledger>(file);
}

}  // namespace

const char* name(Blocker::State state) {
    switch (state) {
        case Blocker::State::clear:
            return "clear";
        case Blocker::State::blocks:
            return "blocks";
        case Blocker::State::unknown:
            return "unknown";
    }
    return "unknown";
}

std::string some_of(const std::vector<std::string>& names) {
    constexpr std::size_t most = 3;
    const std::size_t shown = std::min(names.size(), most);
    const std::string rest =
        names.size() > most ? fmt::format(" and {} more", names.size() - most) : "";
    return fmt::format(
        "{}: {}{}", names.size(),
        fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", "), rest);
}

db::Session& Opened::session(const rules::Pack* pack) {
    if (broke_) std::rethrow_exception(broke_);
    if (session_) return *session_;
    try {
        if (url_.empty()) throw Error(Fault::usage, "no URL is known of this side");
        auto session = db::paced(db::Session::open(db::Url::parse(url_)), options_.pace, side_);
        session_ =
            pack == nullptr ? std::move(session) : verify::open_in_shape(*pack, std::move(session));
    } catch (const Error&) {
        broke_ = std::current_exception();
        throw;
    }
    if (options_.while_open)
        cancels_ = options_.while_open([session = session_.get()] { session->cancel(); });
    return *session_;
}

Scene::Scene(const rules::Project& of_project, const rules::Pack& of_pack,
             const BlockerOptions& with)
    : project(of_project),
      pack(of_pack),
      options(with),
      source(project.profile.source, with, db::PaceSide::source),
      writer(project.profile.target_write, with, db::PaceSide::target),
      reader(project.profile.target_read.empty() ? project.profile.target_write
                                                 : project.profile.target_read,
             with, db::PaceSide::target) {}

std::vector<Blocker> find_blockers(const rules::Project& project, const rules::Pack& pack,
                                   const BlockerOptions& options) {
    const PlanFile plan = PlanFile::load(pack);
    Scene scene(project, pack, options);
    std::vector<Blocker> blockers;
    const auto ask = [&](const std::string& about, const std::function<Sight()>& look) {
        if (options.stop != nullptr && options.stop->load())
            throw Error(Fault::interrupted, "not all blockers were looked at");
        Sight sight = looked(look);
        blockers.push_back(
            {about, sight.state, std::move(sight.sentence), std::move(sight.way_out)});
    };
    // A ledger that cannot be read is unknown to each who looks into it, not the end of all.
    std::exception_ptr unread;
    try {
        scene.ledger = ledger_of(project);
        if (scene.ledger) scene.last = scene.ledger->last();
    } catch (const Error&) {
        unread = std::current_exception();
    }
    const auto by_ledger = [&](Sight (*look)(Scene&)) {
        if (unread) std::rethrow_exception(unread);
        return look(scene);
    };
    ask("gate", [&] { return by_ledger(look_at_gate); });
    ask("defanged_target", [&] { return by_ledger(look_at_defanged); });
    ask("unknown_columns", [&] { return look_at_columns(scene); });
    ask("disk", [&] { return by_ledger(look_at_disk); });
    ask("source_rights", [&] { return look_at_source_rights(scene); });
    ask("writer_rights", [&] { return look_at_writer_rights(scene); });
    ask("verifier_rights", [&] { return look_at_reader_rights(scene); });
    ask("integrations", [&] { return by_ledger(look_at_integrations); });
    for (const SqlBlocker& blocker : plan.blockers)
        ask(blocker.name, [&] { return look_by_sql(scene, blocker); });
    return blockers;
}

}  // namespace tieout::cutover
