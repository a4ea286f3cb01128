#include "cli/looking.h"

#include <fmt/format.h>

#include <cstdio>

#include "db/pace_session.h"
#include "db/session_set.h"
#include "reports/row_speed.h"
#include "verify/ranges.h"
#include "verify/shape.h"

namespace tieout::cli {
namespace {

// By name and without a pack there is none to read.
rules::Pack pack_unless_by_name(const rules::Project& project, const Flags& flags,
                                Pairing pairing) {
    if (pairing == Pairing::by_pack || !flags.pack.empty() || !project.file.empty())
        return pack_of(project);
    rules::Pack none;
    none.name = "by name";
    none.source.label = "source";
    none.target.label = "target";
    return none;
}

using Sessions = std::vector<std::unique_ptr<db::Session>>;

// All at one moment; fewer where that cannot be had.
Sessions open_side(const std::string& url, std::size_t readers, const Flags& flags, db::Pace* pace,
                   db::PaceSide side) {
    const db::Url parsed = db::Url::parse(url);
    const std::size_t wanted = verify::sessions_for(parsed, readers, flags.rows_for_ranges);
    db::SessionSet set = db::open_at_one_moment(parsed, wanted);
    if (!set.why_fewer.empty() && !flags.quiet)
        std::fprintf(stderr, "one session reads %s: %s\n", parsed.safe().c_str(),
                     set.why_fewer.c_str());
    for (auto& session : set.sessions)
        session = db::paced(std::move(session), pace, side);
    return std::move(set.sessions);
}

Sessions open_source(const rules::Project& project, const rules::Pack& pack, std::size_t readers,
                     const Flags& flags, db::Pace* pace) {
    Sessions sessions =
        open_side(project.profile.source, readers, flags, pace, db::PaceSide::source);
    if (!pack.folder.empty())
        for (auto& session : sessions)
            session = verify::open_in_shape(pack, std::move(session));
    return sessions;
}

std::unique_ptr<db::Session> first_of(Sessions& sessions) {
    auto first = std::move(sessions.front());
    sessions.erase(sessions.begin());
    return first;
}

std::vector<db::Session*> pointers(const Sessions& sessions) {
    std::vector<db::Session*> out;
    for (const auto& session : sessions)
        out.push_back(session.get());
    return out;
}

}  // namespace

Looking::Looking(const Flags& flags, Pairing pairing, std::size_t readers)
    : project(project_of(flags, Takes::both_sides)),
      pack(pack_unless_by_name(project, flags, pairing)),
      pace(pace_of(project)),
      more_source(open_source(project, pack, readers, flags, pace.get())),
      more_target(
          open_side(project.profile.target_read, readers, flags, pace.get(), db::PaceSide::target)),
      source(first_of(more_source)),
      target(first_of(more_target)),
      progress(flags.quiet),
      on_interrupt([this] {
          wake(pace.get());
          source->cancel();
          target->cancel();
          for (const auto* more : {&more_source, &more_target})
              for (const auto& session : *more)
                  session->cancel();
      }) {
    options.more_source = pointers(more_source);
    options.more_target = pointers(more_target);
    options.rows_for_ranges = flags.rows_for_ranges;
    options.zone = project.zone;
    options.strategy = verify::strategy_of(flags.strategy).value_or(verify::Strategy::automatic);
    options.reads_slowly = pace != nullptr;
    options.memory = flags.memory;
    options.stop = &interrupted();
    options.may_be_empty = pack.may_be_empty;
    options.progress = [this, speed = reports::RowSpeed()](const verify::Progress& at) mutable {
        progress.show("verify", fmt::format("{} ({} of {}): {}", at.tie, at.tie_number, at.ties,
                                            speed.words(at.tie, at.source_rows, at.expected)));
    };
}

}  // namespace tieout::cli
